/**
 * Rows for tests: a usual call, of which a test says only what matters to it.
 * @module
 */
import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { callId, createCallId, firstNumber } from './call-id.ts'
import { openLedger, type Ledger } from './ledger.ts'
import type { CallFacts, Closing, Opening, Settlement } from './rows.ts'

export const usage = {
  input: 10,
  cacheRead: 0,
  cacheWrite: 0,
  cacheWrite1h: 0,
  output: 5,
  reasoning: 0,
}

/** A path in a folder of its own. */
export function temporaryLedger(): string {
  return join(mkdtempSync(join(tmpdir(), 'farthing-ledger-')), 'ledger.db')
}

/** A copy of a ledger as a kill at this moment would leave it; the last `cut` bytes of its journal are missing. */
export function copyAsKilled(file: string, cut = 0): string {
  const copy = temporaryLedger()
  for (const end of ['', '-wal']) copyFileSync(`${file}${end}`, `${copy}${end}`)
  const journal = readFileSync(`${file}.journal`)
  writeFileSync(`${copy}.journal`, journal.subarray(0, journal.length - cut))
  return copy
}

/** Calls that a kill at this moment would leave. */
export function callsAfterKill(file: string): number {
  const ledger = openLedger({ file: copyAsKilled(file) })
  const { n } = ledger.database.prepare('SELECT count(*) AS n FROM calls').get()!
  ledger.close()
  return Number(n)
}

let made = 0

/** `at`: a time of the past or future, which `createCallId` would not go back to. */
export function exampleFacts(more: Partial<CallFacts> & { at?: number } = {}): CallFacts {
  const { at, ...rest } = more
  return {
    id: at === undefined ? createCallId(Date.now()) : callId(firstNumber(at) + (made++ % 2048)),
    tenant: 'acme',
    key: 'key-1',
    route: 'default',
    conversation: 'c0ffee',
    asked: 'gpt-5-mini',
    dialect: 'openai-chat',
    mode: 'safe',
    streamed: false,
    tags: [],
    ...rest,
  }
}

export function exampleOpening(more: Partial<Opening> = {}): Opening {
  return {
    kind: 'serve',
    provider: 'openai',
    model: 'gpt-5-mini',
    credential: 'openai-1',
    reserved: 5000n,
    at: Date.now(),
    ...more,
  }
}

export function exampleSettlement(more: Partial<Settlement> = {}): Settlement {
  return {
    at: Date.now(),
    status: 200,
    usage,
    usageOrigin: 'provider',
    tier: 'standard',
    cost: 1234n,
    costOrigin: 'computed',
    ...more,
  }
}

export function exampleClosing(more: Partial<Closing> = {}): Closing {
  return {
    served: 'gpt-5-mini',
    provider: 'openai',
    from: 'upstream',
    status: 200,
    ended: 'complete',
    usage,
    usageOrigin: 'provider',
    tier: 'standard',
    baseline: 2000n,
    cost: 1234n,
    costOrigin: 'computed',
    saved: { prefix: 766n },
    time: { total: 12.5, upstream: 12, own: 0.5, firstByte: 3 },
    ...more,
  }
}

/** A call with one attempt, from start to end. */
export function writeExample(
  ledger: Ledger,
  facts: CallFacts,
  closing: Closing = exampleClosing(),
): void {
  const attempt = ledger.openAttempt(facts, exampleOpening())
  ledger.settleAttempt(attempt, exampleSettlement({ cost: closing.cost, status: closing.status }))
  ledger.closeCall(facts, closing)
}
