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
 * Carrying over goes backwards, step by step. A layer that knows says it (`undo`). Else `requote`: estimates are good
 * at ratios, so the prompt before a step is the one after it × estimate before / estimate after; outputs likewise. The
 * mix of classes is the billed mix, shifted by how the estimated mix before differs from that after. So tokens that a
 * step removed are valued at what the served tokens really cost (a cached token at the cached price) unless the step
 * itself is what changed the mix (the prefix layer), and a provider's own caching is nobody's saving.
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
  /** What the stored answer cost when it was made; stands in for the estimate of `before` where nothing was sent. */
  readonly recorded?: Money
  /** The layer's own word on what its input would have used, given what its output used: goes before `requote`. */
  readonly undo?: (billed: Usage) => Usage
}

export interface Served {
  readonly target: Target
  readonly usage: Usage
  /** undefined: unpriced. */
  readonly cost: Money | undefined
  readonly origin: Origin
}

export interface SettleInput {
  /** In order. The quote after a step is that before the next, whatever their estimates say. */
  readonly steps: readonly Step[]
  readonly served: Served | undefined
  /** Costs of attempts that did not answer the call; undefined: unpriced, and so is the call. */
  readonly failures: readonly (Money | undefined)[]
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
  let failures = 0n
  for (const cost of input.failures) {
    if (cost === undefined) return unpriced((steps[0]?.before ?? served ?? nobody).target)
    failures += cost
  }
  if (served === undefined && steps.at(-1)?.after !== undefined) {
    return { ...nothing(steps), failures, paid: failures }
  }
  if (served !== undefined && served.cost === undefined) return unpriced(served.target)
  const usages = served === undefined ? undefined : carriedBack(steps, served.usage)
  const quotes: Money[] = []
  for (const [index, step] of steps.entries()) {
    const { target, usage } = step.before
    const recorded = served === undefined ? step.recorded : undefined
    const quote = recorded ?? price(target, usages?.[index] ?? usage)
    if (quote === undefined) return unpriced(target)
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

const nobody = { target: { provider: '', model: '' } }

function unpriced(target: Pick<Target, 'provider' | 'model'>): Unpriced {
  return { priced: false, model: `${target.provider}/${target.model}` }
}

/** Billed usage carried back from the served point to the point before each step. */
function carriedBack(steps: readonly Step[], billed: Usage): Usage[] {
  const usages: Usage[] = []
  let usage = billed
  for (let index = steps.length - 1; index >= 0; index--) {
    const step = steps[index]!
    usage =
      undone(step, usage) ?? requote(step.before.usage, (step.after ?? step.before).usage, usage)
    usages[index] = usage
  }
  return usages
}

/** What the layer itself says; undefined where it does not know, or says what no bill can hold. */
function undone(step: Step, usage: Usage): Usage | undefined {
  if (step.undo === undefined) return undefined
  try {
    const before = step.undo(usage)
    return isUsage(before) ? before : undefined
  } catch {
    return undefined
  }
}

function isUsage(usage: Usage): boolean {
  const { other, ...classes } = usage
  return [...Object.values(classes), ...Object.values(other ?? {})].every(
    (count) => Number.isInteger(count) && count >= 0,
  )
}
