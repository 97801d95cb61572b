import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { FarthingError } from '../errors.ts'
import { createBudgets } from './budgets.ts'
import type { BudgetRule, Reservation } from './budgets.ts'

const subject = { tenant: 'acme', key: 'k', route: 'default', tags: ['t', 't'] }
const clock = { now: () => Date.UTC(2026, 0, 31, 12) }
const all: BudgetRule = { scope: { of: 'all', name: '' }, window: 'day', limit: 100n }

test('of many parallel calls against a budget for one, exactly one passes', () => {
  const budgets = createBudgets({ rules: [{ ...all, limit: 10n }], clock, spent: () => 0n })
  const answers = Array.from({ length: 50 }, () => budgets.reserve(subject, 10n))
  const refused = answers.filter((answer) => answer instanceof FarthingError)
  assert.equal(refused.length, 49)
  assert.equal(refused[0]?.code, 'budget_spent')
  assert.equal(refused[0]?.retryable, false)
})

test('spent and held back pass the limit only by what calls in flight cost more than was held back', () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant('reserve' as const), amount: fc.bigInt(0n, 60n) }),
    fc.record({
      do: fc.constant('settle' as const),
      which: fc.nat(20),
      actual: fc.bigInt(0n, 90n),
    }),
    fc.record({ do: fc.constant('crash' as const) }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      let paid = 0n
      let overshoot = 0n
      let flying: { held: bigint; reservation: Reservation }[] = []
      const start = () => createBudgets({ rules: [all], clock, spent: () => paid })
      let budgets = start()
      for (const step of steps) {
        if (step.do === 'reserve') {
          const reservation = budgets.reserve(subject, step.amount)
          if (!(reservation instanceof FarthingError))
            flying.push({ held: step.amount, reservation })
        } else if (step.do === 'settle' && flying.length > 0) {
          const [call] = flying.splice(step.which % flying.length, 1)
          call!.reservation.settle(step.actual)
          call!.reservation.settle(step.actual)
          paid += step.actual
          if (step.actual > call!.held) overshoot += step.actual - call!.held
        } else if (step.do === 'crash') {
          // Recovery settles what was in flight with what was held back for it.
          for (const { held } of flying) paid += held
          flying = []
          budgets = start()
        }
        const [state] = budgets.list()
        assert.equal(state!.spent, paid)
        assert.equal(
          state!.reserved,
          flying.reduce((sum, { held }) => sum + held, 0n),
        )
        assert.ok(state!.spent + state!.reserved <= 100n + overshoot)
      }
    }),
  )
})

test('a call falls under the budget of its key, tenant, route, each tag once, and all', () => {
  const rules = (['key', 'tenant', 'route', 'tag'] as const).map((of) => ({
    scope: { of, name: { key: 'k', tenant: 'acme', route: 'default', tag: 't' }[of] },
    window: 'month' as const,
    limit: 10n,
  }))
  for (const rule of rules) {
    const budgets = createBudgets({ rules: [rule], clock, spent: () => 0n })
    assert.ok(!(budgets.reserve(subject, 10n) instanceof FarthingError))
    assert.ok(budgets.reserve(subject, 1n) instanceof FarthingError)
    const stranger = { tenant: 'x', key: undefined, route: 'x', tags: [] }
    assert.ok(!(budgets.reserve(stranger, 1000n) instanceof FarthingError))
  }
})

test('a refused call holds nothing back, and a new window starts empty', () => {
  let now = Date.UTC(2026, 0, 31, 23, 59)
  const rules: BudgetRule[] = [
    all,
    { scope: { of: 'key', name: 'k' }, window: 'total', limit: 150n },
  ]
  const budgets = createBudgets({ rules, clock: { now: () => now }, spent: () => 0n })
  const first = budgets.reserve(subject, 90n) as Reservation
  assert.ok(budgets.reserve(subject, 20n) instanceof FarthingError)
  assert.deepEqual(
    budgets.list().map(({ reserved }) => reserved),
    [90n, 90n],
  )
  now += 120_000
  assert.ok(budgets.reserve(subject, 70n) instanceof FarthingError)
  first.settle(50n)
  assert.deepEqual(
    budgets.list().map(({ spent }) => spent),
    [0n, 50n],
  )
  assert.ok(!(budgets.reserve(subject, 70n) instanceof FarthingError))
})

test('new rules keep what was spent and held back; unpriced calls pass unless refused', () => {
  const budgets = createBudgets({ rules: [all], clock, spent: () => 0n })
  budgets.reserve(subject, 60n)
  budgets.configure([{ ...all, limit: 200n }])
  assert.deepEqual(
    budgets.list().map(({ reserved, limit }) => [reserved, limit]),
    [[60n, 200n]],
  )
  assert.ok(!(budgets.reserve(subject, undefined) instanceof FarthingError))
  const strict = createBudgets({ rules: [all], clock, spent: () => 0n, unpriced: 'refuse' })
  const refused = strict.reserve({ ...subject, model: 'm', provider: 'p' }, undefined)
  assert.ok(refused instanceof FarthingError)
  assert.equal(refused.code, 'model_unpriced')
  assert.match(refused.message, /m at p has no price/)
  strict.configure([all], 'allow')
  assert.ok(!(strict.reserve(subject, undefined) instanceof FarthingError))
})

