import assert from 'node:assert/strict'
import { closeSync, mkdtempSync, openSync, readSync, rmSync, watch } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { startBackground } from './background.ts'
import { exampleFacts, temporaryLedger, writeExample } from './example-rows.ts'
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

/** The numbers in the head of a write-ahead log that are new each time it starts over. */
function salt(file: string): string {
  const handle = openSync(`${file}-wal`, 'r')
  const bytes = Buffer.alloc(8)
  readSync(handle, bytes, 0, 8, 16)
  closeSync(handle)
  return bytes.toString('hex')
}

test('the log starts over in the other thread, before the owner writes again', async () => {
  const file = temporaryLedger()
  const ledger = openLedger({ file })
  const background = startBackground(file, () => {})
  for (let round = 1; round <= 3; round++) {
    writeExample(ledger, exampleFacts())
    ledger.flush()
    const before = salt(file)
    assert.equal(await background.checkpoint(), 0)
    assert.notEqual(salt(file), before)
    const { n } = ledger.database.prepare('SELECT count(*) AS n FROM calls').get()!
    assert.equal(n, round)
  }
  await background.close()
  await ledger.close()
})

test('under load the log starts over by itself, and nothing is lost', async () => {
  const file = temporaryLedger()
  const ledger = openLedger({ file })
  let calls = 0
  const call = (): void => {
    writeExample(ledger, exampleFacts())
    calls++
  }
  // So many commits are enough for the log to be moved.
  for (let i = 0; i < 300; i++) {
    call()
    ledger.flush()
  }
  const before = salt(file)
  // From here on calls come without end, and their rows reach the database when nothing speaks against it.
  for (const end = Date.now() + 60_000; salt(file) === before && Date.now() < end; await sleep(5))
    call()
  assert.notEqual(salt(file), before)
  const { database } = ledger
  assert.deepEqual(ledger.health(), { queued: 0, lost: 0, failing: false })
  assert.equal(database.prepare('SELECT count(*) AS n FROM calls').get()!['n'], calls)
  assert.equal(database.prepare('PRAGMA integrity_check').get()!['integrity_check'], 'ok')
  await ledger.close()
})
