import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { createWarmth } from '../../pricing/warmth/warmth.ts'
import { begun, billed, decide, markersOf, sent } from './decision.ts'
import type { Place, Rules } from './plan.ts'
import { rulesOf } from './rules.ts'

const rules = rulesOf('marks', 'claude-sonnet-5', undefined)
const minute = 60_000

function prompt(...sizes: number[]): Place[] {
  let end = 0
  return sizes.map((tokens, index) => ({
    key: `${sizes.slice(0, index + 1).join()}`,
    end: (end += tokens),
    markable: true,
    ...(index === 0 ? { boundary: 'system' as const } : undefined),
  }))
}

/** A tenant whose calls go as planned. */
function tenant(of: Rules = rules) {
  const partition = createWarmth().partition('t')
  return (places: Place[], at: number) => {
    const decision = decide(places, partition, of, 'k', at)
    const markers = markersOf(decision, true)
    sent(decision)
    begun(decision, markers, decision.plan.read, at)
    const read = decision.plan.read < 0 ? 0 : places[decision.plan.read]!.end
    const short = decision.plan.writes.filter(({ lifetime }) => lifetime.name !== '1h')
    const sum = (list: typeof short): number => list.reduce((all, { tokens }) => all + tokens, 0)
    const written = sum(short)
    const writtenHour = sum([...decision.plan.writes]) - written
    billed(decision, markers, { read, written, writtenHour, total: places.at(-1)!.end }, at)
    return decision
  }
}

const lifetimes = ({ plan }: ReturnType<typeof decide>) =>
  plan.writes.map(({ lifetime }) => lifetime.name)

test('an unseen prefix is not marked; soon seen again, for five minutes; seldom, for an hour', () => {
  const quick = tenant()
  assert.deepEqual(quick(prompt(5000, 10), 0).plan.markers, [])
  assert.deepEqual(new Set(lifetimes(quick(prompt(5000, 11), 30_000))), new Set(['5m']))
  assert.equal(quick(prompt(5000, 12), 60_000).plan.read, 0)
  const seldom = tenant()
  seldom(prompt(5000, 10), 0)
  assert.equal(lifetimes(seldom(prompt(5000, 11), 7 * minute))[0], '1h')
  assert.equal(seldom(prompt(5000, 12), 15 * minute).plan.read, 0)
})

test('after 45 minutes once, nothing is written', () => {
  const call = tenant()
  call(prompt(8400, 10), 0)
  assert.deepEqual(call(prompt(8400, 11), 45 * minute).plan.markers, [])
})

test('what never comes again is never marked', () => {
  const call = tenant()
  for (let n = 0; n < 30; n++) {
    assert.deepEqual(call(prompt(5000 + n, 10), n * minute).plan.markers, [])
  }
})

test('a conversation rolls: each call reads where the one before wrote', () => {
  const call = tenant()
  const sizes = [5000, 100]
  for (let turn = 0; turn < 12; turn++) {
    const places = prompt(...sizes)
    const { plan } = call(places, turn * 30_000)
    if (turn > 1) assert.equal(plan.read, places.length - 3)
    sizes.push(80 + turn, 100 + turn)
  }
})

test('below the minimum nothing is marked', () => {
  const call = tenant()
  for (let n = 0; n < 5; n++)
    assert.deepEqual(call(prompt(900, 20 + n), n * 10_000).plan.writes, [])
})

test('never more than four markers, never an hour behind five minutes, the client’s own untouched', () => {
  const gaps = fc.array(fc.tuple(fc.nat(90), fc.nat(3), fc.boolean()), {
    minLength: 1,
    maxLength: 30,
  })
  fc.assert(
    fc.property(gaps, fc.nat(4), (calls, own) => {
      const call = tenant()
      let at = 0
      const sizes = [3000, 500, 400]
      for (const [gap, more, grows] of calls) {
        at += gap * minute
        for (let n = 0; n < more; n++) sizes.push(10 + sizes.length)
        if (!grows) sizes.length = 3
        const places = prompt(...sizes).map((place, index) =>
          index > 0 && index <= own
            ? { ...place, marked: rules.lifetimes[0]!, markable: false }
            : place,
        )
        const decision = call(places, at)
        const markers = markersOf(decision, true)
        const owned = places.filter(({ marked }) => marked).length
        assert.ok(decision.plan.markers.length + owned <= Math.max(4, owned))
        for (const { at: place } of decision.plan.markers) assert.ok(!places[place]!.marked)
        for (let n = 1; n < markers.length; n++) {
          assert.ok(markers[n]!.lifetime.ms <= markers[n - 1]!.lifetime.ms)
        }
      }
    }),
    { numRuns: 200 },
  )
})

test('entries that did not answer are forgotten', () => {
  const partition = createWarmth().partition('t')
  const places = prompt(5000, 10)
  const step = (at: number, read: number, written: number) => {
    const decision = decide(places, partition, rules, 'k', at)
    const markers = markersOf(decision, true)
    sent(decision)
    begun(decision, markers, decision.plan.read, at)
    billed(decision, markers, { read, written, writtenHour: 0, total: 5010 }, at)
    return decision.plan.read
  }
  step(0, 0, 0)
  step(10_000, 0, 5010)
  assert.equal(step(20_000, 0, 0), 1)
  assert.equal(step(30_000, 0, 0), -1)
})
