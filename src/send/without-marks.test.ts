import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AttemptKind, Call, Reply } from '../call.ts'
import { retryUnmarked } from './without-marks.ts'

const mark = { start: 1, end: 1, bytes: new Uint8Array(3), by: 'prefix' } as const
const usage = { start: 2, end: 2, bytes: new Uint8Array(3), by: 'usage' } as const

function setup(replies: readonly [status: number, body: string][]) {
  const sent: [readonly string[], AttemptKind][] = []
  const refused: string[] = []
  const send = retryUnmarked(
    async (call, kind) => {
      const [status, body] = replies[sent.length]!
      sent.push([call.edits.map(({ by }) => by), kind])
      return { kind: 'reply', status, body: Buffer.from(body) } as unknown as Reply
    },
    (_, words) => void refused.push(words),
  )
  return { sent, refused, send }
}

const call = { edits: [mark, usage] } as unknown as Call
const words = '{"error":{"message":"cache_control: not \\"allowed\\" here"}}'

test('a refused mark: once more without ours, other edits stay', async () => {
  const { sent, refused, send } = setup([
    [400, words],
    [200, '{}'],
  ])
  assert.equal((await send(call, 'serve')).status, 200)
  assert.deepEqual(sent, [
    [['prefix', 'usage'], 'serve'],
    [['usage'], 'retry'],
  ])
  assert.deepEqual(refused, ['cache_control: not \\"allowed\\" here'])
})

test('other refusals, and calls that we did not mark, are answered as they are', async () => {
  for (const [body, edits] of [
    ['{"error":{"message":"max_tokens is too large"}}', [mark]],
    [words, [usage]],
  ] as const) {
    const { sent, refused, send } = setup([[400, body]])
    assert.equal((await send({ ...call, edits }, 'serve')).status, 400)
    assert.equal(sent.length, 1)
    assert.deepEqual(refused, [])
  }
})

test('a second refusal is the answer', async () => {
  const { sent, send } = setup([
    [400, words],
    [400, words],
  ])
  assert.equal((await send(call, 'serve')).status, 400)
  assert.equal(sent.length, 2)
})
