/**
 * A stream of questions through a cache that starts empty, with a judge that errs.
 *
 * Every call that goes upstream brings a fresh answer: it is stored, and compared with the answer that would have been
 * reused; the comparison is turned round with the judge's error rate. A hit brings no label.
 * @module
 */
import { seededRandom } from '../../src/proof/random.ts'
import type { World } from './world.ts'

/** What a rule is asked for each call, and told afterwards. */
export interface Rule {
  /** `slots`: places in `world` of the cached neighbours, the nearest first, vetoes not yet applied. */
  decide(slots: readonly number[], now: number): { readonly hit: boolean; readonly slot: number }
  /** A call that went upstream: the label of the slot that `decide` named (undefined where it named none). */
  upstream(question: number, same: boolean | undefined, now: number): boolean
}

export interface StreamOptions {
  readonly world: World
  readonly seed: number
  /** Chance that a label is turned round. */
  readonly judge: number
  readonly drift?: DriftPlan
}

export interface DriftPlan {
  /** From this share of the stream on … */
  readonly from: number
  /** … this share of the intents is answered anew: whatever was stored before is wrong for them. */
  readonly share: number
}

export interface StreamResult {
  readonly calls: number
  readonly hits: number
  readonly wrong: number
  /** Highest wrong hits / calls at any call from the five hundredth on. */
  readonly worst: number
  /** Hits within the first tenth of the calls. */
  readonly early: number
  /** Wrong hits from the drift on. */
  readonly after: number
}

const candidates = 5
/** Looked at to find five that no veto forbids. */
const looked = 12

export function runStream(
  options: StreamOptions,
  make: (world: World, random: () => number) => Rule,
): StreamResult {
  const { world, seed, judge, drift } = options
  const random = seededRandom(seed)
  const order = shuffled(world.size, random)
  const turn = drift ? Math.floor(drift.from * world.size) : Infinity
  const changed = drift ? drawn(world.intents, drift.share, random) : undefined
  const rule = make(world, random)
  /** Call at which a question was stored; −1: it is not. */
  const stored = new Int32Array(world.size).fill(-1)
  let hits = 0
  let wrong = 0
  let worst = 0
  let early = 0
  let before = 0
  for (let t = 0; t < order.length; t++) {
    const question = order[t]!
    if (t === turn) before = wrong
    const slots: number[] = []
    const end = (question + 1) * world.width
    for (let slot = question * world.width; slot < end && slots.length < looked; slot++) {
      if (stored[world.neighbours[slot]!]! >= 0) slots.push(slot)
    }
    const { hit, slot } = rule.decide(slots, t)
    let same: boolean | undefined
    if (slot >= 0) {
      const kept = world.neighbours[slot]!
      const stale = t >= turn && stored[kept]! < turn && changed?.has(world.intents[question]!)
      same = world.answers[kept] === world.answers[question] && !stale
    }
    if (hit) {
      hits++
      if (t < order.length / 10) early++
      if (!same) wrong++
    } else {
      const label = same === undefined ? undefined : random() < judge ? !same : same
      if (rule.upstream(question, label, t)) stored[question] = t
    }
    if (t >= 500) worst = Math.max(worst, wrong / (t + 1))
  }
  const after = drift ? wrong - before : 0
  return { calls: world.size, hits, wrong, worst, early, after }
}

/** The first five that may serve. */
export function allowed(world: World, slots: readonly number[]): readonly number[] {
  return slots.filter((slot) => !world.vetoed(slot)).slice(0, candidates)
}

function shuffled(size: number, random: () => number): Int32Array {
  const order = Int32Array.from({ length: size }, (_, i) => i)
  for (let i = size - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const held = order[i]!
    order[i] = order[j]!
    order[j] = held
  }
  return order
}

function drawn(values: Int32Array, share: number, random: () => number): Set<number> {
  const all = [...new Set(values)]
  return new Set(all.filter(() => random() < share))
}
