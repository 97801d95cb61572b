import assert from 'node:assert/strict'
import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { test } from 'node:test'
import { startAttempt } from './exchange.ts'
import { createConnections } from './pool.ts'
import { defaultTimeouts, TimerWheel } from './timeouts.ts'

const listen = (server: net.Server) =>
  new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })

const get = async (connections: ReturnType<typeof createConnections>, origin: string) => {
  const request = { provider: 'P', method: 'GET', path: '/', headers: [], body: [] }
  const { result } = startAttempt(
    connections.dispatcher(origin, 1000),
    origin,
    { ...request, timeouts: defaultTimeouts },
    new TimerWheel(),
    () => undefined,
  )
  return result
}

test('the proxy variables are obeyed, with their exceptions; connections are kept', async (t) => {
  let sockets = 0
  const target = http.createServer((_, response) => response.end('{}'))
  target.on('connection', () => sockets++)
  const targetPort = await listen(target)
  const tunnels: string[] = []
  const tunnelled: net.Socket[] = []
  const proxy = http.createServer()
  proxy.on('connect', (request, client: net.Socket) => {
    tunnels.push(request.url!)
    tunnelled.push(client)
    const through = net.connect(targetPort, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      through.pipe(client).pipe(through)
    })
    through.on('error', () => client.destroy())
    client.on('error', () => through.destroy())
  })
  const HTTP_PROXY = `http://127.0.0.1:${await listen(proxy)}`

  const proxied = createConnections({ environment: { HTTP_PROXY, NO_PROXY: 'skipped.invalid' } })
  const straight = createConnections({ environment: {} })
  t.after(async () => {
    await Promise.all([proxied.destroy(), straight.destroy()])
    for (const server of [target, proxy]) server.close().closeAllConnections()
    for (const socket of tunnelled) socket.destroy()
  })
  const first = await get(proxied, 'http://provider.example')
  assert.equal(first.kind, 'reply', JSON.stringify(first))
  assert.deepEqual(tunnels, ['provider.example:80'])
  await get(proxied, `http://127.0.0.1:${targetPort}`)
  assert.equal(tunnels.length, 1, 'the own machine is reached straight')
  const skipped = await get(proxied, 'http://skipped.invalid')
  assert.equal(skipped.kind === 'failed' && skipped.error.code, 'upstream_unreachable')
  assert.equal(tunnels.length, 1, 'NO_PROXY goes straight')

  sockets = 0
  for (let i = 0; i < 5; i++) await get(straight, `http://127.0.0.1:${targetPort}`)
  // The first is busy until the next turn of the loop.
  assert.ok(sockets <= 2, String(sockets))
  assert.equal(tunnels.length, 1)
})
