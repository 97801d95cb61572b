import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { openForReading } from './database.ts'
import { exampleFacts, temporaryLedger, writeExample } from './example-rows.ts'
import { openLedger } from './ledger.ts'
import { createCallReader } from './query.ts'

test('a second owner is refused by name; readers are not; the file opens again after the first has gone', () => {
  const file = temporaryLedger()
  const ledger = openLedger({ file })
  writeExample(ledger, exampleFacts())
  ledger.flush()
  assert.throws(() => openLedger({ file }), {
    code: 'ledger_in_use',
    message: new RegExp(`process ${process.pid}`),
  })
  const reading = openForReading(file)
  assert.equal(createCallReader(reading).list().calls.length, 1)
  reading.close()
  ledger.close()
  openLedger({ file }).close()
})

test('a ledger of a newer version is refused, and left as it is', () => {
  const file = temporaryLedger()
  const ledger = openLedger({ file })
  ledger.database.exec('PRAGMA user_version = 999')
  ledger.close()
  const newer = { code: 'ledger_version', message: /version 999 .*newer Farthing/ }
  assert.throws(() => openLedger({ file }), newer)
  assert.throws(() => openForReading(file), newer)
})

const indexes = ['extras_by_call', 'calls_unpriced', 'attempts_unpriced']

test('a ledger of version 1 is brought up, and a reader says that it has to be', async () => {
  const file = temporaryLedger()
  const ledger = openLedger({ file })
  writeExample(ledger, exampleFacts())
  for (const index of indexes) ledger.database.exec(`DROP INDEX ${index}`)
  ledger.database.exec('PRAGMA user_version = 1')
  await ledger.close()
  assert.throws(() => openForReading(file), {
    code: 'ledger_version',
    message: /Start the gateway/,
  })
  openLedger({ file }).close()
  const reading = openForReading(file)
  assert.equal(createCallReader(reading).list().calls.length, 1)
  const made = reading.prepare("SELECT name FROM sqlite_schema WHERE type = 'index'").all()
  for (const index of indexes)
    assert.ok(
      made.some(({ name }) => name === index),
      index,
    )
  reading.close()
})

test('a file that is no ledger is refused in words, and left as it is', () => {
  const file = temporaryLedger()
  writeFileSync(file, 'not a database, but long enough to be looked at '.repeat(30))
  const before = readFileSync(file)
  assert.throws(() => openLedger({ file }), { code: 'ledger_unusable', message: /not a database/ })
  assert.throws(() => openForReading(file), { code: 'ledger_unusable' })
  assert.deepEqual(readFileSync(file), before)
  assert.deepEqual(readdirSync(dirname(file)), ['ledger.db'])
  assert.throws(() => openForReading(`${file}.missing`), { code: 'ledger_unusable' })
})

test('the database of another program is refused in words, and left as it is', () => {
  const others = [
    'CREATE TABLE notes (a)',
    'CREATE TABLE calls (a); PRAGMA user_version = 1',
    'PRAGMA application_id = 252006673',
  ]
  for (const other of others) {
    const file = temporaryLedger()
    const foreign = new DatabaseSync(file)
    foreign.exec(`CREATE TABLE first (a); DROP TABLE first; ${other}`)
    foreign.close()
    const before = readFileSync(file)
    const refused = { code: 'ledger_unusable', message: /of another program.*`ledger\.file`/ }
    assert.throws(() => openLedger({ file }), refused, other)
    assert.throws(() => openForReading(file), refused, other)
    assert.deepEqual(readFileSync(file), before, other)
    assert.deepEqual(readdirSync(dirname(file)), ['ledger.db'], 'and nothing beside it')
  }
  const file = temporaryLedger()
  openLedger({ file }).close()
  const first = new DatabaseSync(file)
  const id = (): unknown => first.prepare('PRAGMA application_id').get()!['application_id']
  assert.equal(id(), 0x46525448)
  first.exec('PRAGMA application_id = 0')
  openLedger({ file }).close()
  assert.equal(id(), 0x46525448, 'a ledger of before there was an id')
  first.close()
})

test('the database of another program that was killed is refused by what its log holds', () => {
  const file = temporaryLedger()
  const running = new DatabaseSync(temporaryLedger())
  running.exec('PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; CREATE TABLE notes (a)')
  for (const end of ['', '-wal']) copyFileSync(`${running.location()}${end}`, `${file}${end}`)
  running.close()
  const refused = { code: 'ledger_unusable', message: /of another program/ }
  assert.throws(() => openLedger({ file }), refused)
  const left = readdirSync(dirname(file))
  assert.ok(left.includes('ledger.db-wal'))
  for (const ours of ['.lock', '.owner', '.journal']) assert.ok(!left.includes(`ledger.db${ours}`))
})

test('a folder that cannot be written to is told of with its path', () => {
  const file = temporaryLedger()
  writeFileSync(file, '')
  const inside = `${file}/ledger.db`
  const unusable = { code: 'ledger_unusable', message: new RegExp(`^${inside}: `) }
  assert.throws(() => openLedger({ file: inside }), unusable)
})

test('who may only read the folder reads a ledger that nobody writes', (t) => {
  if (process.getuid?.() !== 0) return t.skip('only root can be someone else')
  const file = temporaryLedger()
  const ledger = openLedger({ file })
  writeExample(ledger, exampleFacts())
  ledger.close()
  chmodSync(dirname(file), 0o755)
  chmodSync(file, 0o644)
  const script = `
    process.setgid(65534); process.setuid(65534)
    const { openForReading } = await import(${JSON.stringify(new URL('./database.ts', import.meta.url).href)})
    const { createCallReader } = await import(${JSON.stringify(new URL('./query.ts', import.meta.url).href)})
    console.log(createCallReader(openForReading(${JSON.stringify(file)})).list().calls.length)`
  const said = execFileSync(process.execPath, ['--input-type=module', '-e', script])
  assert.equal(String(said).trim(), '1')
})
