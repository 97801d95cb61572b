/**
 * Dollars of a workload with and without something.
 * @module
 */
import type { Ran } from '../savings/rig/run.ts'

/** All that was paid for calls. */
export const total = ({ input, output }: Ran): number => input + output

/** The conversation that gained least, or lost most, and how many lost. */
export function worst(before: Ran, after: Ran): string {
  let most = -Infinity
  let dearer = 0
  for (const [name, cost] of after.conversations) {
    const more = cost - (before.conversations.get(name) ?? 0)
    most = Math.max(most, more)
    if (more > 1e-9) dearer++
  }
  const words = most > 0 ? `$${most.toFixed(5)} dearer` : `$${(-most).toFixed(5)} saved`
  return `worst of ${after.conversations.size} conversations ${words}, ${dearer} dearer`
}
