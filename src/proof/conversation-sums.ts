/**
 * Calls gathered into conversations for the measured savings: the holdout is drawn over conversations, so these are the
 * independent units.
 * @module
 */
import type { Money } from '../call.ts'
import type { SavingsUnit } from './savings.ts'

interface Sum {
  readonly first: number
  last: number
  readonly holdout: boolean
  quote: Money
  cost: Money
  claimed: Money
}

export interface ConversationSums {
  add(conversation: string, holdout: boolean, call: CallSums, at: number): void
  /** Gives out the conversations that are over. */
  tick(now: number): void
  /** Gives out all, for a stop. */
  flush(): void
}

export interface CallSums {
  readonly quote: Money
  readonly cost: Money
  readonly claimed: Money
}

/** Open conversations; over this the oldest is given out early. */
const mostOpen = 16_384
const longestMs = 3_600_000

/** `probability`: of a holdout. A conversation is over after `idleMs` of silence, or an hour. */
export function createConversationSums(
  probability: number,
  idleMs: number,
  give: (unit: SavingsUnit) => void,
): ConversationSums {
  const open = new Map<string, Sum>()
  const close = (conversation: string, { holdout, quote, cost, claimed }: Sum) => {
    open.delete(conversation)
    give({ arm: holdout ? 'holdout' : 'treated', probability, quote, cost, claimed })
  }
  return {
    add(conversation, holdout, call, at) {
      let sum = open.get(conversation)
      if (!sum) {
        sum = { first: at, last: at, holdout, quote: 0n, cost: 0n, claimed: 0n }
        open.set(conversation, sum)
      }
      sum.last = at
      sum.quote += call.quote
      sum.cost += call.cost
      sum.claimed += call.claimed
      if (open.size <= mostOpen) return
      for (const [oldest, its] of open) {
        close(oldest, its)
        return
      }
    },
    tick(now) {
      for (const [conversation, sum] of open)
        if (now - sum.last >= idleMs || now - sum.first >= longestMs) close(conversation, sum)
    },
    flush() {
      for (const [conversation, sum] of open) close(conversation, sum)
    },
  }
}
