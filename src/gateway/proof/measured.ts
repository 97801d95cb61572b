/**
 * Measured savings of a gateway: closed calls, gathered into conversations, holdouts against the rest.
 * @module
 */
import type { Call, Money } from '../../call.ts'
import type { Closing } from '../../ledger/rows.ts'
import { createConversationSums } from '../../proof/conversation-sums.ts'
import { createSavings, type MeasuredSavings, type SavingsState } from '../../proof/savings.ts'

export interface MeasuredParts {
  readonly holdout: number
  readonly confidence: number
  readonly idleMs: number
  /** What an earlier process kept. */
  readonly kept: string | undefined
  /** Expected cost of a call as the client sent it. */
  readonly quote: (call: Call) => Money | undefined
  readonly isHoldout: (call: Call) => boolean
}

export interface Measured {
  closed(call: Call, closing: Closing): void
  tick(now: number): void
  flush(): void
  measured(): MeasuredSavings
  /** For `kept` of the next process. */
  state(): string
}

export function createMeasured(parts: MeasuredParts): Measured {
  const { holdout, confidence, idleMs, quote, isHoldout } = parts
  const savings = createSavings(1 - confidence)
  restore(savings, parts.kept)
  const sums = createConversationSums(holdout, idleMs, (unit) => savings.observe(unit))
  return {
    closed(call, { baseline, cost, saved }) {
      // In `observe` no layer acts on anybody; without a holdout there is nothing to compare with.
      if (call.mode === 'observe' || !(holdout > 0 && holdout < 1)) return
      if (baseline === undefined || cost === undefined) return
      const quoted = quote(call)
      if (quoted === undefined) return
      let claimed = 0n
      for (const amount of Object.values(saved ?? {})) claimed += amount
      sums.add(call.conversation, isHoldout(call), { quote: quoted, cost, claimed }, Date.now())
    },
    tick: sums.tick,
    flush: sums.flush,
    measured: savings.measured,
    state: () => JSON.stringify(savings.state()),
  }
}

function restore(savings: ReturnType<typeof createSavings>, kept: string | undefined): void {
  if (kept === undefined) return
  try {
    savings.restore(JSON.parse(kept) as SavingsState)
  } catch {
    // Measured anew: no reason not to start.
  }
}
