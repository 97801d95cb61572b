/**
 * Things of one family: each side names one that the other does not.
 * @module
 */
import type { Closeness } from './closeness.ts'
import { families } from './lexicon.ts'
import type { Question, Veto } from './question.ts'
import { sides, without } from './sets.ts'

const none: ReadonlySet<number> = new Set()

export function vetoMembers(a: Question, b: Question, closeness: Closeness, vetoes: Veto[]): void {
  for (const [family, left] of a.members) {
    compare(family, left, b.members.get(family) ?? none, closeness, vetoes)
  }
  for (const [family, right] of b.members) {
    if (!a.members.has(family)) compare(family, none, right, closeness, vetoes)
  }
}

/** Share of common matter from which a tier that one side alone names is meant. */
const enough = 0.75

/**
 * Another member always vetoes; one more only in a strict family, and where all else is there on both sides, or nearly
 * all where it is a tier.
 */
function compare(
  family: number,
  a: ReadonlySet<number>,
  b: ReadonlySet<number>,
  { insertion, shared }: Closeness,
  vetoes: Veto[],
): void {
  const left = without(a, b)
  const right = without(b, a)
  const { strict, veto, members, name } = families[family]!
  if (
    (left.length > 0 && right.length > 0) ||
    (strict &&
      (insertion || (shared >= enough && (veto === 'tier' || name === 'delivery'))) &&
      left.length + right.length > 0)
  ) {
    const named = (side: readonly number[]): string[] => side.map((member) => members[member]!)
    vetoes.push({ kind: veto, words: `${name}: ${sides(named(left), named(right))}` })
  }
}
