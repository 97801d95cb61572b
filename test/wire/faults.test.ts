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
import { ask, type Got, type Spoken } from './ask.ts'
import { endsInError, isError } from './error-words.ts'
import { breaking, harmless, refusing } from './fault-kinds.ts'
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

test('nothing is left open', () => {
  assert.equal(stand.gateway.open, 0)
  assert.equal(impatient.gateway.open, 0)
  assert.deepEqual(
    [...stand.logged, ...impatient.logged].filter((line) => line.includes('"internal"')),
    [],
  )
})
