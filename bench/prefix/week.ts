/**
 * A week of made-up tenants. Two families of workloads that share no code for drawing gaps and lengths: policies are
 * tuned on one and judged on the other.
 * @module
 */
import { seededRandom, shortHash } from '../../src/sandbox/hash.ts'
import type { Block } from '../../src/sandbox/prompt.ts'
import type { SimulatedCall } from './arms.ts'

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

type Random = () => number

/** Collects the calls of one tenant. */
export class Tenant {
  readonly calls: SimulatedCall[] = []
  readonly random: Random
  readonly name: string
  readonly model: string
  #serial = 0

  constructor(name: string, seed: number, model: string) {
    this.name = name
    this.model = model
    this.random = seededRandom(shortHash(`${name} ${seed}`))
  }

  between(low: number, high: number): number {
    return low + this.random() * (high - low)
  }

  /** Log-normal by its median and the factor that two thirds lie within. */
  around(median: number, factor: number): number {
    const u = Math.max(1e-9, this.random())
    const z = Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * this.random())
    return median * Math.exp(Math.log(factor) * z)
  }

  exponential(mean: number): number {
    return -Math.log(1 - this.random()) * mean
  }

  id(): string {
    return `${this.name} ${this.#serial++}`
  }

  text(tokens: number, section: Block['section'], name = this.id()): Block {
    return {
      hash: `${this.name}/${name}`,
      tokens: Math.max(1, Math.round(tokens)),
      section: section!,
      kind: section === 'tools' ? 'tool' : 'text',
    }
  }

  call(at: number, workload: string, conversation: string, blocks: readonly Block[]): void {
    if (at < 7 * day) {
      this.calls.push({
        at: Math.round(at),
        tenant: this.name,
        conversation,
        workload,
        model: this.model,
        blocks,
      })
    }
  }
}

export type Workload = (tenant: Tenant) => void

/** Whether it is between nine and six on a weekday. */
function atWork(at: number): boolean {
  const of = (at % day) / hour
  return of >= 9 && of < 18 && Math.floor(at / day) % 7 < 5
}

function fixed(tenant: Tenant, low: number, high: number): Block[] {
  const size = tenant.between(low, high)
  const share = tenant.between(0.2, 0.8)
  return [tenant.text(size * share, 'tools'), tenant.text(size * (1 - share), 'system')]
}

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

/** Calls of `tenants` over a week, by time. `mixed`: each has two to four workloads, else one. */
export function week(
  workloads: Readonly<Record<string, Workload>>,
  tenants: number,
  mixed: boolean,
  seed: number,
): SimulatedCall[] {
  const names = Object.keys(workloads)
  const calls: SimulatedCall[] = []
  for (let index = 0; index < tenants; index++) {
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
