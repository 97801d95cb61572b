import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, watch } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { openLedger } from './ledger.ts'

test('once a ledger is closed, nothing is written beside it any more', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'farthing-closed-'))
  const ledger = openLedger({ file: join(folder, 'ledger.db') })
  // Asked for and not waited for: the thread is still starting when the ledger is closed.
  ledger.reader.total({}).catch(() => {})
  await ledger.close()
  const touched: (string | null)[] = []
  const watcher = watch(folder, (_, name) => touched.push(name))
  await sleep(300)
  watcher.close()
  assert.deepEqual(touched, [])
  rmSync(folder, { recursive: true })
})
