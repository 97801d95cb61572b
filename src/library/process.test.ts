/**
 * What the library does to the process that it runs in, seen from outside.
 */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test, type TestContext } from 'node:test'
import { promisify } from 'node:util'

const run = promisify(execFile)
const entry = new URL('../index.ts', import.meta.url).href

async function script(text: string): Promise<unknown> {
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', text], {
    timeout: 60_000,
  })
  return JSON.parse(stdout)
}

/** A provider in this process, so that the child has none of its own. */
async function provider(t: TestContext): Promise<string> {
  const server = createServer((request, response) => {
    request.resume()
    response.setHeader('content-type', 'application/json').end('{"id":"x","choices":[]}')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => server.close().closeAllConnections())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

test('a fetch listens on no port, and needs no close for the process to end', async (t) => {
  const base = await provider(t)
  const seen = (await script(`
    import net from 'node:net'
    let listened = 0
    const listen = net.Server.prototype.listen
    net.Server.prototype.listen = function (...given) { listened++; return listen.apply(this, given) }
    const { createFetch } = await import('${entry}')
    const fetch = await createFetch({ configuration: { providers: { openai: { base: '${base}' } } } })
    const response = await fetch('https://api.openai.com/v1/chat/completions', {
      method: 'POST', body: '{"model":"gpt-5-mini","messages":[]}',
    })
    await response.text()
    const kinds = process.getActiveResourcesInfo()
    console.log(JSON.stringify({ status: response.status, listened, kinds }))
  `)) as { status: number; listened: number; kinds: string[] }
  assert.equal(seen.status, 200)
  assert.equal(seen.listened, 0)
  assert.ok(!seen.kinds.includes('TCPServerWrap'), seen.kinds.join())
})

test('importing it loads few modules, and neither zod, undici nor OpenTelemetry', async () => {
  const loaded = (await script(`
    import { registerHooks } from 'node:module'
    const loaded = []
    registerHooks({ load(url, context, next) { loaded.push(url); return next(url, context) } })
    await import('${entry}')
    console.log(JSON.stringify(loaded))
  `)) as string[]
  const files = loaded.filter((url) => url.startsWith('file:'))
  const foreign = files.filter((url) => url.includes('/node_modules/'))
  assert.deepEqual(foreign, [])
  assert.ok(files.some((url) => url.endsWith('/library/create-fetch.ts')))
  assert.ok(files.length <= 360, `${files.length} modules: more than the budget`)
})

test('nothing of OpenTelemetry is loaded unless it is asked for', async (t) => {
  const base = await provider(t)
  const names = (enabled: boolean): string => `
    import { registerHooks } from 'node:module'
    const loaded = []
    registerHooks({ load(url, context, next) { loaded.push(url); return next(url, context) } })
    const { createFetch } = await import('${entry}')
    const fetch = await createFetch({
      configuration: { telemetry: { enabled: ${enabled} }, providers: { openai: { base: '${base}' } } },
    })
    await (await fetch('https://api.openai.com/v1/chat/completions', {
      method: 'POST', body: '{"model":"gpt-5-mini","messages":[]}',
    })).text()
    console.log(JSON.stringify(loaded.filter((url) => url.includes('opentelemetry')).length))
  `
  assert.equal(await script(names(false)), 0)
  assert.ok(Number(await script(names(true))) > 0)
})

test('nothing of the semantic cache is loaded unless a mode lets it act', async () => {
  const loadedIn = (mode: string): string => `
    import { registerHooks } from 'node:module'
    const loaded = []
    registerHooks({ load(url, context, next) { loaded.push(url); return next(url, context) } })
    const { createFetch } = await import('${entry}')
    const fetch = await createFetch({ mode: '${mode}' })
    console.log(JSON.stringify(loaded.filter((url) => url.includes('/cache/semantic/')).length))
    await fetch.close()
  `
  assert.equal(await script(loadedIn('safe')), 0)
  assert.ok(Number(await script(loadedIn('balanced'))) > 100)
})
