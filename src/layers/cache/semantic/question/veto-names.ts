/**
 * Names by their capitals: each must be found on the other side, in capitals or not.
 * @module
 */
import type { Closeness } from './closeness.ts'
import { membersOfWord } from './lexicon.ts'
import { units } from './tables/numbers.ts'
import type { Question, Veto } from './question.ts'
import { stem } from './stem.ts'
import { sides } from './sets.ts'

export function vetoNames(a: Question, b: Question, _: Closeness, vetoes: Veto[]): void {
  const left = missing(a, b)
  const right = missing(b, a)
  if (left.length > 0 && right.length > 0)
    vetoes.push({ kind: 'entity', words: sides(left, right) })
}

function missing(from: Question, other: Question): string[] {
  const lost: string[] = []
  for (const name of from.entities) {
    if (
      other.words.has(name) ||
      other.words.has(stem(name)) ||
      other.words.has(name.replace(/s$/, '')) ||
      other.ids.has(name)
    )
      continue
    if (name.length === 1 || units.has(name) || inFamily(name, other)) continue
    if (isAcronymOf(name, other) || misspelled(name, other)) continue
    lost.push(name)
  }
  return lost
}

/** Countries and their peoples, faiths and their believers: the families compare them. */
function inFamily(name: string, other: Question): boolean {
  const of = membersOfWord(stem(name))
  return of?.some(({ family, member }) => other.members.get(family)?.has(member)) ?? false
}

/** RBI and "Reserve Bank of India": the letters open neighbouring words, small ones skipped. */
function isAcronymOf(name: string, other: Question): boolean {
  if (name.length < 2 || name.length > 6) return false
  const words = other.tokens
  for (let start = 0; start < words.length; start++) {
    if (words[start]!.lower[0] !== name[0]) continue
    let letter = 1
    for (
      let at = start + 1;
      at < words.length && letter < name.length && at < start + 2 * name.length;
      at++
    ) {
      const { lower } = words[at]!
      if (lower[0] === name[letter]) letter += 1
      else if (lower.length > 3) break
    }
    if (letter === name.length) return true
  }
  return false
}

/** Longer names may have one letter too much, too few, or two swapped; never another letter in place of one. */
function misspelled(name: string, other: Question): boolean {
  if (name.length < 5) return false
  for (const { lower } of other.tokens) {
    if (
      lower[0] === name[0] &&
      (lower.length === name.length ||
        (name.length > 6 && Math.abs(lower.length - name.length) === 1)) &&
      slip(name, lower)
    )
      return true
  }
  return false
}

function slip(a: string, b: string): boolean {
  let at = 0
  while (at < a.length && a[at] === b[at]) at += 1
  if (a.length === b.length) {
    return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2)
  }
  const [long, short] = a.length > b.length ? [a, b] : [b, a]
  return long.slice(at + 1) === short.slice(at)
}
