import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { closedEntry, openedEntry, settledEntry } from './entries.ts'
import { replay } from './replay.ts'
import type { Attempt, CallFacts, Closing, Settlement } from './rows.ts'

const anyText = fc.string({ unit: 'binary', maxLength: 20 })
const money = fc.option(fc.bigInt(-(10n ** 20n), 10n ** 20n), { nil: undefined })
const maybe = fc.option(anyText, { nil: undefined })
const count = fc.nat()
const usage = fc.option(
  fc.record(
    {
      input: count,
      cacheRead: count,
      cacheWrite: count,
      cacheWrite1h: count,
      output: count,
      reasoning: count,
      other: fc.dictionary(fc.constantFrom('images', 'seconds'), count, { minKeys: 1 }),
    },
    { requiredKeys: ['input', 'cacheRead', 'cacheWrite', 'cacheWrite1h', 'output', 'reasoning'] },
  ),
  { nil: undefined },
)
const facts = fc.record({
  id: anyText,
  tenant: anyText,
  key: maybe,
  route: anyText,
  conversation: anyText,
  asked: anyText,
  dialect: fc.constantFrom('openai-chat', 'anthropic-messages'),
  mode: fc.constantFrom('safe', 'max'),
  streamed: fc.boolean(),
  tags: fc.array(anyText, { maxLength: 3 }),
}) as fc.Arbitrary<CallFacts>
const settlement = fc.record({
  at: count,
  status: count,
  usage,
  usageOrigin: fc.constantFrom('provider', 'estimated'),
  tier: fc.constantFrom('standard', 'flex'),
  cost: money,
  costOrigin: fc.constantFrom('computed', 'estimated'),
  error: maybe,
}) as fc.Arbitrary<Settlement>
const closing = fc.record({
  served: anyText,
  provider: anyText,
  from: fc.constantFrom('upstream', 'cache'),
  status: count,
  ended: fc.constantFrom('complete', 'client-left'),
  stop: maybe,
  usage,
  usageOrigin: fc.constantFrom('provider', 'estimated'),
  tier: fc.constantFrom('standard', 'flex'),
  billing: fc.constantFrom('metered', 'subscription'),
  baseline: money,
  cost: money,
  costOrigin: fc.constantFrom('computed', 'estimated'),
  saved: fc.dictionary(fc.constantFrom('cache', 'prefix'), fc.bigInt(0n, 10n ** 15n)),
  misses: fc.bigInt(0n, 10n ** 15n),
  failures: fc.bigInt(0n, 10n ** 15n),
  time: fc.record({
    total: fc.double({ min: 0, max: 1e6, noNaN: true }),
    upstream: count,
    own: count,
    firstByte: fc.option(count, { nil: undefined }),
  }),
  error: maybe,
  certificates: fc.array(anyText, { maxLength: 2 }),
  notes: fc.dictionary(fc.constantFrom('cache', 'prefix'), fc.array(anyText, { maxLength: 2 })),
}) as unknown as fc.Arbitrary<Closing>

function attemptOf(of: CallFacts, settled: Settlement | undefined, reserved: bigint | undefined) {
  const opened = { id: 7, call: 99, facts: of, kind: 'serve', provider: 'p', model: of.asked }
  const held = { credential: of.key, reserved, expected: undefined, at: 5 }
  const state = { settlement: settled, detached: settled !== undefined }
  return { ...opened, ...held, ...state, over: settled !== undefined, stored: false } as Attempt
}

/** As `attempt` is known again: whether it is over or stored is said by what follows. */
const again = (attempt: Attempt): object => ({ ...attempt, over: false, stored: false })
/** `-0` is 0 in text. */
const told = (value: unknown): unknown => JSON.parse(textOf(value))
const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, item: unknown) => (typeof item === 'bigint' ? `${item}n` : item))

test('what the journal was told is what it tells, whatever the words are', () => {
  fc.assert(
    fc.property(facts, settlement, closing, money, (of, settled, end, reserved) => {
      const open = attemptOf(of, undefined, reserved)
      const over = attemptOf(of, settled, reserved)
      const seen: unknown[] = []
      const entries = [
        openedEntry(open),
        settledEntry(open, settled),
        closedEntry(3, 99, of, end, [over, open]),
      ]
      // As a line holds them: one array, on one line.
      const line = `[${entries.join()}]`
      assert.ok(!line.includes('\n'))
      for (const entry of JSON.parse(line) as unknown[][]) {
        replay(entry, {
          opened: (attempt) => seen.push(['opened', attempt]),
          settled: (id, how) => seen.push(['settled', id, how]),
          closed: (...all) => seen.push(['closed', ...all]),
        })
      }
      const wanted = [
        ['opened', again(open)],
        ['settled', 7, settled],
        ['closed', 3, 99, of, end, [again(over), again(open)]],
      ]
      assert.deepEqual(told(seen), told(wanted))
    }),
  )
})
