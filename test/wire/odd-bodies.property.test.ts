/**
 * Odd JSON and odd streams through the whole gateway: never a crash, never a changed byte, in either direction.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { isTorn } from '../../src/send/torn-json.ts'
import { oddObject, oddStream, oddValue } from './odd-json.ts'
import {
  anthropicKey,
  openaiKey,
  startStand,
  startUpstream,
  type Stand,
  type Upstream,
} from './stand.ts'

const runs = Number(process.env['FARTHING_RUNS'] ?? 120)

interface Script {
  readonly type: string
  readonly pieces: readonly Buffer[]
  readonly length?: number
}

const dialects = {
  chat: ['/v1/chat/completions', '"model":"gpt-5-mini"'],
  responses: ['/v1/responses', '"model":"gpt-5-mini"'],
  embeddings: ['/v1/embeddings', '"model":"text-embedding-3-small"'],
  messages: ['/v1/messages', '"model":"claude-haiku-4-5"'],
} as const
type Name = keyof typeof dialects
const anyDialect = fc.constantFrom(...(Object.keys(dialects) as Name[]))

let stand: Stand
let upstream: Upstream
let script: Script

test.before(async () => {
  upstream = await startUpstream((_heard, response) => {
    const { type, pieces, length } = script
    response.writeHead(200, {
      'content-type': type,
      ...(length !== undefined && { 'content-length': length }),
    })
    let next = 0
    const step = (): void => {
      const piece = pieces[next++]
      if (piece === undefined) response.end()
      else {
        response.write(piece)
        setImmediate(step)
      }
    }
    step()
  })
  stand = await startStand({ upstream: upstream.url, level: 'error' })
})
test.after(async () => {
  await stand.close()
  await upstream.close()
})

async function send(name: Name, body: Uint8Array, given: Script) {
  script = given
  upstream.heard.length = 0
  const response = await fetch(stand.gateway.url + dialects[name][0], {
    method: 'POST',
    body: body as Uint8Array<ArrayBuffer>,
    signal: AbortSignal.timeout(20_000),
    headers: {
      'content-type': 'application/json',
      // Nothing may be saved here, so nothing may change.
      'x-farthing-mode': 'observe',
      ...(name === 'messages'
        ? { 'anthropic-version': '2023-06-01', 'x-api-key': anthropicKey }
        : { authorization: `Bearer ${openaiKey}` }),
    },
  })
  const bytes = Buffer.from(await response.arrayBuffer())
  return { status: response.status, bytes, heard: upstream.heard[0]?.body }
}

const same = (got: Buffer | undefined, expected: Buffer): void => {
  if (got?.equals(expected) !== true)
    assert.fail(
      `changed: ${got?.toString().slice(0, 2000)}\nfrom: ${expected.toString().slice(0, 2000)}`,
    )
}

const plain: Script = { type: 'application/json', pieces: [Buffer.from('{}')] }

/** Cuts bytes at random places, also inside a character. */
const cut = (bytes: Buffer, places: readonly number[]): Buffer[] => {
  const at = [
    0,
    ...places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b),
    bytes.length,
  ]
  return at
    .slice(1)
    .map((end, index) => bytes.subarray(at[index], end))
    .filter(({ length }) => length > 0)
}
const places = fc.array(fc.nat(200_000), { maxLength: 6 })

const requests = anyDialect.chain((name) =>
  fc.tuple(fc.constant(name), oddObject(dialects[name][1])),
)

test('requests arrive at the provider as they were sent', async () => {
  await fc.assert(
    fc.asyncProperty(requests, async ([name, body]) => {
      const bytes = Buffer.from(body)
      const { status, heard, bytes: reply } = await send(name, bytes, plain)
      assert.equal(status, 200, reply.toString())
      same(heard, bytes)
    }),
    { numRuns: runs, endOnFailure: true },
  )
})

test('what is no JSON object, or no UTF-8, is refused in words or passes unchanged', async () => {
  const noise = fc.oneof(
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    oddValue.map((text) => Buffer.from(text)),
    fc.tuple(oddObject('"model":"gpt-5-mini"'), fc.nat(100_000)).map(([text, at]) => {
      const bytes = Buffer.from(text)
      return bytes.subarray(0, at % bytes.length)
    }),
    fc
      .tuple(fc.uint8Array({ maxLength: 20 }))
      .map(([bytes]) =>
        Buffer.concat([Buffer.from('{"model":"gpt-5-mini","a":"'), bytes, Buffer.from('"}')]),
      ),
  )
  await fc.assert(
    fc.asyncProperty(anyDialect, noise, async (name, bytes) => {
      const { status, heard, bytes: reply } = await send(name, bytes, plain)
      if (heard === undefined) {
        assert.equal(status, 400, reply.toString())
        assert.ok(JSON.parse(reply.toString()).error.message.length > 10)
      } else same(heard, bytes)
    }),
    { numRuns: runs, endOnFailure: true },
  )
})

