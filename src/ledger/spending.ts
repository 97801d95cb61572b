/**
 * What budgets and limits start from: sums that the ledger holds.
 * @module
 */
import type { Money } from '../call.ts'
import type { Scope } from './budgets.ts'
import type { Reporter } from './report.ts'

/**
 * Paid for a scope between two times, shadows and judges included. Whole hours are exact for ever. What has no cost
 * (speech: its reply states no usage) counts by what was held back for it, as long as its call is kept.
 */
export function spentBy(reporter: Reporter, scope: Scope, from: number, to: number): Money {
  const filter = scope.of === 'all' ? {} : { [scope.of]: scope.name }
  const query = { ...(from === 0 ? {} : { from }), to, filter }
  const { cost, extra, origins } = reporter.total(query)
  const paid = cost + extra
  return origins.unpriced.calls === 0 ? paid : paid + reporter.heldForUnpriced(query)
}

/** Calls and tokens of a key between two times. */
export function usedBy(
  reporter: Reporter,
  key: string,
  from: number,
  to: number,
): { requests: number; tokens: number } {
  const { calls, tokens } = reporter.total({ from, to, filter: { key } })
  return {
    requests: calls,
    tokens: Object.values(tokens).reduce((sum: number, count: number) => sum + count, 0),
  }
}
