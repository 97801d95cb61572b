import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openLedger } from './ledger.ts'

test('once a ledger is closed, nothing is written beside it any more', async () => {
  for (let round = 0; round < 5; round++) {
    const folder = mkdtempSync(join(tmpdir(), 'farthing-closed-'))
    const ledger = openLedger({ file: join(folder, 'ledger.db') })
    // Asked for and not waited for: the thread may still be starting when the ledger is closed.
    ledger.reader.total({}).catch(() => {})
    await ledger.close()
    const left = readdirSync(folder)
    assert.ok(!left.some((name) => name.endsWith('-wal') || name.endsWith('-shm')), left.join(', '))
    rmSync(folder, { recursive: true })
  }
})
