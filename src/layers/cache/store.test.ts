import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { callOf, chat, worldOf } from './fake-world.ts'
import { openAnswerStore } from './store.ts'

test('answers outlive the process where there is a file; flush by tenant, tag and model', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'farthing-cache-'))
  const file = join(folder, 'cache.sqlite')
  const world = worldOf({}, file)
  for (const tenant of ['t1', 't2', 't3']) {
    await world.pipeline.run(callOf(chat('a'), { tenant, tags: [`tag-${tenant}`] }))
  }
  world.store.close()
  const next = worldOf({}, file)
  for (const tenant of ['t1', 't2', 't3']) await next.pipeline.run(callOf(chat('a'), { tenant }))
  assert.equal(next.sends, 0)
  assert.equal(await next.store.flush({ tenant: 't1' }), 1)
  assert.equal(await next.store.flush({ tag: 'tag-t2' }), 1)
  await next.pipeline.run(callOf(chat('a'), { tenant: 't1' }))
  await next.pipeline.run(callOf(chat('a'), { tenant: 't2' }))
  await next.pipeline.run(callOf(chat('a'), { tenant: 't3' }))
  assert.equal(next.sends, 2)
  assert.equal(await next.store.flush({ model: 'm-2026' }), 3)
  next.store.close()
  rmSync(folder, { recursive: true })
})

test('bounded by bytes, in memory and on disk; what was used last stays', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'farthing-cache-'))
  for (const file of [undefined, join(folder, 'cache.sqlite')]) {
    const store = openAnswerStore({
      maximumBytes: 100_000,
      ...(file === undefined ? {} : { file }),
    })
    const entry = (key: string) => ({
      key,
      tenant: 't',
      tags: [],
      target: callOf({}).target,
      model: 'm',
      contentType: 'application/json',
      streamed: false,
      stop: 'stop',
      usage: undefined,
      body: Buffer.alloc(1000),
      madeAt: Number(key),
      expiresAt: 1e9,
    })
    for (let at = 0; at < 1200; at++) {
      store.put(entry(String(at)))
      store.get('0', 1)
    }
    await store.flush({ tenant: 'nobody' })
    assert.ok(store.size.bytes <= 100_000, `${store.size.bytes} bytes`)
    assert.ok(store.get('1199', 1))
    assert.ok(!store.get('5', 1))
    store.put({ ...entry('big'), body: Buffer.alloc(90_000) })
    assert.ok(!store.get('big', 1), 'one answer does not drive out all others')
    store.close()
  }
  rmSync(folder, { recursive: true })
})

test('what is flushed is out of the file, with the end users of its tenant; a stop finishes it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'farthing-cache-'))
  const file = join(folder, 'cache.sqlite')
  const store = openAnswerStore({ maximumBytes: 1e8, file })
  const put = (tenant: string, at: number): void =>
    store.put({
      key: `${tenant}-${at}`,
      tenant,
      tags: [],
      target: callOf({}).target,
      model: 'm',
      contentType: 'application/json',
      streamed: false,
      stop: 'stop',
      usage: undefined,
      body: Buffer.from(`words of ${tenant}, ${'long '.repeat(at % 7 === 0 ? 2000 : 1)}`),
      madeAt: at,
      expiresAt: 1e15,
    })
  const text = (): string =>
    readdirSync(folder)
      .map((name) => readFileSync(join(folder, name), 'latin1'))
      .join('')
  for (let at = 0; at < 700; at++) for (const tenant of ['a', 'a/u1', 'ab']) put(tenant, at)
  const flushing = store.flush({ tenant: 'a' })
  assert.equal(store.get('a-1', 0), undefined, 'forgotten at once, though its bytes take a moment')
  put('a', 1)
  assert.equal(await flushing, 1400)
  assert.ok(store.get('a-1', 0), 'what was answered since stays')
  assert.ok(store.get('ab-1', 0))
  assert.ok(!text().includes('a/u1'), 'neither its words nor its name')
  assert.ok(text().includes('words of ab'))

  const unfinished = store.flush({})
  store.close()
  assert.equal(await unfinished, 701)
  const next = openAnswerStore({ maximumBytes: 1e8, file })
  assert.equal(next.size.answers, 0)
  next.close()
  rmSync(folder, { recursive: true })
})

test('an answer comes back from the file as it was put', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'farthing-cache-'))
  const file = join(folder, 'cache.sqlite')
  const usage = { input: 1, cacheRead: 2, cacheWrite: 3, cacheWrite1h: 4, output: 5, reasoning: 6 }
  const { target } = callOf({})
  const plain = {
    tenant: 't',
    tags: [],
    target,
    model: 'm',
    contentType: 'application/json',
    streamed: false,
    stop: 'stop',
    usage,
    body: Buffer.from('one'),
    madeAt: 5,
    expiresAt: 1e15,
  }
  const entries = [
    plain,
    { ...plain, tenant: 't/u', stop: undefined, usage: undefined, streamed: true, madeAt: 6 },
    { ...plain, tags: ['a', 'b\0c'], usage: { ...usage, other: { webSearches: 2 } } },
    { ...plain, target: { ...target, credential: { id: 'x', must: true } }, body: Buffer.alloc(0) },
    { ...plain, model: 'other', contentType: 'text/event-stream', body: Buffer.from('two') },
  ].map((entry, at) => ({ key: `key-${at}`, ...entry }))
  const store = openAnswerStore({ maximumBytes: 1e8, file })
  for (const entry of entries) store.put(entry)
  store.close()
  const next = openAnswerStore({ maximumBytes: 1e8, file })
  for (const entry of entries) {
    const found = next.get(entry.key, 7)!
    assert.deepEqual({ ...found, body: Buffer.from(found.body) }, entry)
  }
  next.put({ ...entries[0]!, key: 'late' })
  assert.equal(await next.flush({ model: 'other' }), 1)
  assert.equal(next.size.answers, 5)
  next.close()
  rmSync(folder, { recursive: true })
})
