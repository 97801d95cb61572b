import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { answered, embedLetters, storeOf, temporaryFile } from './fake-answers.ts'
import type { SealedFile } from './sealed-file.ts'
import type { SemanticStore } from './semantic-store.ts'

const texts = (store: SemanticStore, text: string, partition = 'p'): string[] =>
  store.candidates(partition, text, 0).map(({ item }) => item.text)

const bodyOf = (store: SemanticStore, text: string): string | undefined => {
  const [near] = store.candidates('p', text, 0)
  const entry = near && store.answer(near.item, 0)
  return entry && Buffer.from(entry.body).toString()
}

for (const [what, file] of [
  ['in memory', undefined],
  ['with a file', temporaryFile()],
] as const) {
  test(`what was put in is found by other words, in its partition only: ${what}`, async () => {
    const { store } = await storeOf({}, file)
    store.put(answered('reset my password'))
    store.put(answered('borders of france', { partition: 'q' }))
    assert.deepEqual(texts(store, 'password reset my'), ['reset my password'])
    assert.deepEqual(texts(store, 'reset my password', 'q').includes('reset my password'), false)
    assert.equal(bodyOf(store, 'my password reset'), 'answer to reset my password')
    assert.deepEqual(store.size.answers, 2)
    store.close()
  })
}

test('a restart keeps answers, and forgets what is over its time', async () => {
  const file = temporaryFile()
  const first = await storeOf({}, file)
  first.store.put(answered('reset my password'))
  first.store.put(answered('what is a loan', { expiresAt: 10 }))
  first.store.close()
  const { store } = await storeOf({ now: () => 20 }, file)
  assert.equal(store.size.answers, 1)
  assert.equal(bodyOf(store, 'reset my password'), 'answer to reset my password')
  const [near] = store.candidates('p', 'reset my password', 0)
  assert.equal(store.answer(near!.item, 1000), undefined, 'over its time')
  assert.deepEqual(store.candidates('p', 'reset my password', 1000), [])
  store.close()
})

test('answers over their time leave as others come', async () => {
  let at = 0
  const { store } = await storeOf({ now: () => at })
  for (let seed = 0; seed < 20; seed++) store.put(answered(`question ${seed}`))
  at = 2000
  for (let seed = 0; seed < 20; seed++) store.put(answered(`later ${seed}`, { expiresAt: 9000 }))
  assert.equal(store.size.answers, 20)
})

test('approved words lead to their answer, and go with it', async () => {
  const { store } = await storeOf()
  const kept = store.put(answered('reset my password'))
  store.approve('How do I get a new password?', kept)
  assert.equal(store.alias('p', 'how do  I get a new password')?.id, kept.id)
  assert.equal(store.alias('q', 'how do I get a new password'), undefined)
  const other = store.put(answered('new password'))
  store.approve('How do I get a new password?', other)
  assert.equal(store.alias('p', 'how do I get a new password')?.id, other.id)
  assert.equal(store.size.aliases, 1)
  store.remove(other)
  assert.equal(store.alias('p', 'how do I get a new password'), undefined)
  store.approve('again', other)
  assert.equal(store.size.aliases, 0, 'what is gone gets no more words')
  for (let at = 0; at < 100; at++) store.approve(`words ${at}`, kept)
  assert.ok(store.size.aliases <= 32)
})

test('approved words outlive a restart, and their rows go with their answer', async () => {
  const file = temporaryFile()
  const first = await storeOf({}, file)
  const kept = first.store.put(answered('reset my password'))
  first.store.approve('get a new password', kept)
  first.store.close()
  const second = await storeOf({}, file)
  const found = second.store.alias('p', 'Get a new password?')!
  assert.equal(found.text, 'reset my password')
  second.store.remove(found)
  second.store.close()
  const third = await storeOf({}, file)
  assert.deepEqual([third.store.size.answers, third.store.size.aliases], [0, 0])
  third.store.close()
  const database = new DatabaseSync(file)
  assert.equal(database.prepare('SELECT count(*) AS n FROM answers').get()!['n'], 0)
  database.close()
})

