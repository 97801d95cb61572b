/**
 * Other wordings that hold another word behind the same preposition ("for gout", "for shingles"). Looser than
 * `veto-substitution.ts`, so only where the questions share most of their matter.
 * @module
 */
import { namedBy, saidBy } from './accounting.ts'
import type { Closeness } from './closeness.ts'
import { synonymous } from './lexicon.ts'
import type { Question, Token, Veto } from './question.ts'
import { sides } from './sets.ts'
import { misspelled } from './spelling.ts'
import { root } from './stem.ts'
import { functionWords, vagueWords } from './tables/function-words.ts'

/**
 * Share of common matter above which a difference in one place is meant. On labelled duplicates and others of QQP such
 * pairs are others in 7 of 10 cases; a differing word before the same noun ("gift card", "credit card") only in 5 of
 * 10, so that is left to families and verifier.
 */
const enough = 0.6

export function vetoSlots(a: Question, b: Question, { shared }: Closeness, vetoes: Veto[]): void {
  const found = shared < enough ? undefined : prepositions(a, b)
  if (found) vetoes.push({ kind: 'substitution', words: found })
}

function prepositions(a: Question, b: Question): string | undefined {
  for (const { marker, head } of a.roles) {
    // Behind "to" stand verbs, and many verbs mean the same.
    if (marker === 'to') continue
    const mine = a.roles.filter((role) => role.marker === marker)
    const theirs = b.roles.filter((role) => role.marker === marker)
    if (mine.length !== 1 || theirs.length !== 1) continue
    const left = a.tokens.find(({ stem }) => stem === head)
    const right = b.tokens.find(({ stem }) => stem === theirs[0]!.head)
    if (
      left &&
      right &&
      isMatter(left) &&
      isMatter(right) &&
      foreign(left, b) &&
      foreign(right, a) &&
      !alike(left, right) &&
      !namedBy(left.stem, a, b) &&
      !namedBy(right.stem, b, a) &&
      !saidBy(left.stem, a, b) &&
      !saidBy(right.stem, b, a)
    ) {
      return sides([marker, left.lower], [marker, right.lower])
    }
  }
  return undefined
}

function isMatter({ kind, lower }: Token): boolean {
  return kind === 'word' && !functionWords.has(lower) && !vagueWords.has(lower)
}

/** Nothing on the other side stands for it. */
function foreign(token: Token, other: Question): boolean {
  return !other.words.has(token.stem) && !other.tokens.some((one) => alike(token, one))
}

const alike = (a: Token, b: Token): boolean =>
  synonymous(a.stem, b.stem) || root(a.stem) === root(b.stem) || misspelled(a.lower, b.lower)
