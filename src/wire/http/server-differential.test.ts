/**
 * Ours beside node's own server: what is valid is read the same, and what node refuses is refused.
 */
import assert from 'node:assert/strict'
import { createServer, METHODS, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import * as fc from 'fast-check'
import { answer, Client, serve, tell, type Served, type Told } from './fake-client.ts'
import type { HttpListener } from './listener.ts'

/** Longer runs: FARTHING_RUNS=20000. */
const runs = Number(process.env['FARTHING_RUNS'] ?? 300)

let told: Told[] = []
const listener: HttpListener = (request, response) => {
  tell(request, (whole) => {
    told.push(whole)
    answer(response, '!')
  })
}
let ours: Served
let nodes: Server

before(async () => {
  ours = await serve(listener, { headBytes: 16_384 })
  nodes = createServer(listener as never).listen(0, '127.0.0.1')
  nodes.on('connect', (_, socket) => socket.destroy())
  nodes.on('upgrade', (_, socket) => socket.destroy())
  await new Promise((resolve) => nodes.once('listening', resolve))
})

after(async () => {
  await ours.close()
  nodes.closeAllConnections()
  nodes.close()
})

/** What a server tells its listener of `text`, written in pieces; the client's side is closed behind it. */
async function ask(port: number, pieces: readonly string[]): Promise<Told[]> {
  told = []
  const client = new Client(port)
  for (const piece of pieces) {
    client.write(piece)
    if (pieces.length > 1) await new Promise((resolve) => setImmediate(resolve))
  }
  client.socket.end()
  await client.closed
  return told
}

async function askBoth(pieces: readonly string[]): Promise<[Told[], Told[]]> {
  const mine = await ask(ours.port, pieces)
  return [mine, await ask((nodes.address() as AddressInfo).port, pieces)]
}

const characters = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, at) => String.fromCharCode(from + at))
const tokens = characters(0x21, 0x7e).filter((one) => /[\w!#$%&'*+\-.^`|~]/.test(one))
const text = (of: readonly string[], maxLength: number, minLength = 0): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...of), { maxLength, minLength }).map((all) => all.join(''))

/** Names that say something of the message are given on purpose below. */
const meaning =
  /^(content-length|transfer-encoding|connection|upgrade|expect|host|proxy-connection)$/i
const field = fc
  .tuple(
    text(tokens, 18, 1).filter((name) => !meaning.test(name)),
    text(['', ' ', '\t'], 2),
    text(['\t', ...characters(0x20, 0x7e), ...characters(0x80, 0xff)], 30),
  )
  .map(([name, space, value]) => `${name}:${space}${value}\r\n`)
const target = fc.oneof(
  text(
    characters(0x21, 0x7e).filter((one) => one !== '#'),
    40,
  ).map((path) => `/${path}`),
  fc.constantFrom('*', 'http://b/c?d', 'HTTPS://b:1/', '//', '/?'),
)
const known = METHODS.filter((method) => method !== 'CONNECT')
const body = fc.oneof(
  fc.constant(''),
  text(characters(0, 0xff), 60).map((bytes) => `Content-Length: ${bytes.length}\r\n\r\n${bytes}`),
  fc
    .tuple(fc.array(text(characters(0, 0xff), 20, 1), { maxLength: 5 }), fc.boolean(), fc.boolean())
    .map(([chunks, extended, trailed]) => {
      const extension = extended ? ';a=b;c="d"' : ''
      const all = chunks.map((bytes) => `${bytes.length.toString(16)}${extension}\r\n${bytes}\r\n`)
      return `transfer-encoding: Chunked\r\n\r\n${all.join('')}0\r\n${trailed ? 'T: u\r\n' : ''}\r\n`
    }),
)
const request = fc
  .tuple(fc.constantFrom(...known), target, fc.array(field, { maxLength: 5 }), body)
  .map(([method, url, fields, bytes]) => {
    const head = `${method} ${url} HTTP/1.1\r\n${fields.join('')}Host: a\r\n`
    return bytes === '' ? `${head}\r\n` : head + bytes
  })

function cut(whole: string, places: readonly number[]): string[] {
  const sorted = places.map((place) => place % whole.length).toSorted((a, b) => a - b)
  return [0, ...sorted].map((from, at) => whole.slice(from, sorted[at] ?? whole.length))
}

test('valid requests, in a row and cut anywhere, are read as node reads them', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(request, { minLength: 1, maxLength: 4 }),
      fc.array(fc.nat(), { maxLength: 4 }),
      async (requests, places) => {
        const [mine, nodes] = await askBoth(cut(requests.join(''), places))
        assert.deepEqual(mine, nodes)
        assert.equal(mine.length, requests.length)
      },
    ),
    { numRuns: runs },
  )
})

// prettier-ignore
const odd = [
  '', '\r', '\n', '\r\n', '\r\n\r\n', '\0', ' ', '\t', '\v', '\x7f', '\x80', ':', ',', ';', '"', '0', '1', 'x', '+',
  'Content-Length: 1\r\n', 'content-length:\r\n', 'Transfer-Encoding: chunked\r\n', 'transfer-encoding: identity\r\n',
  'Transfer-Encoding: x\r\n', 'Host: b\r\n', 'Connection: close\r\n', 'connection: keep-alive\r\n', 'HTTP/1.0', ' chunked',
]
const damage = fc.tuple(fc.nat(), fc.nat(2), fc.constantFrom(...odd))

test('damaged requests: ours tells nothing that node does not tell in the same way', async () => {
  let refused = 0
  await fc.assert(
    fc.asyncProperty(
      request,
      request,
      fc.array(damage, { minLength: 1, maxLength: 3 }),
      async (one, two, damages) => {
        let whole = one
        for (const [place, gone, put] of damages) {
          const at = place % (whole.length + 1)
          whole = whole.slice(0, at) + put + whole.slice(at + gone)
        }
        const [mine, nodes] = await askBoth([whole + two])
        // A method that node does not know is one all the same (RFC 9110 §9.1); the listener says what it makes of it.
        const read = mine.filter(({ method }) => known.includes(method))
        if (read.length < mine.length) return
        assert.deepEqual(mine, nodes.slice(0, mine.length))
        if (mine.length < 2) refused++
      },
    ),
    { numRuns: runs },
  )
  assert.ok(refused > runs / 10)
})
