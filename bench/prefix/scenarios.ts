/**
 * The six published workloads, cold and after one run with other text, exact and jittered.
 * @module
 */
import { seededRandom, shortHash } from '../../src/sandbox/hash.ts'
import {
  armBlocks,
  scenario,
  shapeOf,
  type ScenarioId,
  type Shape,
  type Tokenizer,
} from '../../src/sandbox/scenarios.ts'
import { play, type Arm, type SimulatedCall } from './arms.ts'

const apart = 86_400_000

function callsOf(
  shape: Shape,
  name: string,
  model: Tokenizer,
  from: number,
  tenant: string,
): SimulatedCall[] {
  return scenario(shape, name).calls.map((call) => ({
    at: from + call.at,
    tenant,
    conversation: `${tenant} ${name}`,
    workload: shape.id,
    model,
    blocks: armBlocks(call, 'A'),
  }))
}

export interface Saved {
  /** % of input cost saved against arm A (no hints). */
  readonly cold: number
  readonly warm: number
}

/** Two runs of a shape by one tenant, a day apart, other texts. */
export function savedOn(shape: Shape, model: Tokenizer, seed = '', arm: Arm = 'farthing'): Saved {
  const first = callsOf(shape, `${seed} first`, model, 0, seed)
  const second = callsOf(
    jittered(shape, `${seed} again`, false),
    `${seed} second`,
    model,
    apart,
    seed,
  )
  const calls = [...first, ...second]
  const naive = play(calls, 'never').costs
  const ours = play(calls, arm).costs
  const share = (from: number, to: number): number => {
    const sum = (costs: readonly number[]): number =>
      costs.slice(from, to).reduce((a, b) => a + b, 0)
    return 100 * (1 - sum(ours) / sum(naive))
  }
  return { cold: share(0, first.length), warm: share(first.length, calls.length) }
}

/** Gaps, lengths and counts, each by its own factor; the second run keeps the sizes of the first. */
export function jittered(shape: Shape, seed: string, sizes: boolean): Shape {
  const random = seededRandom(shortHash(`jitter ${shape.id} ${seed}`))
  const factor = (by: number): number => Math.exp((2 * random() - 1) * Math.log(by))
  if (!sizes) return shape
  const length = factor(1.3)
  const pace = factor(1.3)
  const calls = Math.max(2, Math.round(shape.calls * factor(1.5)))
  return {
    ...shape,
    calls,
    prefixTokens: Math.round(shape.prefixTokens * length),
    tailTokens: shape.tailTokens * factor(1.3),
    growthTokens: shape.growthTokens * factor(1.3),
    gapsSeconds: Array.from({ length: calls - 1 }, (_, index) => {
      const given = shape.gapsSeconds[index % Math.max(1, shape.gapsSeconds.length)]
      return (
        (shape.gapsSeconds.length === 0 ? (shape.restSeconds ?? random() * 90) : given!) *
        pace *
        factor(1.2)
      )
    }),
  }
}

export interface Spread {
  readonly mean: Saved
  /** Mean of the worst tenth. */
  readonly worst: Saved
}

export function spreadOf(id: ScenarioId, model: Tokenizer, draws: number): Spread {
  const all = Array.from({ length: draws }, (_, draw) =>
    savedOn(jittered(shapeOf(id, model), `${draw}`, true), model, `${id} ${draw}`),
  )
  const mean = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0) / list.length
  const of = (pick: (saved: Saved) => number): [number, number] => {
    const sorted = all.map(pick).sort((a, b) => a - b)
    return [mean(sorted), mean(sorted.slice(0, Math.max(1, Math.floor(draws / 10))))]
  }
  const [cold, worstCold] = of(({ cold }) => cold)
  const [warm, worstWarm] = of(({ warm }) => warm)
  return { mean: { cold, warm }, worst: { cold: worstCold, warm: worstWarm } }
}
