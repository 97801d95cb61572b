import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Call, Target } from '../../call.ts'
import { createView } from '../../dialects/view.ts'
import { compare, printOf } from './breakers.ts'
import { createCacheKeys } from './cache-key.ts'
import { createLeaders } from './leaders.ts'
import { chain, digest } from './digest.ts'
import { readBlocks } from './places.ts'
import { sortOf } from './rules.ts'
import { createStepDowns } from './step-down.ts'
import { accountOf } from './stick.ts'

const target: Target = {
  provider: 'anthropic',
  model: 'claude-sonnet-5',
  dialect: 'anthropic-messages',
  path: '/',
}

function call(body: object, edits: Call['edits'] = []): Call {
  const bytes = Buffer.from(JSON.stringify(body))
  return { bytes, edits, target, view: createView(bytes, 'anthropic-messages') } as unknown as Call
}

const keys = (body: object, edits?: Call['edits']) =>
  readBlocks(call(body, edits))!.blocks.map(({ key }) => key)

test('digests differ where a byte does, whatever the length', () => {
  for (const length of [1, 3, 4, 7, 100, 2047, 2048, 5000]) {
    const seen = new Set<number>()
    for (let at = 0; at < Math.min(length, 200); at++) {
      for (const bit of [1, 128]) {
        const bytes = Buffer.alloc(length, 'abc')
        bytes[at]! ^= bit
        seen.add(digest(bytes, 0, length))
      }
    }
    assert.equal(seen.size, 2 * Math.min(length, 200), `${length}`)
  }
  assert.notEqual(chain(1, 2), chain(2, 1))
})

test('marks are no content, nor is the wrapping of a single text', () => {
  const text = 'hello "there"'
  const mark = { cache_control: { type: 'ephemeral' } }
  const plain = keys({ messages: [{ role: 'user', content: text }] })
  const listed = keys({ messages: [{ role: 'user', content: [{ type: 'text', text }] }] })
  const marked = keys({ messages: [{ role: 'user', content: [{ type: 'text', text, ...mark }] }] })
  const first = keys({ messages: [{ role: 'user', content: [{ ...mark, text, type: 'text' }] }] })
  assert.deepEqual([listed, marked, first], [plain, plain, plain])
  const tool = { type: 'tool_use', id: 't', name: 'n', input: { a: [1, 'x'] } }
  assert.deepEqual(
    keys({ messages: [{ role: 'assistant', content: [{ ...tool, ...mark }] }] }),
    keys({ messages: [{ role: 'assistant', content: [tool] }] }),
  )
})

test('settings reach from where the provider says: thinking into messages, not into system', () => {
  const body = { tools: [{ name: 'a' }], system: 's', messages: [{ role: 'user', content: 'm' }] }
  const before = keys(body)
  const after = keys({ ...body, thinking: { type: 'enabled', budget_tokens: 2000 } })
  assert.deepEqual(after.slice(0, 2), before.slice(0, 2))
  assert.notEqual(after[2], before[2])
})

test('other layers’ edits are part of the prompt', () => {
  const body = { system: 'aaaa', messages: [{ role: 'user', content: 'm' }] }
  const at = JSON.stringify(body).indexOf('aaaa')
  const edit = { start: at, end: at + 4, bytes: Buffer.from('bb'), by: 'compress' } as const
  assert.deepEqual(keys(body, [edit]), keys({ ...body, system: 'bb' }))
})

test('hostile bodies', () => {
  for (const text of [
    '',
    '[]',
    '{}',
    '{"messages":3}',
    '{"messages":[null,3,{"content":[null,"x",{}]}],"system":[4]}',
    '{"messages":[{}]}',
  ]) {
    const bytes = Buffer.from(text)
    for (const dialect of ['anthropic-messages', 'openai-chat', 'openai-responses'] as const) {
      readBlocks({
        bytes,
        edits: [],
        target: { ...target, dialect },
        view: createView(bytes, dialect),
      } as unknown as Call)
    }
  }
})

