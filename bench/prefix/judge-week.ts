/**
 * A week of tenants that no policy was tuned on, under every arm.
 * @module
 */
import { play, type Arm } from './arms.ts'
import { clairvoyant } from './bound.ts'
import { judged, week } from './week.ts'

const seed = 2027

export interface Week {
  readonly calls: number
  /** Cost of an arm, of the clairvoyant's. */
  readonly overBound: Readonly<Record<string, number>>
  readonly workloads: Readonly<Record<string, { readonly saved: number; readonly over: number }>>
  /** What losing conversations lost, of what was saved in all. */
  readonly lost: number
  /** Largest loss of one conversation, in premiums of a write for an hour of its longest prompt. */
  readonly worstLoss: number
}

export function judgeWeek(tenants: number, mixed: boolean): Week {
  const calls = week(judged, tenants, mixed, seed)
  const bound = clairvoyant(calls)
  const sum = (costs: readonly number[]): number => costs.reduce((a, b) => a + b, 0)
  const never = play(calls, 'never').costs
  const ours = play(calls, 'farthing').costs
  const overBound: Record<string, number> = { never: sum(never) / bound }
  for (const arm of ['always 5m', 'always 1h', "vendor's rule"] satisfies Arm[]) {
    overBound[arm] = sum(play(calls, arm).costs) / bound
  }
  overBound['farthing'] = sum(ours) / bound
  const workloads: Record<
    string,
    { never: number; ours: number; calls: (typeof calls)[number][] }
  > = {}
  const conversations = new Map<string, { gain: number; longest: number }>()
  for (const [index, call] of calls.entries()) {
    const row = (workloads[call.workload] ??= { never: 0, ours: 0, calls: [] })
    row.never += never[index]!
    row.ours += ours[index]!
    row.calls.push(call)
    const key = `${call.tenant} ${call.conversation}`
    const known = conversations.get(key) ?? { gain: 0, longest: 0 }
    known.gain += never[index]! - ours[index]!
    known.longest = Math.max(known.longest, never[index]!)
    conversations.set(key, known)
  }
  let lost = 0
  let worstLoss = 0
  for (const { gain, longest } of conversations.values()) {
    if (gain >= 0) continue
    lost -= gain
    worstLoss = Math.max(worstLoss, -gain / longest)
  }
  return {
    calls: calls.length,
    overBound,
    workloads: Object.fromEntries(
      Object.entries(workloads).map(([name, row]) => [
        name,
        { saved: 1 - row.ours / row.never, over: row.ours / clairvoyant(row.calls) },
      ]),
    ),
    lost: lost / (sum(never) - sum(ours)),
    worstLoss,
  }
}
