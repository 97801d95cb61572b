import assert from 'node:assert/strict'
import { test } from 'node:test'
import { headerOf, passesUpstream, readHead } from './headers.ts'

const raw = (...parts: string[]) => parts.map((part) => Buffer.from(part, 'latin1'))

test('end-to-end headers stay as they were spelled, repeats and order too', () => {
  const kept =
    'Content-Type|Text/Event-Stream; charset=utf-8|Set-Cookie|a=1|set-cookie|b=2|X-Odd|caf\u00e9|Content-Length|12'
  const hops = 'Transfer-Encoding|chunked|Keep-Alive|timeout=5|Connection|close, X-Hop|x-hop|gone'
  const head = readHead(200, raw(...kept.split('|'), ...hops.split('|')))
  assert.deepEqual(head.headers, kept.split('|'))
  assert.equal(head.contentType, 'text/event-stream')
  assert.equal(head.contentLength, 12)
  assert.equal(head.contentEncoding, '')
  assert.equal(headerOf(head.headers, 'set-cookie'), 'a=1')
  assert.equal(headerOf(head.headers, 'none'), undefined)
})

test('odd lengths and encodings', () => {
  assert.equal(readHead(200, raw('content-length', '1e3')).contentLength, -1)
  assert.equal(readHead(200, raw('content-encoding', 'Identity')).contentEncoding, '')
  assert.equal(readHead(200, raw('content-encoding', ' GZIP ')).contentEncoding, 'gzip')
})

test('what the client sends goes up, less keys, framing and what is for the gateway', () => {
  const up = 'openai-beta anthropic-version x-stainless-lang user-agent traceparent'
  for (const name of up.split(' ')) assert.ok(passesUpstream(name), name)
  const kept =
    'authorization x-api-key api-key x-goog-api-key host content-length connection te upgrade ' +
    'x-farthing-key x-farthing-anything accept-encoding cookie'
  for (const name of kept.split(' ')) assert.ok(!passesUpstream(name), name)
})