test('what breaks a prefix', () => {
  const kind = (one: object, two: object) => {
    const print = (body: object) => printOf(call(body), readBlocks(call(body))!, 9)
    return compare(print(one), print(two))?.kind
  }
  const system = (text: string) => ({
    system: [
      { type: 'text', text: 'fixed' },
      { type: 'text', text },
    ],
    messages: [],
  })
  assert.equal(
    kind(system('now 2026-11-20T10:00:00Z'), system('now 2026-11-20T10:00:07Z')),
    'timestamp',
  )
  assert.equal(kind(system('It is 10:14.'), system('It is 10:15.')), 'timestamp')
  const id = '123e4567-e89b-12d3-a456-42661417400'
  assert.equal(kind(system(`run ${id}0`), system(`run ${id}1`)), 'uuid')
  assert.equal(kind(system('call 14'), system('call 15')), 'counter')
  assert.equal(kind(system('be kind'), system('be brief')), 'edited')
  const tools = (...names: string[]) => ({ tools: names.map((name) => ({ name })), messages: [] })
  assert.equal(kind(tools('a', 'b'), tools('b', 'a')), 'tool-order')
  assert.equal(kind(tools('a', 'b'), tools('a', 'c')), 'tools')
  assert.equal(kind(tools('a'), tools('a')), undefined)
})

test('cache keys: one a family, shards above the rate, nothing of the tenant in them', () => {
  const cacheKeys = createCacheKeys(new Uint8Array(32))
  const key = (conversation: string) => cacheKeys.keyOf(7, 'tenant', conversation)
  assert.equal(key('a'), key('b'))
  assert.match(key('a'), /^[0-9a-f]{32}$/)
  assert.notEqual(key('a'), cacheKeys.keyOf(7, 'other', 'a'))
  for (let at = 0; at < 60_000; at += 1000) cacheKeys.count(7, 'tenant', at)
  const spread = new Set(Array.from({ length: 100 }, (_, n) => key(`c${n}`)))
  assert.ok(spread.size >= 4 && spread.size <= 8, `${spread.size}`)
  assert.equal(key('a'), key('a'))
})

test('step-downs end after a day', () => {
  let now = 0
  const downs = createStepDowns(() => now)
  assert.equal(downs.reason(target), undefined)
  downs.add(target, 'no cache_control here')
  assert.match(downs.reason(target)!, /no cache_control here/)
  assert.equal(downs.reason({ ...target, model: 'other' }), undefined)
  now = 86_400_001
  assert.equal(downs.reason(target), undefined)
})

test('whom which rules are for', () => {
  const of = (provider: string, model: string, dialect: Target['dialect']) =>
    sortOf({ ...target, provider, model, dialect })
  assert.equal(of('anthropic', 'claude-opus-5', 'anthropic-messages'), 'marks')
  assert.equal(of('deepseek', 'deepseek-chat', 'anthropic-messages'), undefined)
  assert.equal(of('openai', 'gpt-5.6-sol', 'openai-responses'), 'breakpoints')
  assert.equal(of('openai', 'gpt-5.5', 'openai-chat'), 'automatic')
  assert.equal(of('groq', 'gpt-5.6', 'openai-chat'), undefined)
  assert.equal(of('openai', 'text-embedding-3-small', 'openai-embeddings'), undefined)
})

test('a follower waits for the leader’s first byte, and no longer than it may', async () => {
  const leaders = createLeaders()
  const marker = { at: 0, lifetime: {} }
  const decision = {
    sight: { places: [{ key: 1 }] },
    plan: { read: -1, markers: [marker] },
  } as never
  assert.equal(leaders.of(decision), undefined)
  const lead = leaders.start(decision, [marker] as never, 0)!
  const follower = leaders.of(decision)!
  const told = follower.wait(60_000)
  lead.begun(800)
  assert.equal(await told, true)
  assert.equal(leaders.of(decision), undefined)
  const second = leaders.start(decision, [marker] as never, 0)!
  assert.equal(await leaders.of(decision)!.wait(1), false)
  const failed = leaders.of(decision)!.wait(60_000)
  second.ended()
  assert.equal(await failed, false)
})

test('conversations keep their credential, by weight, also when another is added', () => {
  const of = (accounts: { id: string; weight: number }[]) =>
    Array.from({ length: 2000 }, (_, n) =>
      accountOf({ target, conversation: `c${n}` } as Call, accounts),
    )
  const two = of([
    { id: 'a', weight: 1 },
    { id: 'b', weight: 3 },
    { id: 'spare', weight: 0 },
  ])
  const share = two.filter((id) => id === 'b').length / 2000
  assert.ok(share > 0.7 && share < 0.8, `${share}`)
  const three = of([
    { id: 'a', weight: 1 },
    { id: 'b', weight: 3 },
    { id: 'c', weight: 1 },
  ])
  for (const [n, id] of three.entries()) if (id !== 'c') assert.equal(id, two[n])
  assert.equal(accountOf({ target, conversation: 'c' } as Call, [{ id: 'a' }]), undefined)
})
