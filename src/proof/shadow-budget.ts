/**
 * What shadows and judges may cost: a budget of its own, filled by a share of the baseline spend.
 *
 * Whether a unit may be drawn depends on the balance before it, never on its own price: a draw that refused dear
 * calls would leave them out of the bound. So the account may go below zero by one unit, and then rests.
 * @module
 */
import type { Money } from '../call.ts'

export interface ShadowBudgetOptions {
  /** Share of the baseline spend, for example 0.05. */
  readonly share: number
  /** What is there at the start, so that learning can begin before money has passed. Default $1. */
  readonly start?: Money
  /** The most that may gather, so that a quiet month does not pay for a burst. Default $100. */
  readonly most?: Money
}

export interface ShadowBudget {
  readonly balance: Money
  /** False: nothing is drawn now. */
  readonly open: boolean
  /** Baseline cost of a call that was served; its share is added. */
  earn(baseline: Money): void
  /** Sets the expected cost of one shadow aside, judge included; price it cold: a warm agent call runs cold. */
  spend(expected: Money): void
  /** The bill came: puts the difference to what was set aside right. */
  settle(expected: Money, billed: Money): void
  /** After a restart. */
  restore(balance: Money): void
}

const dollar = 1_000_000_000_000n
const million = 1_000_000

/** Throws RangeError unless the share is in [0, 1]. */
export function createShadowBudget(options: ShadowBudgetOptions): ShadowBudget {
  if (!(options.share >= 0 && options.share <= 1))
    throw new RangeError(`A share of ${options.share}`)
  const share = BigInt(Math.round(options.share * million))
  const most = options.most ?? 100n * dollar
  let balance = options.start ?? dollar
  const add = (amount: Money) => {
    balance += amount
    if (balance > most) balance = most
  }
  return {
    get balance() {
      return balance
    },
    get open() {
      return balance > 0n
    },
    earn: (baseline) => add((baseline * share) / BigInt(million)),
    spend: (expected) => add(-expected),
    settle: (expected, billed) => add(expected - billed),
    restore: (value) => {
      balance = value
    },
  }
}

/** Where a shadow may be sent: it is in no hurry, and batch or flex costs half where the provider has it. */
export function shadowTier(
  allowed: readonly ('batch' | 'flex')[],
  offered: readonly ('batch' | 'flex')[],
): 'batch' | 'flex' | 'standard' {
  // Flex answers within minutes over the same API; a batch may take a day, too late for a breach.
  for (const tier of ['flex', 'batch'] as const) {
    if (allowed.includes(tier) && offered.includes(tier)) return tier
  }
  return 'standard'
}

/**
 * Which turns of a drawn conversation run twice: the first ones, whose prefix is short, so that a cold run costs
 * little. Asking counts. After 16,384 other conversations one is forgotten and may have its turns again.
 */
export function createShadowTurns(mostPerConversation = 3): (conversation: string) => boolean {
  const taken = new Map<string, number>()
  return (conversation) => {
    const count = taken.get(conversation) ?? 0
    if (count >= mostPerConversation) return false
    taken.set(conversation, count + 1)
    if (taken.size > 16_384) taken.delete(taken.keys().next().value!)
    return true
  }
}
