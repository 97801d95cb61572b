/**
 * Providers over HTTPS: one connection for many calls, and none to a host whose certificate nobody vouches for.
 * @module
 */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { test, type TestContext } from 'node:test'
import { createConnections } from '../../src/providers/pool.ts'
import { fakeCall, fakeParts } from '../../src/send/fake-parts.ts'
import { createSend } from '../../src/send/send.ts'

const fixture = (name: string): string =>
  readFileSync(new URL(`../fixtures/tls/${name}.pem`, import.meta.url), 'utf8')
const certificate = fixture('certificate')
const answer = '{"model":"m","usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}'

interface SecureProvider {
  readonly base: string
  readonly seen: { connections: number }
}

async function startProvider(context: TestContext): Promise<SecureProvider> {
  const seen = { connections: 0 }
  const server = createServer({ key: fixture('key'), cert: certificate }, (request, response) => {
    request.resume()
    response.writeHead(200, { 'content-type': 'application/json' }).end(answer)
  })
  server.on('secureConnection', () => seen.connections++)
  await once(server.listen(0), 'listening')
  context.after(() => server.close().closeAllConnections())
  return { base: `https://localhost:${(server.address() as AddressInfo).port}`, seen }
}

test('calls to an HTTPS provider share a connection that stays open', async (context) => {
  const { base, seen } = await startProvider(context)
  const connections = createConnections({ environment: {}, tls: { ca: certificate } })
  const send = createSend(fakeParts({ openai: { base } }, { connections }))
  for (let call = 0; call < 4; call++) {
    const reply = await send(fakeCall({ model: 'm', messages: [] }), 'serve')
    assert.equal(reply.status, 200)
    assert.equal(Buffer.from(reply.body as Uint8Array).toString(), answer)
  }
  assert.equal(seen.connections, 1)
})

test('a host with a certificate that nobody vouches for gets no request', async (context) => {
  const { base, seen } = await startProvider(context)
  const send = createSend(fakeParts({ openai: { base } }))
  await assert.rejects(send(fakeCall({ model: 'm', messages: [] }), 'serve'), /certificate/i)
  assert.equal(seen.connections, 0)
})
