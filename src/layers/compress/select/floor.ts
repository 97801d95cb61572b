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
  /** The same for calls of more units than those, or of passages that are cut through sentences. */
  readonly far?: readonly (readonly [number, number])[]
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
  const { masses, far = [] } = thresholds
  const mass = massFor(floor, isFar(scored) ? far : masses)
  if (mass >= 1) return 'floor above what was calibrated'
  const kept = untilMass(scored, mass, thresholds.temperature)
  withSurroundings(scored, kept, thresholds.temperature)
  return kept
}

/** Labelled calls that the thresholds come from have at most 100 units. */
const mostUnits = 110
/** Passages that begin within a sentence: more of them than in any of those calls. */
const mostCut = 0.5
const within = /^\s*[\p{Ll},;)]/u

/**
 * Whether a call is larger or more cut up than those that the thresholds come from. With three times the units the
 * same share of the softmax leaves out three times as many: on biomedical articles in passages of 900 characters 87 %
 * of calls kept their answer at a floor of 97 %.
 */
function isFar({ documents, logits }: Scored): boolean {
  let units = 0
  for (const logit of logits) if (logit !== -Infinity) units++
  const cut = documents.filter(({ text }) => within.test(text)).length
  return units > mostUnits || (documents.length > 2 && cut > documents.length * mostCut)
}

/** The share of the smallest calibrated floor that is not below the one asked for. */
function massFor(floor: number, masses: Thresholds['masses']): number {
  for (const [calibrated, mass] of masses) if (calibrated >= floor - 1e-9) return mass
  return 1
}