test('a refusal shows nothing as 0 that is more, and says how the budget is raised', () => {
  const refuse = (rule: Partial<BudgetRule>, spent: bigint, amount: bigint): string => {
    const budgets = createBudgets({ rules: [{ ...all, ...rule }], clock, spent: () => spent })
    const answer = budgets.reserve(subject, amount)
    assert.ok(answer instanceof FarthingError)
    assert.doesNotMatch(answer.message, /\{\w+\}/)
    return answer.message
  }
  const key = { of: 'key', name: 'k' } as const
  const small = refuse({ scope: key, limit: 500_000_000n }, 499_999_999n, 12_345n)
  assert.match(small, /may cost \$0\.0000000124: \$0\.0005 are spent and \$0 held back/)
  assert.match(small, /of \$0\.0005 until 2026-02-01T/)
  assert.match(small, /`farthing keys edit k --limit '\$AMOUNT\/day'` raises it/)
  const total = refuse({ scope: key, window: 'total', limit: 5n * 10n ** 12n }, 0n, 6n * 10n ** 12n)
  assert.match(total, /may cost \$6: .* of \$5 until it is raised\. .*AMOUNT\/total'/)
  assert.match(
    refuse({ scope: { of: 'tenant', name: 'acme' } }, 99n, 2n),
    /A larger `limit` in `budgets` of the configuration raises it/,
  )
  fc.assert(
    fc.property(fc.bigInt(1n, 10n ** 15n), fc.bigInt(1n, 10n ** 15n), (limit, over) => {
      const said = refuse({ limit }, limit, over)
      const [needed, spent] = [...said.matchAll(/\$([\d.]*\d)/g)].map(([, text]) => Number(text))
      assert.ok(needed! >= Number(over) / 1e12 - 1e-13, said)
      assert.ok(needed! > 0 && spent! > 0, said)
    }),
  )
})

test('who is a part of a tenant spends its budget: an end user, and an end user of a part', () => {
  const rules = ['acme', 'acme/u'].map((name) => ({
    scope: { of: 'tenant' as const, name },
    window: 'day' as const,
    limit: name === 'acme' ? 100n : 30n,
  }))
  const budgets = createBudgets({ rules, clock, spent: () => 0n })
  const as = (tenant: string, amount: bigint): boolean =>
    !(budgets.reserve({ ...subject, tenant }, amount) instanceof FarthingError)
  assert.deepEqual(
    [as('acme', 40n), as('acme/a', 30n), as('acme/u', 30n), as('acme/u', 1n), as('acme/b/c', 1n)],
    [true, true, true, false, false],
  )
  assert.ok(as('acmes', 1000n), 'another tenant whose name begins alike')
})

test('two budgets of one scope and window count once, and both bound, before and after new rules', () => {
  const rules = [all, { ...all, limit: 1000n }, { ...all, limit: 90n }]
  const budgets = createBudgets({ rules, clock, spent: () => 0n })
  const spend = (amount: bigint): boolean => {
    const held = budgets.reserve(subject, amount)
    if (held instanceof FarthingError) return false
    held.settle(amount)
    return true
  }
  assert.ok(spend(40n))
  budgets.configure(rules)
  assert.ok(spend(40n))
  assert.deepEqual(
    budgets.list().map(({ limit, spent }) => [limit, spent]),
    [
      [100n, 80n],
      [1000n, 80n],
      [90n, 80n],
    ],
  )
  assert.deepEqual([spend(11n), spend(10n)], [false, true])
  budgets.configure([all])
  assert.deepEqual([spend(11n), spend(10n)], [false, true])
})

test('a budget that is new, or put back, has the calls in flight of its scope and window', () => {
  let paid = 0n
  const noon = clock.now()
  const spent = () => paid
  const budgets = createBudgets({ rules: [], clock, spent })
  const held = [
    budgets.reserve({ ...subject, tenant: 'acme/u' }, 90n),
    budgets.reserve({ ...subject, tenant: 'other', at: noon }, 500n),
    budgets.reserve({ ...subject, at: noon - 86_400_000 }, 700n),
  ] as Reservation[]
  const rules = [{ ...all, scope: { of: 'tenant' as const, name: 'acme' } }]
  const state = () => budgets.list().map(({ reserved, spent }) => [reserved, spent])
  budgets.configure(rules)
  assert.deepEqual(state(), [[90n, 0n]])
  assert.ok(budgets.reserve(subject, 11n) instanceof FarthingError)
  budgets.configure([])
  budgets.configure(rules)
  assert.deepEqual(state(), [[90n, 0n]])
  for (const one of held) one.settle(80n)
  for (const one of held) one.settle(80n)
  assert.deepEqual(state(), [[0n, 80n]])
  paid = 80n
  budgets.configure([])
  budgets.configure(rules)
  assert.deepEqual(state(), [[0n, 80n]], 'what is over counts by the ledger alone')
})

test('a clock that was ahead and is mended neither locks a budget nor empties it', () => {
  let now = clock.now()
  const booked: [number, bigint][] = []
  const budgets = createBudgets({
    rules: [all],
    clock: { now: () => now },
    spent: (_, from, to) =>
      booked.reduce((sum, [at, cost]) => sum + (at >= from && at < to ? cost : 0n), 0n),
  })
  const spend = (amount: bigint): boolean => {
    const held = budgets.reserve(subject, amount)
    if (held instanceof FarthingError) return false
    held.settle(amount)
    booked.push([now, amount])
    return true
  }
  const today = now
  assert.ok(spend(60n))
  const flying = budgets.reserve({ ...subject, at: now }, 30n) as Reservation
  now = Date.UTC(2031, 0, 1)
  assert.deepEqual([spend(100n), spend(1n)], [true, false])
  now = today + 60_000
  assert.deepEqual([spend(11n), spend(10n), spend(1n)], [false, true, false])
  flying.settle(30n)
  booked.push([today, 30n])
  assert.equal(budgets.list()[0]!.spent, 100n)
  now = today + 3 * 86_400_000
  assert.deepEqual([spend(100n), spend(1n)], [true, false])
  now = Date.UTC(2031, 0, 1, 1)
  assert.ok(!spend(1n), 'what was paid in that window counts there')
})
