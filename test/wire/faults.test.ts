/**
 * Everything that the sandbox can do wrong, through the gateway: what the client sees, what the ledger says, how often
 * the provider was asked, and how far ledger and bill are apart.
 */
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Money } from '../../src/call.ts'
import { defaultConfiguration } from '../../src/config/defaults.ts'
import { faults, type Directive, type FaultName } from '../../src/sandbox/directive.ts'
import type { LogLine } from '../../src/sandbox/log.ts'
import { ask, bodyOf, type Got, type Spoken } from './ask.ts'
import { startStand, type Stand } from './stand.ts'

const spoken: readonly Spoken[] = ['chat', 'responses', 'messages']

interface Case {
  readonly fault: FaultName
  readonly speaks: Spoken
  readonly stream: boolean
  readonly tag: string
}
interface Seen extends Case {
  readonly got: Got
  readonly direct: Got
  readonly sent: number
  readonly bill: Money | undefined
  /** What the same call costs where nothing goes wrong. */
  readonly whole: Money
  readonly decision: Awaited<ReturnType<Stand['decision']>>
}

/** Refused before any work, and said so: the gateway asks twice more. */
const refusing: readonly FaultName[] = [
  'rate-limit',
  'overloaded',
  'server-error',
  'bad-gateway-html',
]
/** Spoils the connection: what was generated is billed, and nobody may be asked again. */
const breaking: readonly FaultName[] = [
  'stall-headers',
  'stall-body',
  'reset-headers',
  'reset-body',
  'reset-event',
  'wrong-length',
  'huge-header',
]
/** The reply is good in whole bodies, or always. */
const harmless: readonly FaultName[] = ['drip', 'refusal', 'length']

const allCases = (): Case[] =>
  faults.flatMap((fault) =>
    spoken.flatMap((speaks) =>
      [false, true].map((stream) => ({
        fault,
        speaks,
        stream,
        tag: `${fault}-${speaks}-${stream}`,
      })),
    ),
  )

const { upstream } = defaultConfiguration
let stand: Stand
let impatient: Stand
let folder: string
let seen: readonly Seen[]

test.before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'farthing-faults-'))
  const log = join(folder, 'sandbox.jsonl')
  const patient = { ...upstream, breakerFailures: 1000 }
  stand = await startStand({ sandbox: { log }, upstreamSettings: patient })
  impatient = await startStand({
    sandbox: { log },
    upstreamSettings: {
      ...patient,
      timeouts: { ...upstream.timeouts, firstByteMs: 1000, idleMs: 1000 },
    },
  })
  const run = async (given: Case): Promise<Seen> => {
    const { fault, speaks, stream, tag } = given
    const on = fault.startsWith('stall') ? impatient : stand
    const directive: Directive = { fault, ...(refusing.includes(fault) && { retryAfterMs: 2 }) }
    const got = await ask(on.gateway.url, { speaks, stream, tag, directive })
    const decision = await on.decision(String(got.headers['x-farthing-call']))
    // A stall has no end without the gateway's patience, and there is nothing to compare.
    const direct = fault.startsWith('stall')
      ? got
      : await ask(on.direct, { speaks, stream, tag: `direct-${tag}`, directive })
    const good = await ask(on.direct, { speaks, tag: `good-${tag}`, directive: {} })
    assert.equal(good.status, 200)
    const tags = on.sandbox.bill().tags
    // The end of a connection reaches the sandbox after the client.
    while (breaking.includes(fault) && tags.get(tag) === undefined) {
      await new Promise((resolve) => setTimeout(resolve, 5))
      const row = on.sandbox.bill().tags.get(tag)
      if (row !== undefined) break
    }
    const bill = on.sandbox.bill().tags.get(tag)?.cost
    const whole = on.sandbox.bill().tags.get(`good-${tag}`)!.cost
    return { ...given, got, direct, bill, whole, decision, sent: 0 }
  }
  const answered = await Promise.all(allCases().map(run))
  const lines = readFileSync(log, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as LogLine)
  seen = answered.map((one) => ({
    ...one,
    sent: lines.filter(({ kind, tag }) => kind === 'accepted' && tag === one.tag).length,
  }))
})
test.after(async () => {
  await stand.close()
  await impatient.close()
  rmSync(folder, { recursive: true, force: true })
})

const of = (...names: readonly FaultName[]): readonly Seen[] => {
  const found = seen.filter(({ fault }) => names.includes(fault))
  assert.equal(found.length, names.length * 6)
  return found
}

/** Asserts for each case, and says which one failed. */
const each = (cases: readonly Seen[], check: (one: Seen) => void): void => {
  for (const one of cases) {
    try {
      check(one)
    } catch (error) {
      ;(error as Error).message = `${one.tag}: ${(error as Error).message}`
      throw error
    }
  }
}

