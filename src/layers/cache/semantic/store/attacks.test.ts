/** Whoever can write to the file, or reads a copy of it, gains nothing: each record opens only as what it is. */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { assert as check, nat, property, string, uint8Array } from 'fast-check'
import { answered, keyText, masterOf, storeOf, temporaryFile, type Opened } from './fake-answers.ts'
import { openMasterKeys } from './master-key.ts'
import { seal, unseal } from './sealing.ts'

/** Two answers of one tenant in two partitions, and one of another tenant. */
async function filled(): Promise<string> {
  const file = temporaryFile()
  const { store } = await storeOf({}, file)
  store.put(answered('the secret question', { partition: 'p' }))
  store.put(answered('another question', { partition: 'q' }))
  store.put(answered('foreign question', { partition: 'r', tenant: 'beta' }))
  store.close()
  return file
}

function change(file: string, sql: string): void {
  const database = new DatabaseSync(file)
  database.exec(sql)
  database.close()
}

/** Texts that are still answered, each with the body that it gets. */
async function survivors(file: string, master = masterOf(keyText('a'))) {
  const { store, errors } = await storeOf({}, file, master)
  const found = ['p', 'q', 'r'].flatMap((partition) =>
    store.candidates(partition, 'the secret question another foreign', 0).flatMap(({ item }) => {
      const entry = store.answer(item, 0)
      return entry ? [`${partition}: ${item.text} → ${Buffer.from(entry.body).toString()}`] : []
    }),
  )
  store.close()
  return { found, errors }
}

const whole = [
  'p: the secret question → answer to the secret question',
  'q: another question → answer to another question',
  'r: foreign question → answer to foreign question',
]

test('untouched, all are answered', async () => {
  const file = await filled()
  assert.deepEqual((await survivors(file)).found, whole)
  assert.deepEqual((await survivors(file)).errors, [])
})

test('no word of question, answer, tenant or key lies in the file', async () => {
  const file = await filled()
  for (const end of ['', '-wal']) {
    let bytes = Buffer.alloc(0)
    try {
      bytes = readFileSync(file + end)
    } catch {
      continue
    }
    for (const word of ['secret', 'question', 'acme', 'beta', 'openai', 'a'.repeat(32)]) {
      assert.equal(bytes.includes(word), false, word)
    }
  }
})

test('the record of another tenant does not open', async () => {
  const file = await filled()
  change(file, 'UPDATE answers SET owner = 1 WHERE owner = 2')
  const { found, errors } = await survivors(file)
  assert.deepEqual(found, whole.slice(0, 2))
  assert.match(String(errors[0]), /1 answers .* did not open/)
})

test('wrapped keys that were swapped do not open', async () => {
  const file = await filled()
  change(file, 'CREATE TABLE copy AS SELECT * FROM keys')
  change(file, 'UPDATE keys SET sealed = (SELECT sealed FROM copy WHERE copy.id = 3 - keys.id)')
  assert.deepEqual((await survivors(file)).found, [])
})

test('another partition’s record in the place of one is not answered', async () => {
  const file = await filled()
  // As a whole: the id is part of what it belongs to.
  change(file, 'UPDATE answers SET head = (SELECT head FROM answers WHERE id = 2) WHERE id = 1')
  assert.deepEqual((await survivors(file)).found, whole.slice(1))
  const other = await filled()
  // Its body alone.
  change(other, 'UPDATE answers SET body = (SELECT body FROM answers WHERE id = 2) WHERE id = 1')
  assert.deepEqual((await survivors(other)).found, whole.slice(1))
})

test('a record under an id of its own choosing is not answered', async () => {
  const file = await filled()
  change(file, 'INSERT INTO answers SELECT 99, owner, head, body FROM answers WHERE id = 1')
  assert.deepEqual((await survivors(file)).found, whole)
})

test('a flipped bit anywhere in a record leaves it unanswered, never wrong', () => {
  const key = randomBytes(32)
  check(
    property(uint8Array({ maxLength: 80 }), string(), nat(), (plain, about, at) => {
      const sealed = seal(key, about, plain)
      assert.deepEqual(unseal(key, about, sealed), Buffer.from(plain))
      const flipped = Buffer.from(sealed)
      flipped[at % flipped.length]! ^= 1 << (at % 8)
      assert.throws(() => unseal(key, about, flipped))
      assert.throws(() => unseal(key, `${about}.`, sealed))
      assert.throws(() => unseal(key, about, sealed.subarray(0, at % sealed.length)))
    }),
  )
})

test('a file that is cut or overwritten gives what is whole, or starts anew', async () => {
  for (const spoil of [
    (file: string) => truncateSync(file, statSync(file).size / 2),
    (file: string) => truncateSync(file, 100),
    (file: string) => truncateSync(file, 0),
    (file: string) => writeFileSync(file, randomBytes(5000)),
    (file: string) => {
      const bytes = readFileSync(file)
      randomBytes(300).copy(bytes, bytes.length - 3000)
      writeFileSync(file, bytes)
    },
  ]) {
    const file = await filled()
    spoil(file)
    const { store }: Opened = await storeOf({}, file)
    for (const partition of ['p', 'q', 'r']) {
      for (const { item } of store.candidates(partition, 'the secret question', 0)) {
        const entry = store.answer(item, 0)
        if (entry) assert.equal(Buffer.from(entry.body).toString(), `answer to ${item.text}`)
      }
    }
    const kept = store.put(answered('after'))
    assert.ok(store.answer(kept, 0))
    store.close()
  }
})

test('a new master key takes over what the older one wrapped; without it all is gone', async () => {
  const file = await filled()
  const rotated = masterOf(keyText('b'), keyText('a'))
  assert.deepEqual((await survivors(file, rotated)).found, whole)
  assert.deepEqual((await survivors(file, masterOf(keyText('b')))).found, whole, 'wrapped anew')
  const { found, errors } = await survivors(file, masterOf(keyText('c')))
  assert.deepEqual(found, [])
  assert.match(String(errors[0]), /did not open/)
  assert.deepEqual((await survivors(file, masterOf(keyText('b')))).found, [], 'and stays so')
})

test('an erased tenant’s records do not open from an older copy of its rows', async () => {
  const file = await filled()
  change(file, 'CREATE TABLE copy AS SELECT * FROM answers')
  const { store } = await storeOf({}, file)
  await store.flush({ tenant: 'beta' })
  store.put(answered('new of beta', { tenant: 'beta', partition: 'r' }))
  store.close()
  change(file, 'INSERT OR IGNORE INTO answers SELECT * FROM copy')
  const { found } = await survivors(file)
  assert.deepEqual(found.slice(0, 2), whole.slice(0, 2))
  assert.ok(!found.some((line) => line.includes('foreign')), found.join('\n'))
})

test('the master key’s file is made once, for its owner only', () => {
  const file = join(dirname(temporaryFile()), 'keys', 'semantic.key')
  const first = openMasterKeys([], file)
  assert.equal(statSync(file).mode & 0o777, 0o600)
  assert.equal(openMasterKeys([], file).current.id, first.current.id)
  writeFileSync(file, `${keyText('b')}\n${readFileSync(file, 'utf8')}`)
  const rotated = openMasterKeys([], file)
  assert.notEqual(rotated.current.id, first.current.id)
  assert.ok(rotated.known.has(first.current.id))
  assert.throws(() => openMasterKeys(['short'], undefined), /32 bytes/)
})
