import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import http from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Directive, FaultName } from './directive.ts'
import type { Listening } from './http.ts'
import type { LogLine } from './log.ts'
import { createSandbox, type Sandbox } from './sandbox.ts'

let sandbox: Sandbox
let listening: Listening
const directory = mkdtempSync(join(tmpdir(), 'sandbox-'))
const logFile = join(directory, 'log.jsonl')

before(async () => {
  sandbox = createSandbox({ log: logFile })
  listening = await sandbox.listen()
})
after(async () => {
  await listening.close()
  sandbox.close()
  rmSync(directory, { recursive: true })
})

interface Heard {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly text: string
  /** How the reply ended: whole, broken off, or still open when we left. */
  readonly ended: 'whole' | 'broken' | 'left'
}

/** Sends one call and hears all of the reply; leaves when `leaveAfter` bytes have come, or after a stall. */
function call(
  directive: Directive,
  options: { stream?: boolean; anthropic?: boolean; leaveAfter?: number; tag?: string } = {},
): Promise<Heard> {
  const { stream = false, anthropic = false, leaveAfter = Infinity, tag = '' } = options
  const body = anthropic
    ? {
        model: 'claude-haiku-4-5',
        max_tokens: 500,
        messages: [{ role: 'user', content: 'hi' }],
        stream,
      }
    : { model: 'gpt-4o', messages: [{ role: 'user', content: 'hi' }], stream }
  const headers = {
    authorization: 'Bearer k',
    'x-sandbox': JSON.stringify(directive),
    'x-sandbox-tag': tag,
    ...(anthropic ? { 'anthropic-version': '2023-06-01' } : undefined),
  }
  return new Promise((resolve) => {
    let text = ''
    let status = 0
    let received: http.IncomingHttpHeaders = {}
    const finish = (ended: Heard['ended']) => resolve({ status, headers: received, text, ended })
    const request = http.request(
      `${listening.url}/v1/${anthropic ? 'messages' : 'chat/completions'}`,
      {
        method: 'POST',
        headers,
        agent: false,
        timeout: directive.fault?.startsWith('stall') ? 300 : 60_000,
        maxHeaderSize: 65_536,
      },
      (response) => {
        status = response.statusCode ?? 0
        received = response.headers
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => {
          text += chunk
          if (text.length < leaveAfter) return
          finish('left')
          request.destroy()
        })
        response.on('end', () => finish('whole'))
        response.on('error', () => finish('broken'))
      },
    )
    request.on('timeout', () => {
      finish('left')
      request.destroy()
    })
    request.on('error', () => finish('broken'))
    request.end(JSON.stringify(body))
  })
}

const stream = { stream: true }

test('refusing faults: status, retry headers, shape, nothing billed', async () => {
  const before = sandbox.bill().calls
  const limited = await call({ fault: 'rate-limit', retryAfter: 7, shouldRetry: false })
  assert.equal(limited.status, 429)
  assert.equal(limited.headers['retry-after'], '7')
  assert.equal(limited.headers['x-should-retry'], 'false')
  assert.match(limited.text, /rate_limit_exceeded/)
  assert.equal(
    (await call({ fault: 'rate-limit', retryAfterMs: 20 })).headers['retry-after-ms'],
    '20',
  )
  assert.equal((await call({ fault: 'overloaded' }, { anthropic: true })).status, 529)
  assert.equal((await call({ fault: 'overloaded' })).status, 503)
  assert.match((await call({ fault: 'quota' })).text, /insufficient_quota/)
  assert.equal((await call({ fault: 'server-error' })).status, 500)
  assert.match((await call({ fault: 'bad-gateway-html' })).text, /^<html>/)
  assert.equal((await call({ fault: 'empty-body' })).text, '')
  assert.equal(sandbox.bill().calls, before)
})

