/**
 * The same words with their parts exchanged: USD to EUR, A better than B, whether dogs eat cats.
 * @module
 */
import type { Question, Role, Veto } from './question.ts'
import { sides } from './sets.ts'

/** Words around which both orders ask the same. */
const symmetric =
  /^(?:and|or|vs|versus|between|compare|compared|comparison|differ|difference|differences|distinguish|relation|relationship|common|similar|both|with|equal|same)$/

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

/** The very same words, two of matter in each other's place around something that is not symmetric. */
function exchanged(a: Question, b: Question): string | undefined {
  const left = plain(a)
  const right = plain(b)
  if (left.length !== right.length || left.length < 2) return undefined
  const moved: string[] = []
  const places: number[] = []
  for (const [at, word] of left.entries()) {
    if (word === right[at]) continue
    moved.push(word)
    places.push(at)
  }
  // A phrase that moved as a whole shifts all that stood behind it; an exchange leaves the rest in place.
  if (moved.length !== 2) return undefined
  const [one, other] = places as [number, number]
  if (left[one] !== right[other] || left[other] !== right[one]) return undefined
  return [a, b].some(({ tokens }) => tokens.some(({ lower }) => symmetric.test(lower))) ? undefined : moved.join(' ')
}

/** Stems without articles and auxiliaries, which move with the wording. */
function plain({ tokens }: Question): string[] {
  return tokens.filter(({ lower }) => !/^(?:a|an|the|is|are|was|were|do|does|did|can|could|will|would|be|to)$/.test(lower)).map(({ stem }) => stem)
}
