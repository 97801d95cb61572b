/**
 * What may never be confused: facets in which two questions differ. Hard rules, never learned away.
 * @module
 */
import { type Closeness, closenessOf } from './closeness.ts'
import { certifiedLanguages } from './tables/languages.ts'
import type { Question, Veto } from './question.ts'
import { vetoComparison } from './veto-comparison.ts'
import { vetoArguments } from './veto-arguments.ts'
import { vetoConnectives } from './veto-connectives.ts'
import { vetoFrames } from './veto-frames.ts'
import { vetoMembers } from './veto-members.ts'
import { vetoNames } from './veto-names.ts'
import { vetoNumbers } from './veto-numbers.ts'
import { vetoOrder } from './veto-order.ts'
import { vetoParticipants } from './veto-participants.ts'
import { vetoParticles } from './veto-particles.ts'
import { vetoPersons } from './veto-persons.ts'
import { vetoPolarity } from './veto-polarity.ts'
import { vetoPossessors } from './veto-possessors.ts'
import { vetoSubjects } from './veto-subjects.ts'
import { vetoSubstitution } from './veto-substitution.ts'
import { vetoSlots } from './veto-slots.ts'
import { vetoUnaccounted } from './veto-unaccounted.ts'
import { vetoVerbs } from './veto-verbs.ts'
import { vetoVoices } from './veto-voices.ts'
import { difference, sides } from './sets.ts'
import { vetoWhom } from './veto-whom.ts'

type Check = (a: Question, b: Question, closeness: Closeness, vetoes: Veto[]) => void

/** The cheap and frequent first: `isVetoed` stops at one. */
const checks: readonly Check[] = [
  vetoNumbers,
  vetoForms,
  vetoFrames,
  vetoNames,
  vetoMembers,
  vetoUnaccounted,
  vetoWhom,
  vetoSubstitution,
  vetoOrder,
  vetoSubjects,
  vetoPersons,
  vetoPolarity,
  vetoSlots,
  vetoVerbs,
  vetoComparison,
  vetoVoices,
  vetoPossessors,
  vetoParticipants,
  vetoParticles,
  vetoArguments,
  vetoConnectives,
]

/**
 * Why the answer kept for one question may not serve another, in no particular order; empty where nothing forbids it
 * (which proves nothing: a verifier decides then). Symmetric, and empty for a question in a certified language against
 * itself. About 15 µs.
 */
export function vetoesBetween(asked: Question, kept: Question): readonly Veto[] {
  const vetoes: Veto[] = []
  const closeness = closenessOf(asked, kept)
  for (const check of checks) check(asked, kept, closeness, vetoes)
  return vetoes
}

/** Whether anything forbids it: as `vetoesBetween`, but stops at the first. */
export function isVetoed(asked: Question, kept: Question): boolean {
  const vetoes: Veto[] = []
  const closeness = closenessOf(asked, kept)
  return checks.some((check) => {
    check(asked, kept, closeness, vetoes)
    return vetoes.length > 0
  })
}

function vetoForms(a: Question, b: Question, _: Closeness, vetoes: Veto[]): void {
  const unfit = a.unfit ?? b.unfit
  if (unfit) vetoes.push({ kind: 'unfit', words: unfit })
  if (a.language !== b.language || !certifiedLanguages.includes(a.language)) {
    vetoes.push({ kind: 'language', words: sides([a.language], [b.language]) })
  }
  const styles = difference(a.styles, b.styles)
  if (styles) vetoes.push({ kind: 'style', words: styles })
  const freshness = difference(a.freshness, b.freshness)
  if (freshness) vetoes.push({ kind: 'freshness', words: freshness })
}
