/**
 * A week of made-up tenants. Two families of workloads that share no code for drawing gaps and lengths: policies are
 * tuned on one and judged on the other.
 * @module
 */
import type { SimulatedCall } from './arms.ts'
import { atWork, day, fixed, hour, minute, Tenant, type Workload } from './tenant.ts'

/** What the policies are judged on. */
export const judged: Readonly<Record<string, Workload>> = {
  'coding agent'(tenant) {
    const prefix = fixed(tenant, 5000, 16_000)
    const pause = tenant.between(0.03, 0.12)
    const perDay = tenant.between(0.5, 3)
    const step = tenant.between(8, 40) * 1000
    for (
      let at = tenant.exponential(day / perDay);
      at < 7 * day;
      at += tenant.exponential(day / perDay)
    ) {
      const conversation = tenant.id()
      const blocks = [...prefix, tenant.text(tenant.around(300, 2), 'messages')]
      let now = at
      const turns = Math.min(80, tenant.around(18, 2))
      for (let turn = 0; turn < turns; turn++) {
        tenant.call(now, 'coding agent', conversation, blocks.slice())
        blocks.push(
          tenant.text(tenant.around(120, 2), 'messages'),
          tenant.text(tenant.around(500, 2.5), 'messages'),
        )
        now += tenant.random() < pause ? tenant.around(6 * minute, 2.5) : tenant.around(step, 1.8)
      }
    }
  },
  'support chat'(tenant) {
    const prefix = fixed(tenant, 3000, 9000)
    const every = hour / tenant.between(2, 20)
    for (let at = 0; at < 7 * day; at += tenant.exponential(every)) {
      if (!atWork(at)) {
        at += 20 * minute
        continue
      }
      const conversation = tenant.id()
      const blocks = [...prefix]
      let now = at
      for (let turn = tenant.between(1, 8); turn > 0; turn--) {
        blocks.push(tenant.text(tenant.around(60, 1.8), 'messages'))
        tenant.call(now, 'support chat', conversation, blocks.slice())
        blocks.push(tenant.text(tenant.around(150, 1.6), 'messages'))
        now += tenant.around(70_000, 2)
      }
    }
  },
  'sparse questions'(tenant) {
    const prefix = fixed(tenant, 4500, 9000)
    const every = tenant.between(3, 25) * minute
    for (let at = tenant.random() * every; at < 7 * day; at += tenant.exponential(every)) {
      if (atWork(at))
        tenant.call(at, 'sparse questions', tenant.id(), [
          ...prefix,
          tenant.text(tenant.around(50, 2), 'messages'),
        ])
    }
  },
  'nightly batch'(tenant) {
    const prefix = fixed(tenant, 2000, 7000)
    const size = tenant.between(40, 250)
    const pace = tenant.between(1000, 6000)
    for (let night = 0; night < 7; night++) {
      let at = night * day + tenant.between(0.5, 4) * hour
      for (let n = 0; n < size; n++, at += tenant.exponential(pace)) {
        tenant.call(at, 'nightly batch', tenant.id(), [
          ...prefix,
          tenant.text(tenant.around(200, 2), 'messages'),
        ])
      }
    }
  },
  'timestamp first'(tenant) {
    const size = tenant.between(4500, 9000)
    const every = tenant.between(0.3, 10) * minute
    for (let at = 0; at < 7 * day; at += tenant.exponential(every)) {
      if (atWork(at) && tenant.random() < 0.4) {
        tenant.call(at, 'timestamp first', tenant.id(), [
          tenant.text(size, 'system'),
          tenant.text(60, 'messages'),
        ])
      }
    }
  },
  'one-off prompts'(tenant) {
    const every = tenant.between(1, 30) * minute
    for (let at = 0; at < 7 * day; at += tenant.exponential(every)) {
      if (atWork(at))
        tenant.call(at, 'one-off prompts', tenant.id(), [
          tenant.text(tenant.around(4000, 2), 'messages'),
        ])
    }
  },
  clockwork(tenant) {
    const prefix = fixed(tenant, 4500, 12_000)
    const period = [2, 4, 10, 30, 45, 90, 240][Math.floor(tenant.random() * 7)]! * minute
    for (let at = tenant.random() * period; at < 7 * day; at += period) {
      tenant.call(at + tenant.random() * 5000, 'clockwork', tenant.id(), [
        ...prefix,
        tenant.text(tenant.around(120, 1.5), 'messages'),
      ])
    }
  },
  retrieval(tenant) {
    const prefix = fixed(tenant, 1200, 3500)
    const every = tenant.between(0.2, 12) * minute
    for (let at = 0; at < 7 * day; at += tenant.exponential(every)) {
      if (atWork(at) && tenant.random() < 0.3) {
        tenant.call(at, 'retrieval', tenant.id(), [
          ...prefix,
          tenant.text(tenant.around(5000, 1.4), 'messages'),
        ])
      }
    }
  },
  'document chat'(tenant) {
    const prefix = fixed(tenant, 800, 2500)
    const perDay = tenant.between(1, 6)
    for (
      let at = tenant.exponential(day / perDay);
      at < 7 * day;
      at += tenant.exponential(day / perDay)
    ) {
      const conversation = tenant.id()
      const blocks = [
        ...prefix,
        tenant.text(tenant.around(18_000, 1.7), 'messages'),
        tenant.text(40, 'messages'),
      ]
      let now = at
      for (let turn = tenant.between(1, 12); turn > 0; turn--) {
        tenant.call(now, 'document chat', conversation, blocks.slice())
        blocks.push(
          tenant.text(tenant.around(200, 1.7), 'messages'),
          tenant.text(tenant.around(40, 1.7), 'messages'),
        )
        now += tenant.around(100_000, 2.2)
      }
    }
  },
}

/** Calls of `tenants`, numbered from `first`, over a week, by time. `mixed`: each has two to four workloads, else one. */
export function week(
  workloads: Readonly<Record<string, Workload>>,
  tenants: number,
  mixed: boolean,
  seed: number,
  first = 0,
): SimulatedCall[] {
  const names = Object.keys(workloads)
  const calls: SimulatedCall[] = []
  for (let index = first; index < first + tenants; index++) {
    const model = index % 2 === 0 ? 'claude-sonnet-4-5' : 'claude-haiku-4-5'
    const tenant = new Tenant(`t${index}`, seed, model)
    const count = mixed ? 2 + Math.floor(tenant.random() * 3) : 1
    for (let n = 0; n < count; n++) {
      workloads[names[mixed ? Math.floor(tenant.random() * names.length) : index % names.length]!]!(
        tenant,
      )
    }
    for (const call of tenant.calls) calls.push(call)
  }
  return withKeys(calls).sort((a, b) => a.at - b.at)
}

/** Gives blocks chained names once, so that no arm makes them again. */
function withKeys(calls: readonly SimulatedCall[]): SimulatedCall[] {
  const ids = new Map<string, number>()
  return calls.map((call) => {
    let before = -1
    const keys = call.blocks.map(({ hash }) => {
      const name = `${before} ${hash}`
      let id = ids.get(name)
      if (id === undefined) ids.set(name, (id = ids.size))
      return (before = id)
    })
    return { ...call, keys }
  })
}
