/**
 * The secret of one instance: tenants and conversations are keyed by it, so that nobody who sees a hash can test
 * guesses. It lies in the ledger, whose file only its owner may read, and outlives restarts as the hashes must.
 * @module
 */
import { randomBytes } from 'node:crypto'
import type { Ledger } from '../ledger/ledger.ts'

/** 32 bytes, made at the first start. */
export function instanceSecret(ledger: Ledger): Uint8Array {
  const row = ledger.database.prepare("SELECT value FROM meta WHERE name = 'secret'").get()
  if (row?.['value'] instanceof Uint8Array) return row['value']
  const secret = randomBytes(32)
  const insert = ledger.database.prepare("INSERT INTO meta (name, value) VALUES ('secret', ?)")
  ledger.write(() => insert.run(secret))
  ledger.flush()
  return secret
}
