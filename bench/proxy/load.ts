/**
 * The load generator of `bench:proxy` where gcc is missing. Prints one JSON line like the C one.
 * `node bench/proxy/load.ts '{"port":…,"path":…,"body":FILE,"connections":…,"seconds":…,"rate":0}'`
 * @module
 */
import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { uniqueMark } from './bodies.ts'
import type { LoadOptions } from './tools.ts'

const options = JSON.parse(process.argv[2]!) as LoadOptions
const body = readFileSync(options.body)
const mark = options.unique ? body.indexOf(uniqueMark) : -1
/** Microseconds since 1970 have 16 digits, and no run sends a million calls a second. */
let number = Date.now() * 1000

function nextBody(): Buffer {
  if (mark < 0) return body
  const own = Buffer.from(body)
  own.write(String(number++), mark, 'latin1')
  return own
}
const further = Object.fromEntries(
  (options.headers === undefined ? '' : readFileSync(options.headers, 'latin1'))
    .split('\r\n')
    .filter(Boolean)
    .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
)
const agent = new Agent({ keepAlive: true, maxSockets: options.connections })
const times: number[] = []
const first: number[] = []
let failed = 0
let other = 0

function one(scheduled: number): Promise<void> {
  return new Promise((resolve) => {
    const call = request(
      {
        agent,
        port: options.port,
        path: options.path,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: 'Bearer sk-mock',
          'content-length': body.length,
          ...further,
        },
      },
      (reply) => {
        if (reply.statusCode !== 200) other++
        reply.once('data', () => first.push(performance.now() - scheduled))
        reply.resume().on('end', () => {
          times.push(performance.now() - scheduled)
          resolve()
        })
      },
    )
    call.on('error', () => {
      failed++
      resolve()
    })
    call.end(nextBody())
  })
}

const begun = performance.now()
const until = begun + options.seconds * 1000
const maximum = options.maximum || Infinity
async function worker(at: number): Promise<void> {
  const gap = options.rate ? (options.connections / options.rate) * 1000 : 0
  let scheduled = begun + (gap * at) / options.connections
  while (performance.now() < until && times.length < maximum) {
    if (gap > 0) {
      const wait = scheduled - performance.now()
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    } else scheduled = performance.now()
    await one(scheduled)
    scheduled += gap
  }
}
await Promise.all(Array.from({ length: options.connections }, (_, at) => worker(at)))
agent.destroy()
const seconds = (performance.now() - begun) / 1000
const at = (list: number[], share: number): number =>
  Math.round((list.sort((a, b) => a - b)[Math.floor(list.length * share)] ?? 0) * 1000)
console.log(
  JSON.stringify({
    n: times.length,
    rps: times.length / seconds,
    p50: at(times, 0.5),
    p99: at(times, 0.99),
    ttfb_p50: at(first, 0.5),
    err: failed,
    non200: other,
  }),
)