/** The last event of a stream is an error in the words of its dialect. */
function endsInError(speaks: Spoken, text: string): void {
  const last = text.trimEnd().split('\n\n').at(-1)!.trim()
  const data = JSON.parse(last.slice(last.indexOf('data: ') + 6)) as {
    type?: string
    message?: string
    error?: { message?: string; type?: string }
  }
  if (speaks !== 'chat') {
    assert.match(last, /^event: error\n/)
    assert.equal(data.type, 'error')
  }
  // Responses: the provider's own is flat, ours both.
  assert.ok((data.error?.message ?? data.message ?? '').length > 5, last)
  assert.ok((data.error?.type ?? data.type ?? '').length > 3, last)
}

/** A body that is an error in the words of its dialect. */
function isError(speaks: Spoken, text: string): void {
  const body = JSON.parse(text) as { type?: string; error: { message: string; type: string } }
  if (speaks === 'messages') assert.equal(body.type, 'error')
  assert.ok(body.error.message.length > 10 && body.error.type.length > 3)
}

const withoutIds = (text: string): string =>
  text
    .replaceAll(/"(?:id|request_id|item_id|response_id)":"[^"]*"/g, '')
    .replaceAll(/"created(?:_at)?":\d+/g, '')

test('refusals: asked three times, then handed on as they came; they cost nothing', () => {
  each(of(...refusing), ({ got, direct, sent, decision, bill }) => {
    assert.equal(got.status, direct.status)
    assert.equal(withoutIds(got.text), withoutIds(direct.text))
    for (const name of ['retry-after', 'retry-after-ms', 'content-type']) {
      assert.equal(got.headers[name], direct.headers[name])
    }
    assert.equal(sent, 3)
    assert.equal(decision.attempts.length, 3)
    assert.equal(decision.call.cost, 0n)
    assert.equal(bill, undefined)
    assert.equal(decision.call.status, got.status)
  })
})

test('a spent quota is asked for once', () => {
  each(of('quota'), ({ got, direct, sent, decision }) => {
    assert.equal(got.status, direct.status)
    assert.equal(sent, 1)
    assert.equal(decision.call.cost, 0n)
  })
})

test('an empty reply is no answer: an error in words, asked for once', () => {
  each(of('empty-body'), ({ speaks, got, direct, sent, decision }) => {
    assert.equal(direct.text, '')
    assert.equal(got.status, 502)
    isError(speaks, got.text)
    assert.equal(sent, 1)
    assert.equal(decision.call.ended, 'upstream-failed')
    assert.equal(decision.call.costOrigin, 'estimated')
  })
})

test('what breaks is an honest error, and is never sent again', () => {
  each(of(...breaking), ({ fault, speaks, stream, got, sent, decision }) => {
    assert.equal(sent, 1)
    assert.equal(decision.attempts.length, 1)
    assert.equal(decision.call.ended, 'upstream-failed')
    const headed = stream && !fault.endsWith('headers') && fault !== 'huge-header'
    assert.equal(got.ended, 'whole')
    if (headed) {
      assert.equal(got.status, 200)
      endsInError(speaks, got.text)
    } else {
      assert.equal(got.status, fault.startsWith('stall') ? 504 : 502)
      isError(speaks, got.text)
    }
    assert.match(
      decision.call.error!,
      fault.startsWith('stall') ? /upstream_timeout/ : /upstream_broken/,
    )
  })
})

test('what breaks is estimated, marked so, and never further off than the call is dear', () => {
  each(of(...breaking), ({ decision, bill, whole }) => {
    assert.equal(decision.attempts[0]!.costOrigin, 'estimated')
    assert.equal(decision.call.costOrigin, 'estimated')
    const off = decision.call.cost! - bill!
    // Twice: texts are drawn anew under each directive, and their length with them.
    assert.ok(
      (off < 0n ? -off : off) <= 2n * whole,
      `${decision.call.cost} and ${bill}, ${whole} whole`,
    )
  })
})

test('what is slow or short but whole is billed to the last digit', () => {
  const whole = of('error-event', 'no-terminal', 'huge-header').filter(
    ({ stream, fault }) => !stream && fault !== 'huge-header',
  )
  each([...of(...harmless), ...whole], ({ got, direct, sent, decision, bill }) => {
    assert.equal(got.status, 200)
    assert.equal(got.ended, 'whole')
    assert.equal(withoutIds(got.text).length > 0, true)
    assert.equal(direct.status, 200)
    assert.equal(sent, 1)
    assert.equal(decision.call.ended, 'complete')
    assert.equal(decision.call.cost, bill)
    assert.equal(decision.attempts[0]!.usageOrigin, 'provider')
  })
})

test("a provider's own error event passes alone; the call has failed", () => {
  each(
    of('error-event').filter(({ stream }) => stream),
    ({ speaks, got, decision }) => {
      endsInError(speaks, got.text)
      const marker = speaks === 'chat' ? /"error":/g : /event: error/g
      assert.equal(got.text.match(marker)!.length, 1)
      assert.equal(decision.call.ended, 'upstream-failed')
      assert.equal(decision.call.error, 'error_event')
      assert.equal(decision.call.costOrigin, 'estimated')
    },
  )
})

