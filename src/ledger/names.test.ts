import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDatabase } from './database.ts'
import { createNameReader, createNames, more } from './names.ts'

test('words come back, sets are sorted and told apart from lists, long words are cut', () => {
  const database = openDatabase(':memory:')
  const names = createNames(database)
  const name = createNameReader(database)
  assert.equal(name(names.id('gpt-5')), 'gpt-5')
  assert.equal(names.id('gpt-5'), names.id('gpt-5'))
  assert.equal(names.set(['b', 'a', 'b']), names.set(['a', 'b']))
  assert.equal(name(names.set(['b', 'a\nc'])), 'a c\nb')
  assert.equal(names.set([]), null)
  assert.equal(name(names.id('x'.repeat(10_000))).length, 256)
  assert.equal(names.id('x'.repeat(10_000)), names.id('x'.repeat(256)))
})

test('invented words stop at a bound, tags before names', () => {
  const database = openDatabase(':memory:')
  const names = createNames(database, 100)
  const name = createNameReader(database)
  for (let i = 0; i < 500; i++) names.set([`tag-${i}`])
  assert.equal(name(names.set(['late'])), more)
  assert.equal(name(names.set(['tag-1'])), 'tag-1')
  assert.equal(name(names.id('model')), 'model')
  for (let i = 0; i < 500; i++) names.id(`model-${i}`)
  assert.equal(name(names.id('late')), more)
  const { n } = database.prepare('SELECT count(*) AS n FROM names').get()!
  assert.ok(Number(n) <= 102)
})

test('an end user for each call takes no room from other names, and is then booked to its tenant', () => {
  const database = openDatabase(':memory:')
  const names = createNames(database, 20)
  const read = createNameReader(database)
  const users = Array.from({ length: 40 }, (_, i) => read(names.tenant(`acme/${i}`)))
  assert.equal(users[0], 'acme/0')
  assert.deepEqual(new Set(users.slice(10)), new Set(['acme']))
  assert.equal(read(names.tenant('acme/0')), 'acme/0')
  assert.equal(read(names.tenant('other')), 'other')
})
