/**
 * The tables under one look-up: what a word belongs to.
 * @module
 */
import { stem } from './stem.ts'
import type { VetoKind } from './question.ts'
import { antonymSides } from './tables/antonyms.ts'
import { moneyFamilies } from './tables/families-money.ts'
import { placeFamilies } from './tables/families-places.ts'
import { technologyFamilies } from './tables/families-technology.ts'
import { worldFamilies } from './tables/families-world.ts'
import { synonymLines } from './tables/synonyms.ts'

export interface Family {
  readonly name: string
  readonly veto: VetoKind
  /** A member on one side alone is a difference too. */
  readonly strict: boolean
  readonly members: readonly string[]
}

export interface Membership {
  readonly family: number
  readonly member: number
}

/** What follows the first word of a member of several words. */
interface Phrase {
  readonly rest: readonly string[]
  readonly of: Membership
}

export const families: readonly Family[] = []
const single = new Map<string, Membership[]>()
const phrases = new Map<string, Phrase[]>()

const vetoOf: Readonly<Record<string, VetoKind>> = {
  person: 'principal',
  language: 'place',
  quantity: 'number',
}

function put(spelling: string, of: Membership): void {
  const [first = '', ...rest] = spelling.split(/[ -]/).map(stem)
  const known = rest.length === 0 ? single.get(first) : undefined
  if (rest.length > 0) {
    const others = phrases.get(first) ?? []
    others.push({ rest, of })
    // The longest first: "national insurance number" before "national insurance".
    others.sort((a, b) => b.rest.length - a.rest.length)
    phrases.set(first, others)
  } else if (!known) single.set(first, [of])
  else if (!known.some((one) => one.family === of.family)) known.push(of)
}

for (const line of [moneyFamilies, worldFamilies, technologyFamilies, placeFamilies]
  .join('')
  .trim()
  .split('\n')) {
  if (line === '') continue
  const at = line.indexOf(':')
  const [kind = '', name = ''] = line.slice(0, at).trim().split(' ')
  const bare = kind.replace('!', '')
  const members = line
    .slice(at + 1)
    .split(',')
    .map((member) => member.trim().split('='))
  const strict = kind.endsWith('!') || name.endsWith('!')
  const family = families.length
  ;(families as Family[]).push({
    name,
    veto: vetoOf[bare] ?? (bare as VetoKind),
    strict,
    members: members.map(([first = '']) => first),
  })
  for (const [member, spellings] of members.entries()) {
    for (const spelling of spellings) put(spelling, { family, member })
  }
}

export const membersOfWord = (word: string): readonly Membership[] | undefined => single.get(word)
export const phrasesOfWord = (word: string): readonly Phrase[] | undefined => phrases.get(word)

const synonyms = new Map<string, number[]>()
for (const [line, words] of synonymLines.entries()) {
  for (const word of words) {
    const known = synonyms.get(stem(word))
    if (known) known.push(line)
    else synonyms.set(stem(word), [line])
  }
}

/** Whether two stems may stand for each other. */
export function synonymous(a: string, b: string): boolean {
  if (a === b) return true
  const left = synonyms.get(a)
  const right = left && synonyms.get(b)
  return right !== undefined && left!.some((line) => right.includes(line))
}

const opposites = new Map<string, Set<string>>()
for (const [left, right] of antonymSides) {
  for (const [from, to] of [
    [left, right],
    [right, left],
  ] as const) {
    for (const word of from) {
      const known = opposites.get(stem(word)) ?? new Set()
      for (const other of to) known.add(stem(other))
      opposites.set(stem(word), known)
    }
  }
}

/** Stems that mean the opposite of this one. */
export const oppositesOf = (word: string): ReadonlySet<string> | undefined => opposites.get(word)

/** Whether any table knows the word: then it is taken for English. */
export const isKnownWord = (word: string): boolean =>
  single.has(word) || phrases.has(word) || synonyms.has(word) || opposites.has(word)
