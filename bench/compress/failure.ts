/**
 * A failure as a made-up log shows it.
 * @module
 */
import type { Random } from './generated-random.ts'

export interface Failure {
  readonly lines: readonly string[]
  /** What the tool says at its end. */
  readonly summary: readonly string[]
  /** Substrings of lines above that a diagnosis needs. */
  readonly signals: readonly string[]
  /** A line long before that is the reason. */
  readonly cause?: string
  readonly annotation?: string
}

export interface FailureKind {
  readonly name: string
  readonly noise: (random: Random) => string
  readonly fail: (random: Random) => Failure
}

/** What GitHub says at the end of a failed step. */
export const exit = (code: number): string => `##[error]Process completed with exit code ${code}.`
