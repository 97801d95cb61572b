/**
 * The identity of a call's account: baseline − Σ savings + misses + failures = paid, exactly.
 *
 * A call that passes n steps has n + 1 points: what it was expected to be before the first step, and after each one.
 * When the bill is in, every point is quoted again, with the billed tokens in place of the estimates:
 *
 *     q(n) = price(served target, billed usage)
 *     q(i) = price(target of point i, billed usage carried over to point i)        for i < n
 *     baseline = q(0)        saving of step i = q(i − 1) − q(i)
 *     misses   = cost of the served attempt − q(n)      (rounding by the provider, unlisted discounts)
 *     failures = Σ costs of attempts that were not served
 *     paid     = cost of the served attempt + failures
 *
 * The savings telescope to q(0) − q(n), so the identity holds whatever the estimates were. A saving can be negative.
 *
 * Carrying over (`requote`): estimates are good at ratios, so the prompt of point i is its estimate × billed prompt /
 * estimated prompt of the last point; outputs likewise. The mix of classes is the billed mix, shifted by how the
 * point's estimated mix differs from the last point's. So tokens that a step removed are valued at what the served
 * tokens really cost (a cached token at the cached price) unless the step itself is what changed the mix (the
 * prefix layer), and a provider's own caching is nobody's saving.
 *
 * Answered without an attempt (`after` of the last step undefined, nothing served): q(n) = 0, the estimate stands,
 * or the recorded price of the stored answer. Nothing served and nothing answered: all is 0 but the failures.
 * @module
 */
import type { LayerName, Money, Origin, Target, Usage } from '../call.ts'
import { requote } from './requote.ts'

export interface Expectation {
  readonly target: Target
  readonly usage: Usage
}

export interface Step {
  readonly layer: LayerName
  readonly before: Expectation
  /** undefined: the layer answered. */
  readonly after: Expectation | undefined
  /** What the stored answer cost when it was made; stands in for the estimate of `before`. */
  readonly recorded?: Money
}

export interface Served {
  readonly target: Target
  readonly usage: Usage
  /** undefined: unpriced. */
  readonly cost: Money | undefined
  readonly origin: Origin
}

export interface SettleInput {
  /** In order; the `after` of each is the `before` of the next. */
  readonly steps: readonly Step[]
  readonly served: Served | undefined
  /** Costs of attempts that did not answer the call. */
  readonly failures: readonly Money[]
  /** List price of a usage at a target, in the service tier that served. */
  readonly price: (target: Target, usage: Usage) => Money | undefined
}

export interface Settlement {
  readonly priced: true
  readonly baseline: Money
  readonly savings: readonly { readonly layer: LayerName; readonly amount: Money }[]
  readonly misses: Money
  readonly failures: Money
  readonly paid: Money
  readonly origin: Origin
}

/** No account: a model on the way has no price. */
export interface Unpriced {
  readonly priced: false
  /** 'provider/model' without a price. */
  readonly model: string
}

/** Settles a call; see the module's text. Never throws, never approximates the identity. */
export function settle(input: SettleInput): Settlement | Unpriced {
  const { steps, served, price } = input
  const failures = input.failures.reduce((sum, cost) => sum + cost, 0n)
  if (served === undefined && steps.at(-1)?.after !== undefined) {
    return { ...nothing(steps), failures, paid: failures }
  }
  if (served !== undefined && served.cost === undefined) return unpriced(served.target)
  const quotes: Money[] = []
  for (const [index, step] of steps.entries()) {
    const isLast = index === steps.length - 1
    const point = index === 0 ? step.before : (steps[index - 1]!.after ?? step.before)
    const isRecorded = isLast && served === undefined && step.recorded !== undefined
    const usage =
      served === undefined ? point.usage : requote(point.usage, lastEstimate(steps), served.usage)
    const quote = isRecorded ? step.recorded : price(point.target, usage)
    if (quote === undefined) return unpriced(point.target)
    quotes.push(quote)
  }
  const final = served === undefined ? 0n : price(served.target, served.usage)
  // The provider's own figure needs no list: without one the served price is what was paid.
  const last = final ?? served!.cost!
  quotes.push(last)
  const cost = served?.cost ?? 0n
  return {
    priced: true,
    baseline: quotes[0]!,
    savings: steps.map((step, index) => ({
      layer: step.layer,
      amount: quotes[index]! - quotes[index + 1]!,
    })),
    misses: cost - last,
    failures,
    paid: cost + failures,
    origin: served?.origin ?? 'estimated',
  }
}

function nothing(steps: readonly Step[]): Settlement {
  const savings = steps.map(({ layer }) => ({ layer, amount: 0n }))
  return {
    priced: true,
    baseline: 0n,
    savings,
    misses: 0n,
    failures: 0n,
    paid: 0n,
    origin: 'estimated',
  }
}

function unpriced(target: Target): Unpriced {
  return { priced: false, model: `${target.provider}/${target.model}` }
}

function lastEstimate(steps: readonly Step[]): Usage {
  const last = steps.at(-1)!
  return (last.after ?? last.before).usage
}
