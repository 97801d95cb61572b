/**
 * Multiples of the list price that a request may ask for and a reply states: Anthropic's fast mode (`speed`) and
 * inference in the US alone (`inference_geo`). They hold for every class of tokens, cached ones too, and stack; fees
 * stay (its price page).
 * @module
 */
import type { Premium } from '../call.ts'
import { classTable, type UsageClass } from './classes.ts'
import type { Atto } from './money.ts'
import type { Ladder, Rates } from './rates.ts'

type Factors = Readonly<Partial<Record<Premium, number>>>

const fast: readonly Premium[] = ['fast']
const us: readonly Premium[] = ['us']
const both: readonly Premium[] = ['fast', 'us']

/** What a request asks for, or a reply's usage states; undefined: nothing beside the list price. */
export function premiumsOf(stated: unknown): readonly Premium[] | undefined {
  if (typeof stated !== 'object' || stated === null) return undefined
  const { speed, inference_geo: geo } = stated as Readonly<Record<string, unknown>>
  if (speed === 'fast') return geo === 'us' ? both : fast
  return geo === 'us' ? us : undefined
}

const known = new WeakMap<Ladder, Map<readonly Premium[], Ladder>>()

/** The ladder at the premiums; where a model's factor is not known, the price without it and a note. */
export function withPremiums(
  ladder: Ladder,
  factors: Factors | undefined,
  premiums: readonly Premium[],
): Ladder {
  let found = known.get(ladder)
  if (found === undefined) known.set(ladder, (found = new Map()))
  let dearer = found.get(premiums)
  if (dearer === undefined) found.set(premiums, (dearer = multiply(ladder, factors, premiums)))
  return dearer
}

const whole = 1_000_000n

function multiply(ladder: Ladder, factors: Factors | undefined, premiums: readonly Premium[]) {
  let { note } = ladder
  let steps = ladder.steps
  for (const premium of premiums) {
    const factor = factors?.[premium]
    if (factor === undefined) note = 'premium-unlisted'
    else {
      const share = BigInt(Math.round(factor * Number(whole)))
      steps = steps.map((step) => ({ ...step, rates: times(step.rates, share) }))
    }
  }
  return { ...ladder, steps, note }
}

function times(rates: Rates, share: bigint): Rates {
  const dearer: Partial<Record<UsageClass, Atto>> = {}
  for (const [name, rate] of Object.entries(rates) as [UsageClass, Atto][]) {
    const isFee = classTable[name].direction === 'fee'
    dearer[name] = isFee ? rate : (rate * share + whole / 2n) / whole
  }
  return dearer as Rates
}
