/**
 * The layer's decisions in words: figures of likeness are for nobody but the administrator's preview.
 * @module
 */
import type { Veto } from './question/question.ts'

/** What is known of the chance that two questions have one answer. */
export function howSure(probability: number): string {
  if (probability >= 0.99) return 'almost certainly the same'
  if (probability >= 0.95) return 'very likely the same'
  if (probability >= 0.8) return 'likely the same'
  return probability >= 0.5 ? 'perhaps the same' : 'likely another'
}

/** Kinds only: the words themselves are somebody's text. */
export const kindsOf = (vetoes: readonly Veto[]): string =>
  [...new Set(vetoes.map(({ kind }) => kind))].join(', ')

export function agoOf(ms: number): string {
  if (ms < 90_000) return `${Math.round(ms / 1000)} s`
  if (ms < 5_400_000) return `${Math.round(ms / 60_000)} min`
  return ms < 172_800_000 ? `${Math.round(ms / 3_600_000)} h` : `${Math.round(ms / 86_400_000)} d`
}
