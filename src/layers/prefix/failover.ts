/**
 * What a call leaves behind where its prompt is warm, should it go to another credential or endpoint.
 * @module
 */
import type { Call, Money } from '../../call.ts'
import type { Stakes } from '../../pricing/warmth/stakes.ts'
import { planned, unmarked } from './classes.ts'
import { sent, type Decision } from './decision.ts'
import type { Reading } from './reading.ts'
import type { Sort } from './rules.ts'

/** What is known of a call's prompt; shared by all `Call` values with the same content. */
export interface Known {
  readonly sort: Sort
  readonly reading: Reading
  decision: Decision
}

export interface StakesParts {
  foundOf(call: Call): Known | undefined
  /** What would be decided if the call went to another place. */
  decideAt(call: Call, known: Known, place: string): Decision
  /** Price of so many fresh tokens. */
  dollarsOf(call: Call, tokens: number): Money
}

export function createStakes({ foundOf, decideAt, dollarsOf }: StakesParts): Stakes {
  return {
    lossOf(call, place) {
      const found = foundOf(call)
      if (!found) return 0n
      const here = freshTokens(found.sort, found.decision)
      const there = freshTokens(found.sort, decideAt(call, found, place))
      return dollarsOf(call, Math.max(0, there - here))
    },
    moved(call, place) {
      const found = foundOf(call)
      if (!found) return
      found.decision = decideAt(call, found, place)
      sent(found.decision)
    },
  }
}

/** Expected input under a decision, in tokens at the price of fresh ones. */
function freshTokens(sort: Sort, decision: Decision): number {
  const { rules, plan, sight } = decision
  const prompt = sight.places.at(-1)?.end ?? 0
  const { input, cacheRead, cacheWrite, cacheWrite1h } =
    sort === 'automatic' ? unmarked(sort, decision, prompt) : planned(decision, plan, prompt)
  const [short, long = short] = rules.lifetimes.map(({ write }) => write)
  return input + cacheRead * rules.read + cacheWrite * short! + cacheWrite1h * long!
}
