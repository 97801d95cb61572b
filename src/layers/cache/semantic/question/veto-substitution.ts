/**
 * Two texts that are one but for a word: another word of matter in the same place is another question, unless the
 * two are known to mean the same. Catches what no table of families can list (product names, parts, topics).
 * @module
 */
import { saidBy } from './accounting.ts'
import type { Closeness } from './closeness.ts'
import { synonymous } from './lexicon.ts'
import type { Question, Token, Veto } from './question.ts'
import { misspelled } from './spelling.ts'
import { root } from './stem.ts'
import { smallNumbers } from './tables/numbers.ts'
import { functionWords, vagueWords } from './tables/function-words.ts'

export function vetoSubstitution(a: Question, b: Question, _: Closeness, vetoes: Veto[]): void {
  const left = a.tokens
  const right = b.tokens
  let start = 0
  while (start < left.length && start < right.length && same(left[start]!, right[start]!))
    start += 1
  let end = 0
  while (
    end < left.length - start &&
    end < right.length - start &&
    same(left[left.length - 1 - end]!, right[right.length - 1 - end]!)
  ) {
    end += 1
  }
  // Both texts are whole but for the middle: a place of at most two words, one of them matter.
  if (start + end < 3 || Math.max(left.length, right.length) - start - end > 2) return
  const middleA = left.slice(start, left.length - end).filter(isMatter)
  const middleB = right.slice(start, right.length - end).filter(isMatter)
  const lostA = middleA.filter((token) => !explained(token, middleB) && !saidBy(token.stem, a, b))
  const lostB = middleB.filter((token) => !explained(token, middleA) && !saidBy(token.stem, b, a))
  if (lostA.length > 0 && lostB.length > 0) {
    const words = [lostA[0]!.lower, lostB[0]!.lower].sort()
    vetoes.push({ kind: 'substitution', words: words.join(' / ') })
  }
}

const same = (a: Token, b: Token): boolean => a.stem === b.stem

function isMatter({ kind, lower }: Token): boolean {
  if (kind === 'number' || smallNumbers.has(lower)) return false
  return kind !== 'word' || (!functionWords.has(lower) && !vagueWords.has(lower))
}

function explained({ stem, kind, lower }: Token, others: readonly Token[]): boolean {
  return others.some((other) => {
    if (kind !== 'word' || other.kind !== 'word') return stem === other.stem
    if (stem.endsWith('est') && other.stem.endsWith('est')) return true
    return (
      synonymous(stem, other.stem) ||
      root(stem) === root(other.stem) ||
      misspelled(stem, other.stem) ||
      misspelled(lower, other.lower)
    )
  })
}
