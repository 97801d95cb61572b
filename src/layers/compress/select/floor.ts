/**
 * The quality floor: how much must be kept so that what the question needs is among it with the chance asked for.
 * Thresholds were learnt on labelled calls by split conformal prediction (Romano, Sesia, Candès 2020), the worst set of
 * several deciding; calls unlike any of them keep everything (gate.ts).
 * @module
 */
import { untilMass, withSurroundings, type Scored } from './pick.ts'

export interface Thresholds {
  readonly temperature: number
  /** Pairs of floor and share of the softmax to keep, floors rising. */
  readonly masses: readonly (readonly [number, number])[]
}

export interface Calibration {
  readonly cheap: Thresholds
  readonly full: Thresholds
}

/** Units to keep, or why everything is. */
export function keptFor(
  scored: Scored,
  floor: number,
  thresholds: Thresholds,
): Uint8Array | string {
  const mass = massFor(floor, thresholds)
  if (mass >= 1) return 'floor above what was calibrated'
  const kept = untilMass(scored, mass, thresholds.temperature)
  withSurroundings(scored, kept, thresholds.temperature)
  return kept
}

/** The share of the smallest calibrated floor that is not below the one asked for. */
function massFor(floor: number, { masses }: Thresholds): number {
  for (const [calibrated, mass] of masses) if (calibrated >= floor - 1e-9) return mass
  return 1
}
