/**
 * Simulated labels, a peek after each one.
 * @module
 */
import type { Random } from '../../src/layers/layer.ts'
import { BreachDetector } from '../../src/proof/bounds/breach.ts'
import { Climb } from '../../src/proof/bounds/learn-then-test.ts'
import { ExcessBound, type ExcessOptions } from '../../src/proof/bounds/two-sample.ts'
import { UpperBound } from '../../src/proof/bounds/upper.ts'
import { windowAlpha } from '../../src/proof/bounds/windows.ts'
import { Clusters } from '../../src/proof/clusters.ts'
import { seededRandom } from '../../src/proof/random.ts'

export const target = 0.02
export const alpha = 0.05

/** One label: harm and support weight. */
export type Draw = (random: Random) => readonly [x: number, weight: number]

export const even =
  (harm: number): Draw =>
  (random) => [random() < harm ? 1 : 0, 1]

/**
 * Half of the calls are suspicious: nine times as much harm, drawn three times as often, so that three of four labels
 * are theirs, with a third of the weight. The population's harm is `harm`.
 */
export const unequal =
  (harm: number): Draw =>
  (random) =>
    random() < 0.75 ? [random() < 1.8 * harm ? 1 : 0, 1 / 3] : [random() < 0.2 * harm ? 1 : 0, 1]

/**
 * Conversations of one to eight labels, six in ten of which have one fate for all their labels. `ratio`: long ones are
 * worse, and harm is counted by labels.
 */
export const clustered =
  (harm: number, variant: 'mean' | 'ratio'): Draw =>
  (random) => {
    const size = 1 + Math.floor(random() * 8)
    // Σ size² / Σ size over 1 … 8 is 204/36: rates in proportion to the size average to `harm` by labels.
    const rate = variant === 'mean' ? harm : (harm * size * 36) / 204
    let sum = 0
    if (random() < 0.6) sum = random() < rate ? size : 0
    else for (let k = 0; k < size; k++) sum += random() < rate ? 1 : 0
    return [sum / size, variant === 'mean' ? 1 : size / 8]
  }

/** Labels until the certificate, a run each; most + 1 where it never came. */
export function certify(draw: Draw, runs: number, most: number, seed: number): number[] {
  return Array.from({ length: runs }, (_, run) => {
    const random = seededRandom(seed + run * 7919)
    const bound = new UpperBound({ target, alpha })
    for (let n = 1; n <= most; n++) {
      const [x, weight] = draw(random)
      bound.observe(x, weight)
      if (bound.certifies()) return n
    }
    return most + 1
  })
}

/** The same through the queue that holds conversations: forty are open at a time, their labels interleaved. */
export function certifyConversations(
  harm: number,
  runs: number,
  most: number,
  seed: number,
): number[] {
  return Array.from({ length: runs }, (_, run) => {
    const random = seededRandom(seed + run * 7919)
    const bound = new UpperBound({ target, alpha })
    const clusters = new Clusters(
      { idleMs: 1000, longestMs: 10_000, most: 4, variant: 'mean' },
      (_arm, _setting, x, weight) => bound.observe(x, weight),
    )
    const open: { id: number; fate: number }[] = []
    let id = 0
    for (let n = 1; n <= most; n++) {
      const at = Math.floor(random() * 40)
      // A conversation ends with one chance in five; nine in ten have one fate for all labels.
      if (!open[at] || random() < 0.2) {
        open[at] = { id: id++, fate: random() < 0.9 ? Number(random() < harm) : -1 }
      }
      const { id: conversation, fate } = open[at]
      const x = fate >= 0 ? fate : Number(random() < harm)
      clusters.add({ conversation: String(conversation), arm: 'treated', setting: 0 }, x, 1, n * 5)
      if (bound.certifies()) return n
    }
    return most + 1
  })
}

/** A restart after every `each` labels, always at the target: whether any window certified. */
export function certifyWindows(
  runs: number,
  windows: number,
  each: number,
  seed: number,
): boolean[] {
  return Array.from({ length: runs }, (_, run) => {
    const random = seededRandom(seed + run * 7919)
    for (let k = 1; k <= windows; k++) {
      const bound = new UpperBound({ target, alpha: windowAlpha(alpha, k) })
      for (let n = 0; n < each; n++) {
        bound.observe(random() < target ? 1 : 0)
        if (bound.certifies()) return true
      }
    }
    return false
  })
}

/** A dial whose third setting is at the target and whose fourth is worse: whether one of those was certified. */
export function climb(runs: number, most: number, seed: number): boolean[] {
  const harms = [0.001, 0.005, target, 0.05]
  return Array.from({ length: runs }, (_, run) => {
    const random = seededRandom(seed + run * 7919)
    const dial = new Climb(harms.map(() => new UpperBound({ target, alpha })))
    for (let n = 0; n < most; n++) {
      const setting = dial.tested
      dial.observe(setting, random() < harms[setting]! ? 1 : 0)
      if (dial.certified >= 2) return true
    }
    return false
  })
}

/** Labels from the drift to the alarm; runs with an alarm before it are left out and counted. */
export function breach(
  phases: { readonly before: number; readonly good: number; readonly harm: number },
  runs: number,
  most: number,
  seed: number,
): { labels: number[]; early: number } {
  const labels: number[] = []
  let early = 0
  for (let run = 0; run < runs; run++) {
    const random = seededRandom(seed + run * 7919)
    const detector = new BreachDetector({ limit: target, alpha })
    for (let n = 0; n < phases.good && !detector.breached; n++) {
      detector.observe(random() < phases.before ? 1 : 0)
    }
    if (detector.breached) {
      early++
      continue
    }
    let n = 0
    while (n < most && !detector.breached) {
      detector.observe(random() < phases.harm ? 1 : 0)
      n++
    }
    labels.push(detector.breached ? n : most + 1)
  }
  return { labels, early }
}

/** Labels of both arms until the certificate on the excess over A/A. */
export function judge(
  rates: { readonly treated: number; readonly control: number },
  options: Pick<ExcessOptions, 'target'> & { readonly noise: 'none' | 'symmetric' },
  runs: number,
  most: number,
  seed: number,
): number[] {
  return Array.from({ length: runs }, (_, run) => {
    const random = seededRandom(seed + run * 7919)
    const bound = new ExcessBound({ ...options, alpha })
    for (let n = 1; n <= most; n++) {
      if (random() < 0.5) bound.observeControl(random() < rates.control ? 1 : 0)
      else bound.observe(random() < rates.treated ? 1 : 0)
      if (bound.certifies()) return n
    }
    return most + 1
  })
}

export const shareWithin = (labels: readonly number[], most: number): number =>
  labels.filter((n) => n <= most).length / labels.length

export const quantile = (values: readonly number[], q: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(Math.floor(values.length * q), values.length - 1)]!
