/**
 * Which bounds a promise needs, and at which levels.
 * @module
 */
import { BreachDetector } from './bounds/breach.ts'
import { ExcessBound } from './bounds/two-sample.ts'
import { UpperBound } from './bounds/upper.ts'
import { windowAlpha } from './bounds/windows.ts'
import type { CertificateOptions } from './certificate-types.ts'
import { defaultClusters } from './clusters.ts'

export type AnyBound = UpperBound | ExcessBound

/** All that a snapshot must share with the certificate that takes it up. */
export function promiseOf(options: CertificateOptions): string {
  const { target, alpha, settings, labels, clusters } = options
  return JSON.stringify([target, alpha, settings, labels, clusters ?? defaultClusters])
}

/** The bound of one setting in a window; the climb costs no α, the window does. */
export function boundOf(options: CertificateOptions, window: number): AnyBound {
  const { target, labels } = options
  const alpha = windowAlpha(options.alpha, window)
  if (labels === 'absolute') return new UpperBound({ target, alpha })
  return new ExcessBound({ target, alpha, noise: labels === 'judged' ? 'symmetric' : 'none' })
}

/** Upper bound on the A/A rate; half of a false alarm's chance goes to it, since the limit stands on it. */
export function floorOf(options: CertificateOptions, window: number): UpperBound {
  const alpha = windowAlpha(options.alpha, window) / 2
  return new UpperBound({ target: Math.max(options.target, 0.05), alpha })
}

/** A false alarm has the chance α_k over all settings together, floor included. */
export function detectorOf(options: CertificateOptions, window: number): BreachDetector {
  const { alpha, settings, target, labels } = options
  const level = windowAlpha(alpha, window) / (labels === 'absolute' ? 1 : 2)
  return new BreachDetector({ limit: target, alpha: level / settings.length })
}

/** The rate that is no breach yet: known before the label, above the truth with the confidence of `floor`. */
export function breachLimit(options: CertificateOptions, floor: number, onTrust: boolean): number {
  const { target, labels, accepted } = options
  const allowed = onTrust && accepted ? Math.max(target, accepted.harm) : target
  if (labels === 'absolute') return allowed
  return floor + (labels === 'judged' ? allowed * Math.max(1 - 2 * floor, 0) : allowed)
}