test('breaking faults, whole and streamed', async () => {
  const cases: [FaultName, boolean, Heard['ended']][] = [
    ['stall-headers', false, 'left'],
    ['stall-body', false, 'left'],
    ['stall-body', true, 'left'],
    ['reset-headers', false, 'broken'],
    ['reset-body', false, 'broken'],
    ['reset-body', true, 'broken'],
    ['reset-event', true, 'broken'],
    ['wrong-length', false, 'broken'],
    ['wrong-length', true, 'broken'],
    ['no-terminal', true, 'whole'],
    ['drip', true, 'whole'],
    ['huge-header', false, 'whole'],
  ]
  for (const [fault, streamed, ended] of cases) {
    assert.equal(
      (await call({ fault }, { stream: streamed })).ended,
      ended,
      `${fault}, streamed ${streamed}`,
    )
  }
})

test('what a broken stream has said until then', async () => {
  const good = (await call({}, stream)).text
  const dripped = (await call({ fault: 'drip' }, stream)).text
  assert.equal(dripped.split('\n\n').length > 10, true)
  assert.match(good, /data: \[DONE\]\n\n$/)
  const cut = (await call({ fault: 'reset-event', at: 3 }, stream)).text
  assert.equal(cut.split('\n\n').length, 4)
  assert.doesNotThrow(() => JSON.parse(cut.split('\n\n')[2]!.slice(6)))
  assert.throws(() => JSON.parse(cut.split('\n\n')[3]!.slice(6)))
  assert.doesNotMatch((await call({ fault: 'no-terminal' }, stream)).text, /DONE/)
  const malformed = (await call({ fault: 'malformed-event' }, stream)).text
  assert.match(malformed, /DONE/)
  assert.throws(() =>
    malformed
      .split('\n\n')
      .forEach((event) => event && !/DONE/.test(event) && JSON.parse(event.slice(6))),
  )
  assert.match((await call({ fault: 'error-event' }, stream)).text, /"error":\{/)
  assert.match(
    (await call({ fault: 'error-event' }, { ...stream, anthropic: true })).text,
    /event: error\n/,
  )
})

test('refusal and length stop are the model’s, in the vendor’s words', async () => {
  assert.match(
    (await call({ fault: 'refusal' }, { anthropic: true })).text,
    /"stop_reason":"refusal"/,
  )
  assert.match((await call({ fault: 'refusal' })).text, /"refusal":"I'm sorry/)
  assert.match((await call({ fault: 'length' })).text, /"finish_reason":"length"/)
  assert.match(
    (await call({ fault: 'length' }, { anthropic: true })).text,
    /"stop_reason":"max_tokens"/,
  )
})

test('the queue: each call takes the next, also over HTTP', async () => {
  sandbox.faults.push({ fault: 'server-error', times: 2 }, {}, { fault: 'rate-limit' })
  const statuses: number[] = []
  for (let index = 0; index < 5; index++) statuses.push((await call({})).status)
  assert.deepEqual(statuses, [500, 500, 200, 429, 200])
  const url = `${listening.url}/sandbox/faults`
  const queued = await fetch(url, { method: 'POST', body: '[{"fault":"overloaded","times":3}]' })
  assert.deepEqual(await queued.json(), { queued: 3 })
  assert.deepEqual(await (await fetch(url, { method: 'DELETE' })).json(), { queued: 0 })
})

test('an aborted stream is billed for what had been generated; the log has two lines a call', async () => {
  await call({ outputTokens: 400, eventMs: 3 }, { stream: true, leaveAfter: 3000, tag: 'left' })
  await call({ outputTokens: 400 }, { stream: true, tag: 'stayed' })
  while (sandbox.bill().tags.get('left') === undefined)
    await new Promise((resolve) => setTimeout(resolve, 5))
  const { tags } = sandbox.bill()
  assert.equal(tags.get('stayed')!.output, 400)
  const left = tags.get('left')!.output
  assert.ok(left > 3 && left < 200, `${left} tokens`)
  assert.equal(tags.get('left')!.input, tags.get('stayed')!.input)
  const lines = readFileSync(logFile, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as LogLine)
  const [accepted, billed] = lines.filter((line) => line.tag === 'left')
  assert.ok(accepted?.kind === 'accepted' && billed?.kind === 'billed' && accepted.id === billed.id)
  assert.deepEqual([billed.aborted, billed.delivered, billed.usage?.output], [true, false, left])
  const sum = lines.reduce(
    (total, line) => total + (line.kind === 'billed' ? BigInt(line.cost ?? 0) : 0n),
    0n,
  )
  assert.equal(sum, sandbox.bill().cost)
})
