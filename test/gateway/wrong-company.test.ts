import assert from 'node:assert/strict'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { startWhole, wholeConfiguration } from './whole.ts'

test('no key and no prompt reaches another company than the one that was called', async (t) => {
  const heard: Record<string, string[]> = { openai: [], anthropic: [], gemini: [] }
  const bases: Record<string, string> = {}
  for (const name in heard) {
    const server = http.createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        heard[name]!.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)}`)
        heard[name]!.push(Buffer.concat(chunks).toString())
        response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":{}}')
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    t.after(() => {
      server.closeAllConnections()
      server.close()
    })
    bases[name] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }
  const basis = wholeConfiguration('', '').providers['openai']!
  const { gateway, close } = await startWhole({
    environment: { GEMINI_API_KEY: 'AIza-of-the-gateway' },
    more: {
      providers: Object.fromEntries(
        Object.entries(bases).map(([id, base]) => [id, { ...basis, base }]),
      ),
    },
  })
  t.after(close)
  const key = 'sk-proj-OPENAI-SECRET'
  const headers = { authorization: `Bearer ${key}` }
  for (const name of ['ft:gpt-4o-mini:acme::BxYzAbCd', 'ft:gpt-4o:acme:countTokens', 'a:b']) {
    for (const method of ['GET', 'DELETE', 'POST']) {
      await fetch(`${gateway.url}/v1/models/${name}`, { method, headers })
    }
  }
  assert.ok(heard['openai']!.some((line) => line.startsWith('DELETE /v1/models/ft:gpt-4o-mini')))
  for (const model of ['claude-sonnet-4-5', 'claude-opus-4-1', 'claude-3-5-haiku-latest']) {
    for (const [path, body] of [
      ['/v1/chat/completions', { model, messages: [{ role: 'user', content: 'PROMPT-SECRET' }] }],
      ['/v1/embeddings', { model, input: 'PROMPT-SECRET' }],
    ] as const) {
      const answer = await fetch(gateway.url + path, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      assert.match(await answer.text(), /dialect_unsupported/, `${model} ${path}`)
    }
  }
  const all = JSON.stringify([heard['gemini'], heard['anthropic']])
  assert.doesNotMatch(all, /SECRET/)
})