test('a file that cannot be written is told of once a quarter of a second, and loses what was new', async () => {
  const { store, errors } = await storeOf({}, temporaryFile())
  const kept = store.put(answered('before'))
  await store.flush({ tag: 'none' })
  assert.ok(store.answer(kept, 0))
  const broken = await storeOf({
    file: {
      lost: 0,
      newId: () => 1,
      page: () => ({ opened: [], last: undefined, lost: 0 }),
      write: () => {
        throw new Error('the disk is full')
      },
    } as unknown as SealedFile,
  })
  broken.store.put(answered('new'))
  await new Promise((resolve) => setTimeout(resolve, 400))
  assert.equal(broken.store.size.answers, 0)
  assert.ok(broken.errors.length >= 1 && broken.errors.length <= 3, `${broken.errors.length}`)
  assert.deepEqual(errors, [])
  store.close()
})

test('a principal that floods the cache displaces its own answers only', async () => {
  const { store } = await storeOf({ maximumAnswers: 40, principalShare: 0.5 })
  for (let at = 0; at < 5; at++) store.put(answered(`good ${at}`))
  for (let at = 0; at < 200; at++) store.put(answered(`flood ${at}`, { principal: 'bad' }))
  assert.equal(store.size.answers, 25)
  assert.equal(texts(store, 'good 3')[0], 'good 3')
  for (let at = 0; at < 30; at++) {
    store.put(answered(`third ${at}`, { principal: 'third', partition: 'q' }))
  }
  assert.equal(store.size.answers, 40)
  assert.equal(texts(store, 'good 0')[0], 'good 0')
})

test('bounded in bytes; the least recently used goes first, and what is used stays', async () => {
  const { store } = await storeOf({ maximumBytes: 10_000 })
  const first = store.put(answered('first'))
  for (let at = 0; at < 50; at++) {
    store.put(answered(`other ${at}`, { body: Buffer.alloc(900) }))
    assert.ok(store.answer(first, 0))
    assert.ok(store.size.bytes <= 10_000)
  }
  store.put(answered('huge', { body: Buffer.alloc(20_000) }))
  assert.equal(texts(store, 'huge').includes('huge'), false)
})

test('what the encoder said of a question goes with it, whoever makes it go', async () => {
  const { store } = await storeOf()
  const put = (text: string, more: Parameters<typeof answered>[1] = {}) => {
    const kept = store.put(answered(text, more))
    store.encodings.keep(kept, embedLetters(text))
    return kept
  }
  const removed = put('a one')
  const tenant = put('a two', { tenant: 'gone/user' })
  const tagged = put('a three', { tags: ['x'] })
  const stays = put('a four')
  store.encodings.keepAsked('p', 'a five', embedLetters('a five'))
  store.remove(removed)
  await store.flush({ tenant: 'gone' })
  await store.flush({ tag: 'x' })
  for (const kept of [removed, tenant, tagged]) assert.equal(store.encodings.of(kept), undefined)
  assert.equal(store.encodings.asked('p', 'a five'), undefined)
  assert.equal(store.encodings.size, 1)
  assert.ok(store.encodings.of(stays))
  store.encodings.keep(removed, embedLetters('a one'))
  assert.equal(store.encodings.of(removed), undefined, 'not even where it was on its way')
})

test('forgotten by tenant with its users, by tag and by model, in memory and in the file', async () => {
  const file = temporaryFile()
  const { store } = await storeOf({}, file)
  store.put(answered('a one'))
  store.put(answered('a two', { tenant: 'acme/user' }))
  store.put(answered('b one', { tenant: 'beta', tags: ['x'] }))
  store.put(answered('b two', { tenant: 'beta', model: 'other' }))
  store.put(answered('b three', { tenant: 'beta' }))
  store.put(answered('c one', { tenant: 'acme2' }))
  assert.equal(await store.flush({ tenant: 'acme' }), 2)
  assert.equal(await store.flush({ tag: 'x' }), 1)
  assert.equal(await store.flush({ model: 'other' }), 1)
  assert.equal(await store.flush({ tenant: 'beta', model: 'm' }), 1)
  assert.deepEqual(texts(store, 'c one'), ['c one'])
  store.put(answered('a three'))
  store.close()
  const again = await storeOf({}, file)
  assert.deepEqual(again.errors, [])
  assert.equal(again.store.size.answers, 2)
  assert.equal(await again.store.flush({}), 2)
  again.store.close()
})
