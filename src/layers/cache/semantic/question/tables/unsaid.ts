/**
 * What goes without saying where each side has one of these words: who plays tennis plays a sport. Our own list.
 * @module
 */
import { meet } from '../sets.ts'
import { stem } from '../stem.ts'
import { unsaid1 } from './unsaid-1.ts'

/** For each word that may go without saying, the words in whose company it may. All stems. */
const companions: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  [unsaid1]
    .flatMap((text) => text.split(';'))
    .map((line) => {
      const [word = '', others = ''] = line.trim().split(':')
      return [stem(word), new Set(others.trim().split(/\s+/).map(stem))] as const
    }),
)

/** Whether a word goes without saying beside a word of each side. */
export function impliedBeside(
  word: string,
  own: ReadonlySet<string>,
  other: ReadonlySet<string>,
): boolean {
  const company = companions.get(word)
  if (!company) return false
  return meet(company, own) && meet(company, other)
}
