/**
 * Prompts and replies: kept where a route says so, and not a byte of them anywhere else.
 */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Configuration } from '../../src/config/schema.ts'
import { startStand, type Stand } from '../wire/stand.ts'

const marker = 'zebra-quill-7731'
const key = 'sk-client-own-5f2c9d1e77aa'

const route: Configuration['routes'][number] = {
  name: 'kept',
  match: { tag: 'keep' },
  substitutes: [],
  storeText: true,
  layers: {},
}

const bodies: readonly (readonly [string, object])[] = [
  ['/v1/chat/completions', { model: 'gpt-5-mini', messages: prompt(), user: marker }],
  ['/v1/chat/completions', { model: 'gpt-5-mini', messages: prompt(), stream: true }],
  // The same again: the exact cache may keep and serve it.
  ['/v1/chat/completions', { model: 'gpt-5-mini', messages: prompt(), temperature: 0 }],
  ['/v1/chat/completions', { model: 'gpt-5-mini', messages: prompt(), temperature: 0 }],
  ['/v1/responses', { model: 'gpt-5-mini', input: marker }],
  ['/v1/messages', { model: 'claude-sonnet-4-5', max_tokens: 20, messages: prompt() }],
  ['/v1/embeddings', { model: 'text-embedding-3-small', input: marker }],
  ['/v1/chat/completions', { model: 'of-nobody', messages: prompt(), broken: marker }],
]

function prompt(): object[] {
  return [{ role: 'user', content: `Say nothing of ${marker}.` }]
}

function send(stand: Stand, path: string, body: object, headers = {}): Promise<Response> {
  return fetch(stand.gateway.url + path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}`, ...headers },
  })
}

function filesOf(folder: string): Buffer[] {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path))
}

test('without storeText no byte of a prompt or key lies in the data folder or the log', async (t) => {
  const stand = await startStand()
  t.after(() => stand.close())
  for (const [path, body] of bodies) await (await send(stand, path, body)).text()
  stand.gateway.ledger.flush()
  const written = [...filesOf(stand.folder), Buffer.from(stand.logged.join('\n'))]
  assert.ok(written.some((bytes) => bytes.includes('gpt-5-mini')))
  for (const secret of [marker, key]) {
    assert.ok(!written.some((bytes) => bytes.includes(secret)), secret)
  }
})

test('with storeText the story has what the client sent and got, streamed too', async (t) => {
  const stand = await startStand({ more: { routes: [route] } })
  t.after(() => stand.close())
  for (const [path, body] of bodies.slice(0, 6)) {
    const reply = await send(stand, path, body, { 'x-farthing-tags': 'keep' })
    const got = await reply.text()
    const id = reply.headers.get('x-farthing-call')
    await stand.decision(id)
    const shown = await fetch(`${stand.gateway.url}/farthing/decisions/${id}`)
    const { text } = (await shown.json()) as { text?: { request: string; reply: string } }
    assert.deepEqual(text, { request: JSON.stringify(body), reply: got }, path)
  }
  const other = await send(stand, '/v1/chat/completions', bodies[0]![1])
  await other.text()
  const { text } = await stand.decision(other.headers.get('x-farthing-call'))
  assert.equal(text, undefined)
})

test('a long prompt is kept up to its bound', async (t) => {
  const stand = await startStand({ more: { routes: [route] } })
  t.after(() => stand.close())
  const body = { model: 'gpt-5-mini', messages: [{ role: 'user', content: 'x'.repeat(400_000) }] }
  const reply = await send(stand, '/v1/chat/completions', body, { 'x-farthing-tags': 'keep' })
  await reply.text()
  const { text } = await stand.decision(reply.headers.get('x-farthing-call'))
  assert.equal(text?.request.byteLength, 262_144)
})

test('what is deleted leaves no byte in the file', async (t) => {
  const stand = await startStand({ more: { routes: [route] } })
  t.after(() => stand.close())
  const reply = await send(stand, ...bodies[0]!, { 'x-farthing-tags': 'keep' })
  await reply.text()
  await stand.decision(reply.headers.get('x-farthing-call'))
  const { database } = stand.gateway.ledger
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  const present = () => filesOf(stand.folder).some((bytes) => bytes.includes(marker))
  assert.ok(present())
  database.exec('DELETE FROM texts')
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  assert.ok(!present())
})
