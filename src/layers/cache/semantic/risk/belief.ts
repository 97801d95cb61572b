/**
 * The belief in three levels: this deployment, its tenants, their entries.
 *
 * A logit is x·(w + v) + u, with w of the deployment, v a tenant's deviation and u an entry's own. Each starts as the
 * prior says and takes that share of a label that its uncertainty has in the whole: a tenant of ten labels stays near
 * the deployment, one of a thousand goes its own way. That is the shrinkage of a hierarchical model, a level at a time
 * independent of the others.
 * @module
 */
import {
  afterLabel,
  Gaussian,
  horizon,
  predictive,
  type GaussianState,
  type Moments,
} from './gaussian.ts'
import { Lapse, type LapseState } from './lapse.ts'
import { streamNames, type RiskPrior } from './prior.ts'

export interface BeliefState {
  readonly deployment: GaussianState
  readonly tenants: readonly (readonly [string, GaussianState])[]
  readonly entries: readonly (readonly [string, Entry])[]
  readonly epoch: number
  readonly lapse: LapseState
}

interface Entry {
  readonly mean: number
  readonly variance: number
  /** Drifts seen when this was written. */
  readonly epoch: number
}

const mostTenants = 1000
const mostEntries = 20_000
/** After a drift an older answer has to earn its place again: e⁻² of its odds, and unsure. */
const doubt = { mean: -2, variance: 2 }

export class Belief {
  private readonly prior: RiskPrior
  private readonly deployment: Gaussian
  private readonly tenants = new Map<string, Gaussian>()
  private readonly entries = new Map<string, Entry>()
  private readonly stranger: Gaussian
  private epoch = 0
  private readonly lapse: Lapse

  constructor(prior: RiskPrior) {
    this.prior = prior
    this.stranger = this.fresh()
    this.lapse = new Lapse(prior.lapse)
    this.deployment = new Gaussian(
      streamNames.map((name) => prior.stream[name][0]),
      streamNames.map((name) => prior.stream[name][1]),
    )
  }

  /** That a candidate with the stream vector `x` has the answer. */
  probability(tenant: string, entry: string, x: ArrayLike<number>): number {
    return (1 - this.lapse.mean) * predictive(this.moments(tenant, entry, x))
  }

  /**
   * The same at the careful end of what is known: the weights that all calls share a deviation lower, the lapse one
   * higher. Errors of these do not average out over calls, so an account of expected mistakes is kept with them.
   */
  careful(tenant: string, entry: string, x: ArrayLike<number>): number {
    const { mean, shared, own } = this.parts(tenant, entry, x)
    const certain = predictive({ mean: mean - Math.sqrt(shared), variance: own })
    return (1 - Math.min(1, this.lapse.mean + this.lapse.deviation)) * certain
  }

  private moments(tenant: string, entry: string, x: ArrayLike<number>): Moments {
    const { mean, shared, own } = this.parts(tenant, entry, x)
    return { mean, variance: shared + own }
  }

  private parts(tenant: string, entry: string, x: ArrayLike<number>) {
    const own = this.tenants.get(tenant)
    const { mean, variance } = this.entry(entry)
    return {
      mean: this.deployment.logit(x) + (own ? own.logit(x) : 0) + mean,
      shared: this.deployment.variance(x) + (own ?? this.stranger).variance(x),
      own: variance,
    }
  }

  /** A label; `noise` is the chance that it is wrong. */
  learn(tenant: string, entry: string, x: ArrayLike<number>, same: boolean, noise: number): void {
    const before = this.moments(tenant, entry, x)
    const after = afterLabel(before, same, noise, this.lapse.mean)
    this.lapse.observe(predictive(before), same, noise)
    const own = this.tenant(tenant)
    const kept = this.entry(entry)
    const share = kept.variance / before.variance
    this.deployment.absorb(x, before, after)
    own.absorb(x, before, after)
    this.deployment.widen(1 / horizon)
    own.widen(1 / horizon)
    this.put(entry, {
      mean: kept.mean + share * (after.mean - before.mean),
      variance: kept.variance + share * share * (after.variance - before.variance),
    })
  }

  /** An entry made now: whatever happened before does not concern it. */
  added(entry: string): void {
    if (this.epoch > 0) this.put(entry, { mean: 0, variance: this.prior.entry })
  }

  /** Something changed: older entries are doubted until labels confirm them. */
  drifted(): void {
    this.epoch++
    this.deployment.widen(0.25)
  }

  state(): BeliefState {
    return {
      deployment: this.deployment.state(),
      tenants: [...this.tenants].map(([name, own]) => [name, own.state()] as const),
      entries: [...this.entries],
      epoch: this.epoch,
      lapse: this.lapse.state(),
    }
  }

  restore(state: BeliefState): void {
    this.deployment.restore(state.deployment)
    this.tenants.clear()
    for (const [name, own] of state.tenants) this.tenant(name).restore(own)
    this.entries.clear()
    for (const [name, entry] of state.entries) this.entries.set(name, entry)
    this.epoch = state.epoch
    this.lapse.restore(state.lapse)
  }

  private fresh(): Gaussian {
    const { stream, tenant } = this.prior
    return new Gaussian(
      streamNames.map(() => 0),
      streamNames.map((name) => stream[name][1] * tenant),
    )
  }

  private tenant(name: string): Gaussian {
    const own = this.tenants.get(name) ?? this.fresh()
    this.tenants.delete(name)
    this.tenants.set(name, own)
    if (this.tenants.size > mostTenants) this.tenants.delete(this.tenants.keys().next().value!)
    return own
  }

  private entry(name: string): { mean: number; variance: number } {
    const kept = this.entries.get(name)
    const { mean, variance, epoch } = kept ?? { mean: 0, variance: this.prior.entry, epoch: 0 }
    if (epoch === this.epoch) return { mean, variance }
    return { mean: mean + doubt.mean, variance: variance + doubt.variance }
  }

  private put(name: string, { mean, variance }: { mean: number; variance: number }): void {
    this.entries.delete(name)
    this.entries.set(name, { mean, variance, epoch: this.epoch })
    if (this.entries.size > mostEntries) this.entries.delete(this.entries.keys().next().value!)
  }
}
