/**
 * The quality floor: how much must be kept so that what the question needs is among it with the chance asked for.
 * Thresholds were learnt on labelled calls by conformal risk control (Angelopoulos et al. 2022), the worst set of
 * several deciding; calls unlike any of them keep everything.
 * @module
 */
import { chancesOf, untilMass, type Scored } from './pick.ts'

export interface Thresholds {
  readonly temperature: number
  /** Pairs of floor and share of the softmax to keep, floors rising. */
  readonly masses: readonly (readonly [number, number])[]
  /** Limits outside of which a call is like nothing that was calibrated. */
  readonly lowestTop: number
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
  const chances = chancesOf(scored, thresholds.temperature)
  let top = 0
  for (const chance of chances) if (chance > top) top = chance
  if (top < thresholds.lowestTop) return 'no part stands out'
  return untilMass(scored, mass, thresholds.temperature)
}

/** The share of the smallest calibrated floor that is not below the one asked for. */
function massFor(floor: number, { masses }: Thresholds): number {
  for (const [calibrated, mass] of masses) if (calibrated >= floor - 1e-9) return mass
  return 1
}
