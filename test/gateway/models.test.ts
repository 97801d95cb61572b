import assert from 'node:assert/strict'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { test, type TestContext } from 'node:test'
import { startWhole, wholeConfiguration } from './whole.ts'

/** A server of the user's own that answers `GET /v1/models`; `asked` counts the requests and keeps their keys. */
async function house(t: TestContext, answer: (response: http.ServerResponse) => void) {
  const asked: (string | undefined)[] = []
  const server = http.createServer((request, response) => {
    asked.push(`${request.url} ${request.headers.authorization}`)
    answer(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return { asked, base: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1` }
}

const list =
  (...ids: unknown[]) =>
  (response: http.ServerResponse) => {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ object: 'list', data: ids.map((id) => ({ id })) }))
  }

async function start(
  t: TestContext,
  providers: Record<string, string | object>,
  environment: Record<string, string> = {},
) {
  const { providers: basis } = wholeConfiguration('', 'http://127.0.0.1:1', {})
  const { gateway, close } = await startWhole({
    environment,
    more: {
      providers: Object.fromEntries(
        Object.entries(providers).map(([id, base]) => [
          id,
          { ...basis['openai']!, ...(typeof base === 'string' ? { base } : base) },
        ]),
      ),
    },
  })
  t.after(close)
  const ids = async (headers: Record<string, string> = {}, path = '/v1/models') => {
    const body = (await (await fetch(gateway.url + path, { headers })).json()) as {
      data: { id: string }[]
    }
    return body.data.map(({ id }) => id)
  }
  const ofHouses = async (headers?: Record<string, string>) =>
    // What else runs on this machine at the usual ports is listed too.
    (await ids(headers)).filter((id) => !/^(?:ollama|vllm|sglang|llama-server)\//.test(id))
  return { gateway, ids, ofHouses }
}

test('servers of the user’s own are asked what they serve, once, without keys', async (t) => {
  const mine = await house(
    t,
    list('llama-4', 'org/qwen', 'llama-4', '', 7, 'a\nb', 'x'.repeat(300)),
  )
  const ollama = await house(t, list('gemma3:4b'))
  const { ids, ofHouses, gateway } = await start(t, { house: mine.base, ollama: ollama.base })
  const [all] = await Promise.all([ids(), ids(), ids()])
  assert.ok(all.includes('ollama/gemma3:4b'))
  assert.deepEqual(await ofHouses(), ['house/llama-4', 'house/org/qwen'])
  assert.deepEqual(mine.asked, ['/v1/models undefined'])
  assert.equal(ollama.asked.length, 1)
  assert.equal((await fetch(`${gateway.url}/v1/models/house/llama-4`)).status, 200)
})

test('what does not answer, or not with a list, is left out', async (t) => {
  const silent = await house(t, () => {})
  const page = await house(t, (response) => response.end('<html>'))
  const broken = await house(t, (response) => response.end('{"data":7}'))
  const endless = await house(t, (response) => {
    response.setHeader('content-type', 'application/json')
    const more = () => response.write('{"id":"x"},'.repeat(50_000)) && setImmediate(more)
    more()
    response.on('drain', more)
  })
  const well = await house(t, list('m'))
  const { ofHouses } = await start(t, {
    silent: silent.base,
    page: page.base,
    broken: broken.base,
    endless: endless.base,
    gone: 'http://127.0.0.1:1/v1',
    well: well.base,
  })
  assert.deepEqual(await ofHouses(), ['well/m'])
})

test('the provider’s own key goes along, the client’s never', async (t) => {
  const mine = await house(t, list('m'))
  const credentials = [{ id: 'own', value: 'sk-own', weight: 1 }]
  const { ofHouses } = await start(t, { house: { base: mine.base, credentials } })
  await ofHouses({ authorization: 'Bearer sk-client' })
  assert.deepEqual(mine.asked, ['/v1/models Bearer sk-own'])
})

test('makers with a key here: models that can be called, and none that another makes', async (t) => {
  const { ids } = await start(
    t,
    {},
    {
      OPENAI_API_KEY: 'sk-1',
      ANTHROPIC_API_KEY: 'sk-2',
      GEMINI_API_KEY: 'sk-3',
      FIREWORKS_API_KEY: 'sk-4',
      OPENROUTER_API_KEY: 'sk-5',
    },
  )
  const all = await ids()
  const kept = ['gpt-5-mini', 'claude-sonnet-4-5', 'claude-3-5-haiku-latest', 'gemini-2.5-pro']
  kept.push('gemma-4-31b-it', 'fireworks/accounts/fireworks/models/gpt-oss-120b')
  for (const id of kept) assert.ok(all.includes(id), id)
  for (const id of all) {
    assert.doesNotMatch(id, /^ft:|\*|[-.:]$|^(?:ada|computer-use|gemma-3|moderation)$/, id)
  }
  const answer = await fetch(
    (await start(t, {}, { GEMINI_API_KEY: 'k' })).gateway.url + '/v1/models',
  )
  const { data } = (await answer.json()) as { data: { id: string; owned_by: string }[] }
  assert.ok(data.length > 0)
  for (const { id, owned_by } of data) {
    if (owned_by === 'gemini') assert.match(id, /^(?:gemini|gemma)/)
  }
})

test('the list is cut to what the key may use', async (t) => {
  const mine = await house(t, list('llama-4', 'qwen'))
  const { gateway, ids } = await start(t, { house: mine.base }, { OPENAI_API_KEY: 'sk-1' })
  const { secret } = gateway.keys.add({ name: 'one', tenant: 'a', models: ['house/l*', 'gpt-5'] })
  const { secret: whole } = gateway.keys.add({ name: 'all', tenant: 'a' })
  const bearer = (key: string) => ({ authorization: `Bearer ${key}` })
  assert.deepEqual((await ids(bearer(secret))).toSorted(), ['gpt-5', 'house/llama-4'])
  const all = await ids(bearer(whole))
  assert.ok(all.includes('house/qwen') && all.includes('gpt-5-mini'))
  const get = async (model: string, key: string) =>
    (await fetch(`${gateway.url}/v1/models/${model}`, { headers: bearer(key) })).status
  assert.equal(await get('house/llama-4', secret), 200)
  assert.equal(await get('house/qwen', secret), 404)
  const own = await ids(bearer('sk-of-my-own'))
  assert.ok(own.includes('gpt-5') && !own.some((id) => id.startsWith('house/')))
})
