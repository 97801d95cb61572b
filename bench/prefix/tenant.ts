/**
 * One made-up tenant: its draws, its texts, its calls.
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
export function atWork(at: number): boolean {
  const of = (at % day) / hour
  return of >= 9 && of < 18 && Math.floor(at / day) % 7 < 5
}

export function fixed(tenant: Tenant, low: number, high: number): Block[] {
  const size = tenant.between(low, high)
  const share = tenant.between(0.2, 0.8)
  return [tenant.text(size * share, 'tools'), tenant.text(size * (1 - share), 'system')]
}
