import assert from 'node:assert/strict'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { startWhole, wholeConfiguration } from './whole.ts'

const usage = {
  type: 'tokens',
  input_tokens: 14,
  input_token_details: { text_tokens: 0, audio_tokens: 14 },
  output_tokens: 45,
  total_tokens: 59,
}

test('a recording has a model and a price, and a key’s models hold for it', async (t) => {
  const bodies: Buffer[] = []
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      bodies.push(Buffer.concat(chunks))
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ text: 'Hello.', usage }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { gateway, close } = await startWhole({
    more: {
      providers: wholeConfiguration('', base).providers,
      budgets: [{ scope: {}, window: 'day', limit: 1 } as never],
    },
  })
  t.after(async () => {
    await close()
    server.closeAllConnections()
    server.close()
  })
  const { secret } = gateway.keys.add({
    name: 'sound',
    tenant: 'a',
    admin: true,
    models: ['gpt-4o-transcribe'],
  })
  const ask = async (model: string) => {
    const form = new FormData()
    form.set('file', new Blob([new Uint8Array(5_000_000)]), 'a.mp3')
    form.set('model', model)
    return fetch(`${gateway.url}/v1/audio/transcriptions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}` },
      body: form,
    })
  }
  const answer = await ask('gpt-4o-transcribe')
  assert.equal(answer.status, 200, await answer.clone().text())
  assert.equal(((await answer.json()) as { text: string }).text, 'Hello.')
  assert.ok(bodies[0]!.length > 5_000_000)
  const refused = await ask('gpt-4o-mini-transcribe')
  assert.equal(refused.status, 403)
  assert.match(await refused.text(), /gpt-4o-mini-transcribe/)
  assert.equal(bodies.length, 1)
  const { calls } = (await (
    await fetch(`${gateway.url}/farthing/api/calls?limit=5`, {
      headers: { authorization: `Bearer ${secret}` },
    })
  ).json()) as { calls: Record<string, unknown>[] }
  const call = calls.find(({ asked }) => asked === 'gpt-4o-transcribe')!
  // 14 tokens of sound at $6 a million, 45 of text at $10.
  assert.equal(call['cost'], '0.000534')
  assert.equal(call['usageOrigin'], 'provider')
})
