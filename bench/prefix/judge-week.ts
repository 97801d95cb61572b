/**
 * A week of tenants that no policy was tuned on, under every arm.
 * @module
 */
import { play, type Arm, type SimulatedCall } from './arms.ts'
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

/** Tenants share nothing, so they are played a hundred at a time, which fits into memory. */
const together = 100

interface Sums {
  calls: number
  bound: number
  lost: number
  worstLoss: number
  readonly arms: Record<string, number>
  readonly workloads: Record<string, { never: number; ours: number; bound: number }>
}

/** @param progress told how many tenants have been played */
export function judgeWeek(
  tenants: number,
  mixed: boolean,
  progress: (played: number) => void = () => {},
): Week {
  const sums: Sums = { calls: 0, bound: 0, lost: 0, worstLoss: 0, arms: {}, workloads: {} }
  for (let first = 0; first < tenants; first += together) {
    const batch = Math.min(together, tenants - first)
    add(sums, week(judged, batch, mixed, seed, first))
    progress(first + batch)
  }
  const { arms, bound, workloads } = sums
  return {
    calls: sums.calls,
    overBound: Object.fromEntries(Object.entries(arms).map(([arm, cost]) => [arm, cost / bound])),
    workloads: Object.fromEntries(
      Object.entries(workloads).map(([name, row]) => [
        name,
        { saved: 1 - row.ours / row.never, over: row.ours / row.bound },
      ]),
    ),
    lost: sums.lost / (arms['never']! - arms['farthing']!),
    worstLoss: sums.worstLoss,
  }
}

function add(sums: Sums, calls: readonly SimulatedCall[]): void {
  const played = new Map<Arm, readonly number[]>()
  for (const arm of ['never', 'always 5m', 'always 1h', "vendor's rule", 'farthing'] as const) {
    const { costs } = play(calls, arm)
    played.set(arm, costs)
    sums.arms[arm] = (sums.arms[arm] ?? 0) + costs.reduce((a, b) => a + b, 0)
  }
  sums.calls += calls.length
  sums.bound += clairvoyant(calls)
  const never = played.get('never')!
  const ours = played.get('farthing')!
  const byWorkload = new Map<string, SimulatedCall[]>()
  const conversations = new Map<string, { gain: number; longest: number }>()
  for (const [index, call] of calls.entries()) {
    const row = (sums.workloads[call.workload] ??= { never: 0, ours: 0, bound: 0 })
    row.never += never[index]!
    row.ours += ours[index]!
    const own = byWorkload.get(call.workload)
    if (own) own.push(call)
    else byWorkload.set(call.workload, [call])
    const key = `${call.tenant} ${call.conversation}`
    const known = conversations.get(key) ?? { gain: 0, longest: 0 }
    known.gain += never[index]! - ours[index]!
    known.longest = Math.max(known.longest, never[index]!)
    conversations.set(key, known)
  }
  for (const [name, own] of byWorkload) sums.workloads[name]!.bound += clairvoyant(own)
  for (const { gain, longest } of conversations.values()) {
    if (gain >= 0) continue
    sums.lost -= gain
    sums.worstLoss = Math.max(sums.worstLoss, -gain / longest)
  }
}
