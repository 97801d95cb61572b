import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { sampleValue } from './sample.ts'
import { createSandbox } from './sandbox.ts'

const paths = [
  '/v1/chat/completions',
  '/v1/responses',
  '/v1/messages',
  '/v1/embeddings',
  '/v1/messages/count_tokens',
]
const headers = { authorization: 'Bearer k', 'anthropic-version': '2023-06-01' }

/** Members that requests really have, with values that they must not. */
const odd = fc.dictionary(
  fc.constantFrom(
    'model',
    'messages',
    'input',
    'tools',
    'system',
    'max_tokens',
    'stop',
    'stream',
    'n',
    'text',
    'thinking',
  ),
  fc.oneof(
    fc.jsonValue(),
    fc.constantFrom('gpt-4o', 'claude-haiku-4-5', true, 3, -1, 1e308, null),
    fc.array(
      fc.record({
        role: fc.constantFrom('user', 'tool', 'x'),
        content: fc.jsonValue(),
        type: fc.jsonValue(),
      }),
    ),
  ),
)

function valid(path: string): object {
  const messages = [{ role: 'user', content: 'hi' }]
  if (path.includes('messages')) return { model: 'claude-haiku-4-5', max_tokens: 20, messages }
  return path.includes('chat') ? { model: 'gpt-4o', messages } : { model: 'gpt-4o', input: 'hi' }
}

test('a schema that asks for more than there is room for', () => {
  let schema: object = { type: 'string' }
  for (let depth = 0; depth < 10; depth++) schema = { type: 'array', minItems: 1000, items: schema }
  const value = JSON.stringify(sampleValue(schema, () => 0.5))
  assert.ok(value.length < 100_000)
})

test('whatever comes in, an answer goes out, and never a fault of the sandbox itself', () => {
  const sandbox = createSandbox({ tokens: 'bytes' })
  let answered = 0
  fc.assert(
    fc.property(fc.constantFrom(...paths), odd, fc.boolean(), (path, changes, whole) => {
      const body = whole ? { ...valid(path), ...changes } : changes
      const reply = sandbox.handle({
        method: 'POST',
        path,
        headers,
        body: Buffer.from(JSON.stringify(body)),
      })
      if (reply.status === 200) answered++
      if (reply.status >= 500) assert.fail(Buffer.from(reply.body as Uint8Array).toString())
    }),
    { numRuns: 1500 },
  )
  assert.ok(answered > 20, `${answered} answered in full`)
})

test('a deep body is answered; bytes that are no JSON are a 400', () => {
  const sandbox = createSandbox({ tokens: 'bytes' })
  const deep = `{"model":"gpt-4o","messages":${'['.repeat(50_000)}${']'.repeat(50_000)}}`
  for (const [body, status] of [
    [deep, 400],
    ['{', 400],
    ['[]', 400],
    ['', 400],
  ] as const) {
    for (const path of paths) {
      const reply = sandbox.handle({ method: 'POST', path, headers, body: Buffer.from(body) })
      assert.equal(reply.status, status, `${path} ${body.slice(0, 20)}`)
    }
  }
})
