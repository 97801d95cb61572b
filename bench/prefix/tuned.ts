/**
 * The workloads that policies are tuned on; `week.ts` has those that they are judged on.
 * @module
 */
import { day, fixed, hour, minute, type Workload } from './tenant.ts'

/** What the policies were tuned on: other forms of gaps (uniform, two-valued, Pareto), other sizes. */
export const tuned: Readonly<Record<string, Workload>> = {
  'tuned growing'(tenant) {
    const prefix = fixed(tenant, 2500, 20_000)
    const slow = tenant.random() < 0.3
    for (let session = 0; session < 12; session++) {
      const conversation = tenant.id()
      const blocks = [...prefix]
      let now = tenant.random() * 7 * day
      const turns = 2 + Math.floor(tenant.random() ** 2 * 50)
      for (let turn = 0; turn < turns; turn++) {
        blocks.push(tenant.text(tenant.between(50, 900), 'messages'))
        tenant.call(now, 'tuned growing', conversation, blocks.slice())
        now +=
          slow && tenant.random() < 0.25
            ? tenant.between(5, 50) * minute
            : tenant.between(5, 150) * 1000
      }
    }
  },
  'tuned fixed'(tenant) {
    const prefix = fixed(tenant, 2500, 12_000)
    const scale = 20_000 * 60 ** tenant.random()
    for (let at = tenant.random() * day; at < 7 * day;) {
      for (let n = 5 + tenant.random() * 60; n > 0; n--) {
        tenant.call(at, 'tuned fixed', tenant.id(), [
          ...prefix,
          tenant.text(tenant.between(20, 300), 'messages'),
        ])
        // Pareto, capped: bursts and long silences.
        at += scale * Math.min(200, 0.5 / tenant.random() ** 0.7)
      }
      at += tenant.between(3, 20) * hour
    }
  },
  'tuned chat'(tenant) {
    const prefix = fixed(tenant, 2500, 12_000)
    const every = tenant.between(1, 40) * minute
    for (let at = tenant.random() * day; at < 7 * day; at += tenant.between(0, 2) * every) {
      if (Math.floor(at / (8 * hour)) % 2 === 1) continue
      const conversation = tenant.id()
      const blocks = [...prefix]
      let now = at
      for (let turn = 1 + tenant.random() * 5; turn > 0; turn--) {
        blocks.push(tenant.text(tenant.between(20, 400), 'messages'))
        tenant.call(now, 'tuned chat', conversation, blocks.slice())
        now += tenant.between(10, 240) * 1000
      }
    }
  },
  'tuned alone'(tenant) {
    const volatile = tenant.random() < 0.5
    for (let at = tenant.random() * hour; at < 7 * day; at += tenant.between(1, 60) * minute) {
      if (tenant.random() < 0.5) continue
      const size = volatile ? 6000 : tenant.between(1500, 12_000)
      tenant.call(at, 'tuned alone', tenant.id(), [
        tenant.text(size, 'system'),
        tenant.text(80, 'messages'),
      ])
    }
  },
}
