/**
 * The same words with their parts exchanged: USD to EUR, A better than B, whether dogs eat cats.
 * @module
 */
import type { Question, Role, Veto } from './question.ts'
import { sides } from './sets.ts'

/** Words around which both orders ask the same. */
const symmetric =
  /^(?:and|or|vs|versus|between|compare|compared|comparison|differ|difference|differences|distinguish|relation|relationship|common|similar|both|with|equal|same)$/
/** These head a phrase that may stand anywhere in the sentence, so order says nothing without roles. */
const movable = /^(?:in|for|at|on|with|using|of|during|about|if|when|by)$/

export function vetoOrder(a: Question, b: Question, vetoes: Veto[]): void {
  const swapped =
    swappedRoles(a.roles, b.roles) ?? swappedRoles(b.roles, a.roles) ?? exchanged(a, b)
  if (swapped) vetoes.push({ kind: 'order', words: swapped })
}

/** One side has X behind "from" and Y behind "to", the other has one of them behind the other's marker. */
function swappedRoles(a: readonly Role[], b: readonly Role[]): string | undefined {
  for (const one of a) {
    for (const two of a) {
      if (one.marker === two.marker || one.head === two.head || !directed(one.marker, two.marker))
        continue
      const crossed = b.some(({ marker, head }) => marker === one.marker && head === two.head)
      const straight = b.some(({ marker, head }) => marker === one.marker && head === one.head)
      if (crossed && !straight) return sides([one.marker, one.head], [one.marker, two.head])
    }
  }
  return undefined
}

const pairs = new Set([
  'from to',
  'to from',
  'before after',
  'over under',
  'with without',
  'from into',
  'in from',
  'from in',
  'for against',
  'instead of',
])
const directed = (one: string, two: string): boolean =>
  pairs.has(`${one} ${two}`) || one === 'than' || two === 'than'

/** The very same words of matter, two of which have changed places around something that is not symmetric. */
function exchanged(a: Question, b: Question): string | undefined {
  if (a.content.length !== b.content.length || a.content.length < 2) return undefined
  if (!a.content.every((word) => b.words.has(word))) return undefined
  if (
    a.tokens.some(({ lower }) => symmetric.test(lower)) ||
    b.tokens.some(({ lower }) => symmetric.test(lower))
  )
    return undefined
  const order = b.content
  const at = a.content.findIndex((word, index) => order[index] !== word)
  if (at < 0) return undefined
  // A phrase moved as a whole ("in Java, how do I …") leaves its parts in their order behind their own markers.
  const anchored = (question: Question): Set<string> =>
    new Set(
      question.roles
        .filter(({ marker }) => movable.test(marker))
        .map(({ marker, head }) => `${marker === 'of' ? 'of' : 'at'} ${head}`),
    )
  const left = anchored(a)
  const right = anchored(b)
  const moved = a.content.filter((word, index) => order[index] !== word)
  const excused = moved.filter((word) =>
    ['at', 'of'].some((marker) => left.has(`${marker} ${word}`) && right.has(`${marker} ${word}`)),
  )
  if (excused.length > 0) return undefined
  return `${moved.join(' ')}`
}
