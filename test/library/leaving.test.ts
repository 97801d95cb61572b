import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { test } from 'node:test'
import OpenAI, { APIError } from 'openai'
import { standUp, type Stand } from './stand.ts'

const url = 'https://api.openai.com/v1/chat/completions'

const ask = (more: object, signal?: AbortSignal): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', authorization: 'Bearer farthing' },
  body: JSON.stringify({
    model: 'gpt-5-mini',
    messages: [{ role: 'user', content: 'hello there' }],
    ...more,
  }),
  ...(signal === undefined ? {} : { signal }),
})

/** Waits for the row of the only call. */
async function rowOf({ fetch }: Stand) {
  for (let turn = 0; turn < 400; turn++) {
    const { calls } = await fetch.calls()
    if (calls[0] !== undefined) return calls[0]
    await sleep(5)
  }
  throw new Error('no row came')
}

test('aborted while the provider thinks: the promise rejects with the reason, the row says who left', async (t) => {
  const stand = await standUp({}, { firstMs: 60_000 })
  t.after(stand.close)
  const controller = new AbortController()
  const waiting = stand.fetch(url, ask({}, controller.signal))
  setTimeout(() => controller.abort(), 30)
  await assert.rejects(waiting, { name: 'AbortError' })
  assert.equal((await rowOf(stand)).ended, 'client-left')
})

test('aborted before it began: nothing is sent', async (t) => {
  const stand = await standUp()
  t.after(stand.close)
  const reason = new Error('changed my mind')
  await assert.rejects(stand.fetch(url, ask({}, AbortSignal.abort(reason))), reason)
  assert.equal(stand.sandbox.bill().calls, 0)
})

test('aborted in the middle of a stream: the reader gets the reason, the attempt is settled', async (t) => {
  const stand = await standUp({}, { eventMs: 20 })
  t.after(stand.close)
  const controller = new AbortController()
  const response = await stand.fetch(url, ask({ stream: true }, controller.signal))
  const reader = response.body!.getReader()
  await reader.read()
  controller.abort()
  await assert.rejects(
    async () => {
      while (!(await reader.read()).done);
    },
    { name: 'AbortError' },
  )
  const row = await rowOf(stand)
  assert.equal(row.ended, 'client-left')
  assert.ok(row.cost! > 0n)
})

test('a body that is cancelled ends the upstream; so does leaving an SDK’s loop', async (t) => {
  for (const leave of [
    async ({ fetch }: Stand) => {
      const response = await fetch(url, ask({ stream: true }))
      await response.body!.cancel()
    },
    async ({ fetch }: Stand) => {
      const openai = new OpenAI({ fetch, apiKey: 'farthing' })
      const messages = [{ role: 'user' as const, content: 'hello there' }]
      for await (const _ of await openai.chat.completions.create({
        model: 'gpt-5-mini',
        messages,
        stream: true,
      })) {
        break
      }
    },
  ]) {
    const stand = await standUp({}, { eventMs: 20 })
    t.after(stand.close)
    await leave(stand)
    assert.equal((await rowOf(stand)).ended, 'client-left')
  }
})

test('close lets a call finish that is open, and ends one whose time is over', async (t) => {
  const patient = await standUp({}, { eventMs: 5 })
  t.after(patient.close)
  const open = await patient.fetch(url, ask({ stream: true }))
  const [text] = await Promise.all([open.text(), patient.fetch.close({ graceMs: 20_000 })])
  assert.match(text, /data: \[DONE\]\n\n$/)

  const hasty = await standUp({}, { firstMs: 60_000 })
  t.after(hasty.close)
  const waiting = hasty.fetch(url, ask({}))
  await sleep(20)
  await Promise.all([
    assert.rejects(waiting, { code: 'shutting_down' }),
    hasty.fetch.close({ graceMs: 0 }),
  ])
})

test('a stream that breaks ends with an error event; a body that breaks errors', async (t) => {
  const stand = await standUp({ configuration: { upstream: { retries: 0 } } })
  t.after(stand.close)
  stand.sandbox.faults.push({ fault: 'reset-body' })
  const broken = await stand.fetch(url, ask({ stream: true }))
  assert.equal(broken.status, 200)
  assert.match(await broken.text(), /"code":"upstream_broken"/)
  const openai = new OpenAI({ fetch: stand.fetch, apiKey: 'farthing', maxRetries: 0 })
  stand.sandbox.faults.push({ fault: 'reset-body' })
  const messages = [{ role: 'user' as const, content: 'hello there' }]
  await assert.rejects(async () => {
    const stream = await openai.chat.completions.create({
      model: 'gpt-5-mini',
      messages,
      stream: true,
    })
    for await (const _ of stream);
  }, APIError)
})