test('replies arrive as they were sent', async () => {
  const usage = fc.constantFrom(
    '"usage":{"prompt_tokens":1e400,"completion_tokens":-5}',
    '"usage":{"input_tokens":3,"output_tokens":9007199254740993,"total_tokens":"x"}',
    '"usage":null,"usage":{"prompt_tokens":1.5}',
    '"usage":[1]',
    '"usage":{"input_tokens":3,"output_tokens":4,"__proto__":{"a":1}}',
  )
  const reply = fc.oneof(
    usage.chain((stated) => oddObject(stated)),
    oddValue,
    fc.string({ maxLength: 50 }),
  )
  await fc.assert(
    fc.asyncProperty(anyDialect, reply, places, fc.boolean(), async (name, text, at, whole) => {
      const bytes = Buffer.from(text)
      const { status, bytes: got } = await send(name, Buffer.from(`{${dialects[name][1]}}`), {
        type: 'application/json',
        pieces: cut(bytes, at),
        ...(whole && { length: bytes.length }),
      })
      // Nothing at all is no reply, and what ends in the middle is a broken one.
      const broken = bytes.length === 0 || isTorn(bytes.toString())
      assert.equal(status, broken ? 502 : 200)
      if (!broken) same(got, bytes)
    }),
    { numRuns: runs, endOnFailure: true, examples: [['embeddings', '{', [], true]] },
  )
})

/** Bodies that ask for a stream and its usage, and the end of a stream that is whole. */
const streaming = {
  chat: ['"stream":true,"stream_options":{"include_usage":true}', 'data: [DONE]\n\n'],
  responses: [
    '"stream":true',
    'event: response.completed\ndata: {"type":"response.completed","response":{"id":"r","status":"completed","usage":{"input_tokens":1,"output_tokens":1}}}\n\n',
  ],
  messages: ['"stream":true', 'event: message_stop\ndata: {"type":"message_stop"}\n\n'],
} as const

test('streams arrive as they were sent; one without its end gets an error event and nothing else', async () => {
  const named = fc.constantFrom(...(Object.keys(streaming) as (keyof typeof streaming)[]))
  await fc.assert(
    fc.asyncProperty(named, oddStream, places, fc.boolean(), async (name, text, at, ends) => {
      const [asks, end] = streaming[name]
      const bytes = Buffer.from(ends ? text + end : text)
      const { status, bytes: got } = await send(
        name,
        Buffer.from(`{${dialects[name][1]},${asks}}`),
        { type: 'text/event-stream', pieces: cut(bytes, at) },
      )
      assert.equal(status, 200)
      same(got.subarray(0, bytes.length), bytes)
      const more = got.subarray(bytes.length).toString()
      if (ends) assert.equal(more, '')
      else if (more !== '') assert.match(more, /^\s*(event: error\n)?data: \{.*"error".*\}\n\n$/)
    }),
    { numRuns: runs, endOnFailure: true },
  )
})

test('a chat stream whose usage only the gateway asked for: the rest is unchanged', async () => {
  await fc.assert(
    fc.asyncProperty(oddStream, places, async (text, at) => {
      const usage = 'data: {"choices":[],"usage":{"prompt_tokens":1,"completion_tokens":1}}\n\n'
      const bytes = Buffer.from(`${text}${usage}data: [DONE]\n\n`)
      const { bytes: got, heard } = await send(
        'chat',
        Buffer.from('{"model":"gpt-5-mini","stream":true}'),
        {
          type: 'text/event-stream',
          pieces: cut(bytes, at),
        },
      )
      assert.match(heard!.toString(), /"include_usage":true/)
      // An odd event may look like one that the question for usage brought.
      if (/"choices"|"usage"\s*:\s*null/.test(text)) return
      same(got, Buffer.from(`${text}data: [DONE]\n\n`))
    }),
    { numRuns: runs, endOnFailure: true },
  )
})

test('the gateway is still well, and every call is closed', async () => {
  const { status } = await send('chat', Buffer.from('{"model":"gpt-5-mini"}'), plain)
  assert.equal(status, 200)
  assert.equal(stand.gateway.open, 0)
  assert.deepEqual(
    stand.logged.filter((line) => /internal|stack/.test(line)),
    [],
  )
})
