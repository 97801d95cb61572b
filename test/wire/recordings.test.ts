/**
 * Recorded traffic through the whole gateway, as `farthing start` builds it: at once and byte by byte. The client gets
 * the recorded bytes, the ledger the recorded usage, and both agree with what the provider bills.
 */
import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Usage } from '../../src/call.ts'
import type { Directive } from '../../src/sandbox/directive.ts'
import { readRecording, type Recording } from '../../src/sandbox/replay.ts'
import { recordings } from '../wire-streams.ts'
import { anthropicKey, openaiKey, startStand, type Stand } from './stand.ts'

const ownRecordings = join(import.meta.dirname, 'recordings')
/** Every byte a write costs 20 µs on either side: longer recordings are cut so at both ends, and finely between. */
const byteByByte = process.env['FARTHING_FULL'] === '1' ? Infinity : 16_000

const paths = {
  'openai-chat': '/v1/chat/completions',
  'openai-responses': '/v1/responses',
  'anthropic-messages': '/v1/messages',
} as const

const bodyOf = ({ dialect, streamed }: Recording, model: string): string =>
  JSON.stringify({
    model,
    ...(streamed && { stream: true }),
    ...(dialect === 'openai-responses'
      ? { input: 'a' }
      : { messages: [{ role: 'user', content: 'a' }], max_tokens: 9 }),
    // The client asked for the usage itself, so nothing is taken out.
    ...(dialect === 'openai-chat' && streamed && { stream_options: { include_usage: true } }),
  })

async function replay(stand: Stand, name: string, recording: Recording, cut: Directive['cut']) {
  const dialect = recording.dialect as keyof typeof paths
  const anthropic = dialect === 'anthropic-messages'
  const tag = `${name} ${cut === undefined ? 'whole' : 'cut'}`
  const model = name.includes('xai')
    ? `xai/${recording.model}`
    : recording.model || (anthropic ? 'claude-haiku-4-5' : 'gpt-5-mini')
  // By the queue: a list of cuts is longer than headers may be.
  stand.sandbox.faults.push({ recording: name, ...(cut !== undefined && { cut }) })
  const response = await fetch(stand.gateway.url + paths[dialect], {
    method: 'POST',
    body: bodyOf(recording, model),
    signal: AbortSignal.timeout(60_000),
    headers: {
      'content-type': 'application/json',
      'x-sandbox-tag': encodeURIComponent(tag),
      'x-farthing-cache': 'skip',
      ...(anthropic
        ? { 'anthropic-version': '2023-06-01', 'x-api-key': anthropicKey }
        : { authorization: `Bearer ${openaiKey}` }),
    },
  })
  const bytes = Buffer.from(await response.arrayBuffer())
  assert.equal(response.status, 200, bytes.toString())
  assert.ok(bytes.equals(recording.bytes), `${tag}: bytes changed`)
  const { call, attempts } = await stand.decision(response.headers.get('x-farthing-call'))
  const bill = stand.sandbox.bill().tags.get(encodeURIComponent(tag))
  return { call, attempts, bill }
}

/** Each byte a write up to a length; beyond it both ends so, and every 97th byte between. */
function cutsOf({ length }: Uint8Array): Directive['cut'] {
  if (length <= byteByByte) return 'each'
  const end = Math.floor(byteByByte / 4)
  const cuts: number[] = []
  for (let at = 1; at < length; at += at < end || at >= length - end ? 1 : 97) cuts.push(at)
  return cuts
}

const sum = ({
  input,
  cacheRead,
  cacheWrite,
  cacheWrite1h,
  output,
  reasoning,
}: Usage): number[] => [input + cacheRead + cacheWrite + cacheWrite1h, output + reasoning]

async function check(stand: Stand, folder: string, name: string): Promise<void> {
  const recording = readRecording(folder, name)
  if (!(recording.dialect in paths)) return
  // A body is awaited whole: how it is cut makes no difference beyond the socket.
  const cuts = recording.streamed ? [undefined, cutsOf(recording.bytes)] : [undefined]
  for (const cut of cuts) {
    const { call, attempts, bill } = await replay(stand, name, recording, cut)
    assert.equal(attempts.length, 1)
    if (recording.usage === undefined) {
      // One recorded line is cut short, so that the sandbox reads no usage out of it; the gateway's reader does.
      const stated = /"usage":\s*\{/.test(Buffer.from(recording.bytes).toString())
      assert.equal(attempts[0]!.usageOrigin === 'provider', stated)
      continue
    }
    assert.equal(attempts[0]!.usageOrigin, 'provider')
    assert.deepEqual(call.usage, recording.usage)
    assert.deepEqual(sum(call.usage!), [
      bill!.input + bill!.cacheRead + bill!.cacheWrite + bill!.cacheWrite1h,
      bill!.output + bill!.reasoning,
    ])
    // The sandbox bills by path, as OpenAI, where it has no price for xAI's models.
    if (bill!.unpriced === 1) assert.ok(call.cost === undefined || name.includes('xai'))
    else if (iterated.has(name)) assert.ok(call.cost! > bill!.cost)
    else assert.equal(call.cost, bill!.cost)
  }
}

/** Turns of other models inside one reply (`usage.iterations`): the ledger sums them, the sandbox bills the top level. */
const iterated = new Set([
  'anthropic/anthropic-advisor-20250301.1.chunks.txt',
  'anthropic/anthropic-advisor-20260301.1.json',
  'anthropic/anthropic-fallback.json',
])

const listed = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(json|chunks\.txt)$/.test(name))
    // A WebSocket's events, and a reply of a path that is no dialect's.
    .filter((name) => !/realtime|transcription/.test(name))
    .sort()

for (const [what, folder, least] of [
  ['self-made recordings', ownRecordings, 5],
  ['recorded traffic', recordings, 80],
] as const) {
  const skip = folder === undefined ? 'no recordings: set FARTHING_DATA to the data folder' : false
  test(`${what} through the gateway`, { skip }, async (context) => {
    const names = listed(folder!)
    assert.ok(names.length >= least, `${names.length} recordings`)
    const stand = await startStand({ sandbox: { recordings: folder! } })
    try {
      for (const name of names) await context.test(name, () => check(stand, folder!, name))
      assert.equal(stand.gateway.open, 0)
    } finally {
      await stand.close()
    }
  })
}