test('a stream without its last event: an error event, unless the model had said that it stopped', () => {
  each(
    of('no-terminal').filter(({ stream }) => stream),
    ({ speaks, got, decision, bill }) => {
      if (speaks === 'responses') {
        endsInError(speaks, got.text)
        assert.equal(decision.call.ended, 'upstream-failed')
      } else {
        // finish_reason, or stop_reason, was there: the answer is whole, and its usage with it.
        assert.match(got.text, /"(?:finish_reason|stop_reason)":"/)
        assert.equal(decision.call.cost, bill)
      }
    },
  )
})

test('a malformed event passes as it came, and its price is no more than an estimate', () => {
  each(of('malformed-event'), ({ speaks, stream, got, decision }) => {
    assert.equal(got.status, 200)
    if (stream && speaks === 'responses')
      assert.equal(decision.attempts[0]!.usageOrigin, 'provider')
    else assert.equal(decision.call.costOrigin, 'estimated')
    if (stream) assert.match(got.text, /\[DONE\]|response\.completed|message_stop/)
    else assert.throws(() => JSON.parse(got.text))
  })
})

test('x-should-retry: false, and a retry-after beyond patience, are left to the client', async () => {
  for (const [name, directive, header] of [
    ['never', { fault: 'rate-limit', retryAfter: 1, shouldRetry: false }, 'x-should-retry'],
    ['late', { fault: 'rate-limit', retryAfter: 3600 }, 'retry-after'],
  ] as const) {
    const got = await ask(stand.gateway.url, { speaks: 'messages', tag: name, directive })
    assert.equal(got.status, 429)
    assert.equal(got.headers[header], header === 'retry-after' ? '3600' : 'false')
    const { attempts } = await stand.decision(String(got.headers['x-farthing-call']))
    assert.equal(attempts.length, 1)
  }
})

test('a fault that passes: the second attempt answers, and the first costs nothing', async () => {
  for (const stream of [false, true]) {
    stand.sandbox.faults.push({ fault: 'overloaded', retryAfterMs: 2 })
    const tag = `passing-${stream}`
    const got = await ask(stand.gateway.url, { speaks: 'messages', stream, tag })
    assert.equal(got.status, 200)
    const { call, attempts } = await stand.decision(String(got.headers['x-farthing-call']))
    assert.deepEqual(
      attempts.map(({ kind, cost }) => [kind, cost]),
      [
        ['serve', 0n],
        ['retry', stand.sandbox.bill().tags.get(tag)!.cost],
      ],
    )
    assert.equal(call.cost, attempts[1]!.cost)
    assert.equal(call.ended, 'complete')
  }
})

test('the client leaves at every stage: the call is closed as left, the provider hears it', async () => {
  const slow = { firstMs: 200, eventMs: 20, outputTokens: 200 }
  const stages: readonly [string, Directive, number][] = [
    ['head', { ...slow, firstMs: 0 }, 0],
    ['first', { ...slow, firstMs: 0 }, 1],
    ['middle', { ...slow, firstMs: 0, eventMs: 1 }, 3000],
  ]
  for (const speaks of spoken) {
    for (const [stage, directive, leaveAfter] of stages) {
      const tag = `left-${speaks}-${stage}`
      const got = await ask(stand.gateway.url, { speaks, stream: true, tag, directive, leaveAfter })
      assert.equal(got.ended, 'left', tag)
      const { call, attempts } = await stand.decision(String(got.headers['x-farthing-call']))
      assert.equal(call.ended, 'client-left', tag)
      assert.equal(call.costOrigin, 'estimated')
      assert.ok(attempts[0]!.cost! > 0n)
      while (stand.sandbox.bill().tags.get(tag) === undefined) {
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
      assert.ok(stand.sandbox.bill().tags.get(tag)!.output < 200, 'the provider was told to stop')
    }
  }
})

test('the client leaves before the head: closed as left, not as a failure of ours', async () => {
  const leaving = new AbortController()
  const before = stand.decisions().length
  const asked = fetch(`${stand.gateway.url}/v1/chat/completions`, {
    method: 'POST',
    body: JSON.stringify(bodyOf('chat')),
    signal: leaving.signal,
    headers: {
      'content-type': 'application/json',
      authorization: 'Bearer sk-proj-leaving-0123456789abcdef',
      'x-sandbox': '{"fault":"stall-headers"}',
      'x-sandbox-tag': 'left-before',
    },
  }).catch(() => {})
  while (stand.gateway.open === 0) await new Promise((resolve) => setTimeout(resolve, 2))
  await new Promise((resolve) => setTimeout(resolve, 50))
  leaving.abort()
  await asked
  while (stand.decisions().length === before) await new Promise((resolve) => setTimeout(resolve, 5))
  const { call } = stand.decisions().at(-1)!
  assert.equal(call.ended, 'client-left')
  assert.equal(call.error, 'client_left')
})

test('nothing is left open', () => {
  assert.equal(stand.gateway.open, 0)
  assert.equal(impatient.gateway.open, 0)
  assert.deepEqual(
    [...stand.logged, ...impatient.logged].filter((line) => line.includes('"internal"')),
    [],
  )
})
