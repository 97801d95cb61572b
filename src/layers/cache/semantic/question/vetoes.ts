/**
 * What may never be confused: facets in which two questions differ. Hard rules, never learned away.
 * @module
 */
import { closenessOf } from './closeness.ts'
import { certifiedLanguages } from './tables/languages.ts'
import type { Question, Veto } from './question.ts'
import { vetoFrames } from './veto-frames.ts'
import { vetoMembers } from './veto-members.ts'
import { vetoNames } from './veto-names.ts'
import { vetoNumbers } from './veto-numbers.ts'
import { vetoOrder } from './veto-order.ts'
import { vetoPolarity } from './veto-polarity.ts'
import { vetoSubstitution } from './veto-substitution.ts'
import { vetoSlots } from './veto-slots.ts'
import { difference } from './sets.ts'
import { vetoWhom } from './veto-whom.ts'

/**
 * Why the answer kept for one question may not serve another, in no particular order; empty where nothing forbids it
 * (which proves nothing: a verifier decides then). Symmetric, and empty for a question against itself. About 5 µs.
 */
export function vetoesBetween(asked: Question, kept: Question): readonly Veto[] {
  const vetoes: Veto[] = []
  const unfit = asked.unfit ?? kept.unfit
  if (unfit) vetoes.push({ kind: 'unfit', words: unfit })
  if (asked.language !== kept.language || !certifiedLanguages.includes(asked.language)) {
    vetoes.push({ kind: 'language', words: `${asked.language}, ${kept.language}` })
  }
  const closeness = closenessOf(asked, kept)
  vetoNumbers(asked, kept, closeness, vetoes)
  vetoNames(asked, kept, vetoes)
  vetoPolarity(asked, kept, closeness, vetoes)
  vetoMembers(asked, kept, closeness, vetoes)
  vetoFrames(asked, kept, closeness, vetoes)
  vetoWhom(asked, kept, closeness, vetoes)
  vetoOrder(asked, kept, vetoes)
  vetoSubstitution(asked, kept, vetoes)
  vetoSlots(asked, kept, closeness, vetoes)
  const styles = difference(asked.styles, kept.styles)
  if (styles) vetoes.push({ kind: 'style', words: styles })
  const freshness = difference(asked.freshness, kept.freshness)
  if (freshness) vetoes.push({ kind: 'freshness', words: freshness })
  return vetoes
}
