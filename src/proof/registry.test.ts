import assert from 'node:assert/strict'
import { test } from 'node:test'
import { callOf, compress, draws } from './fake-call.ts'
import { seededRandom } from './random.ts'
import { createRegistry, type Registry, type RegistryOptions } from './registry.ts'
import type { CertificateEvent } from './certificate-types.ts'

const rates = { holdout: 0.02, shadow: 0.05, young: 0.2, youngLabels: 100, control: 0.25 }

function setup(over: Partial<RegistryOptions> = {}) {
  const events: CertificateEvent[] = []
  const clock = { now: 1_000_000 }
  const registry = createRegistry({
    draws,
    rates,
    budgetOpen: () => true,
    store: undefined,
    notify: (event) => void events.push(event),
    now: () => clock.now,
    ...over,
  })
  return { registry, events, clock }
}

/** Traffic through the machinery alone: labels only for what was drawn. Counts arms. */
function traffic(
  registry: Registry,
  from: number,
  calls: number,
  harmOf: (setting: number) => number,
  seed = 1,
) {
  const random = seededRandom(seed)
  const arms = { live: 0, shadow: 0, holdout: 0, off: 0 }
  for (let id = from; id < from + calls; id++) {
    const one = callOf(id)
    arms[registry.may('compress', one).arm]++
    const plan = registry.plan('compress', one)
    if (!plan) continue
    const rate = plan.arm === 'control' ? 0 : harmOf(plan.value)
    registry.record(plan, one, { harm: random() < rate ? 1 : 0, source: 'verifier' })
  }
  return arms
}

test('a harmless layer is released, setting by setting; made harmful, it is stopped', () => {
  const { registry, events } = setup()
  registry.protect(compress)
  const first = traffic(registry, 0, 300, () => 0)
  assert.equal(first.live, 0, 'clients get safe answers while nothing is certified')
  assert.ok(first.shadow > 20)
  traffic(registry, 1000, 9000, () => 0)
  assert.deepEqual(
    events.map(({ to, setting }) => [to, setting]),
    [
      ['certified', 0],
      ['certified', 1],
    ],
  )
  const view = registry.views()[0]!
  assert.equal(view.setting, 0.5)
  assert.ok(view.bound <= 0.05 && view.history.length > 0)
  assert.ok(traffic(registry, 20_000, 1000, () => 0).live > 850)

  traffic(registry, 30_000, 20_000, (setting) => (setting === 0.5 ? 0.4 : 0))
  assert.deepEqual(
    events.slice(2).map(({ to, setting }) => [to, setting]),
    [['certified', 0]],
  )
  assert.equal(registry.views()[0]!.setting, 0.2, 'down to the setting that still holds')
  traffic(registry, 60_000, 40_000, () => 0.4)
  assert.deepEqual(events.at(-1)!.to, 'breached')
  const last = traffic(registry, 120_000, 500, () => 0.4)
  assert.equal(last.live + last.shadow, 0)

  assert.equal(registry.renew(compress.key, 'second'), true)
  assert.equal(registry.renew(compress.key, 'second'), false)
  assert.equal(registry.views()[0]!.state, 'stale')
  traffic(registry, 130_000, 200, () => 0)
  const again = registry.views()[0]!
  assert.equal(again.state, 'learning')
  assert.equal(again.window, 2)
  assert.ok(again.n > 0 && again.windowAlpha < 0.01)
})

test('a harmful layer is never released', () => {
  const { registry, events } = setup()
  registry.protect(compress)
  assert.equal(traffic(registry, 0, 20_000, () => 0.2).live, 0)
  assert.deepEqual(events, [])
})

test('on the word of the user a layer acts from day one, marked, and a breach stops it', () => {
  const { registry, events } = setup()
  registry.protect({ ...compress, accepted: { harm: 0.05 } })
  const one = Array.from({ length: 100 }, (_, id) => callOf(id)).find(
    (call) => registry.may('compress', call).arm === 'live',
  )!
  assert.match(registry.may('compress', one).certificate!, /on trust$/)
  traffic(registry, 1000, 5000, () => 0.5)
  assert.equal(events.at(-1)!.to, 'breached')
  assert.equal(registry.may('compress', one).arm, 'off')
})

test('permits: probabilities, holdout, modes, routes without a certificate', () => {
  const { registry } = setup()
  registry.protect(compress)
  const counts: Record<string, number> = {}
  for (let id = 0; id < 20_000; id++) {
    const permit = registry.may('compress', callOf(id))
    counts[permit.arm] = (counts[permit.arm] ?? 0) + 1
  }
  assert.ok(Math.abs(counts['holdout']! / 20_000 - 0.02) < 0.004)
  assert.ok(Math.abs(counts['shadow']! / 20_000 - 0.98 * 0.2 * 0.75) < 0.01)
  const safe = Array.from(
    { length: 1000 },
    (_, id) => registry.may('compress', callOf(id, { mode: 'safe' })).arm,
  )
  assert.deepEqual([...new Set(safe)].sort(), ['holdout', 'live'])
  const none = Array.from(
    { length: 1000 },
    (_, id) => registry.may('compress', callOf(id, { route: 'other' })).arm,
  )
  assert.deepEqual([...new Set(none)].sort(), ['holdout', 'off'])
  assert.equal(
    registry.may('compress', callOf(5)),
    registry.may('compress', callOf(5)),
    'no permit is made anew',
  )
})

test('a conversation keeps its arm over all its calls, for layers that shape the text', () => {
  const { registry } = setup()
  registry.protect(compress)
  for (let c = 0; c < 200; c++) {
    const arms = new Set(
      Array.from(
        { length: 5 },
        (_, id) => registry.may('compress', callOf(c * 5 + id, { conversation: `c${c}` })).arm,
      ),
    )
    assert.equal(arms.size, 1)
  }
})

test('no plan and no shadow where the call must not run twice, or the budget is empty', () => {
  let open = true
  const { registry } = setup({ budgetOpen: () => open })
  registry.protect(compress)
  const shadowed = Array.from({ length: 200 }, (_, id) => id).filter(
    (id) => registry.may('compress', callOf(id)).arm === 'shadow',
  )
  assert.ok(shadowed.length > 10)
  for (const id of shadowed) {
    assert.ok(registry.plan('compress', callOf(id)))
    const tools = callOf(id, { body: { tools: [{ type: 'web_search' }] } })
    assert.equal(registry.may('compress', tools).arm, 'off')
    assert.equal(registry.plan('compress', tools), undefined)
  }
  open = false
  assert.equal(registry.may('compress', callOf(shadowed[0]!)).arm, 'off')
})

test('segments have certificates of their own', () => {
  const { registry } = setup()
  const halves = ['code', 'prose'].map((segment) =>
    registry.protect({
      ...compress,
      key: `compress/default/${segment}`,
      alpha: 0.025,
      accepted: { harm: 0.05 },
    }),
  )
  registry.segments('compress', 'default', (call) => (call.id.endsWith('1') ? 'code' : 'none'))
  const arms = (last: number) =>
    new Set(
      Array.from(
        { length: 300 },
        (_, id) => registry.may('compress', callOf(id * 10 + last)).certificate,
      ),
    )
  assert.ok(arms(1).has(`${halves[0]!.id} on trust`))
  assert.deepEqual([...arms(2)], [undefined], 'a segment without a certificate')
})
