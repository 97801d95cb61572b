/**
 * A question and its denial: "not", "without", "ineligible", and words that mean the opposite.
 * @module
 */
import type { Closeness } from './closeness.ts'
import { oppositesOf } from './lexicon.ts'
import type { Question, Veto } from './question.ts'
import { sides } from './sets.ts'
import { denyingPrefixes } from './tables/antonyms.ts'

export function vetoPolarity(
  a: Question,
  b: Question,
  { insertion, shared }: Closeness,
  vetoes: Veto[],
): void {
  // Of the same matter any denial counts; of much the same only "not" in the sentence that asks.
  const denied = a.negations % 2 !== b.negations % 2
  const asked = a.denials % 2 !== b.denials % 2
  if (denied && (insertion || shared >= 0.75 || (asked && shared >= 0.4))) {
    vetoes.push({ kind: 'negation', words: sides([String(a.negations)], [String(b.negations)]) })
  }
  // "Can I …?" and "Is it forbidden to …?": yes to one is no to the other.
  const whether = a.frame === 'yes-no' && b.frame === 'yes-no'
  if (whether && shared >= 0.4 && !denied && forbids(a) !== forbids(b))
    vetoes.push({ kind: 'antonym', words: sides(['forbidden'], []) })
  const gone = whether && shared >= 0.5 ? (absent(a, b) ?? absent(b, a)) : undefined
  if (gone) vetoes.push({ kind: 'antonym', words: sides([gone], []) })
  const opposed = opposite(a, b) ?? opposite(b, a) ?? particles(a, b)
  if (opposed) vetoes.push({ kind: 'antonym', words: sides([opposed[0]], [opposed[1]]) })
}

const forbids = ({ tokens }: Question): boolean =>
  tokens.some(({ lower }) => /^(?:forbidden|prohibited|banned|barred|disallowed)$/.test(lower))

/** Only words that the other side lacks: "more or less" opposes nobody. */
function opposite(from: Question, other: Question): [string, string] | undefined {
  for (const { kind, stem, lower } of from.tokens) {
    if (kind !== 'word' || other.words.has(stem)) continue
    const against = oppositesOf(stem)
    if (against) {
      for (const { stem: candidate } of other.tokens) {
        if (against.has(candidate) && !from.words.has(candidate)) return [stem, candidate]
      }
    }
    const base = denied(stem, from, other) ?? formed(lower, from, other)
    if (base) return [stem, base]
  }
  return undefined
}

const directions: ReadonlyMap<string, string> = new Map([
  ['in', 'out'],
  ['out', 'in'],
  ['on', 'off'],
  ['off', 'on'],
  ['up', 'down'],
  ['down', 'up'],
])

/** "Are trainees off on Monday?": what is off or away, where the other side says nothing of it. */
function absent(from: Question, other: Question): string | undefined {
  if (!being.test(from.tokens[0]?.lower ?? '')) return undefined
  for (const [at, { lower }] of from.tokens.entries()) {
    const next = from.tokens[at + 1]
    const alone = !next || /^(?:on|at|in|for|from|until|till|during|today)$/.test(next.lower)
    if (/^(?:off|away|out|down)$/.test(lower) && alone && !other.words.has(lower)) return lower
  }
  return undefined
}
const being = /^(?:is|are|am|was|were|will)$/

/** With these a verb is another verb. */
const particled = /^(?:up|out|off|down|away|over|back)$/

/** What stands behind the word, wherever it stands. */
const behind = ({ tokens }: Question, word: string): string[] =>
  tokens.flatMap(({ stem }, at) => (stem === word ? [tokens[at + 1]?.lower ?? ''] : []))

/** "Check in" and "check out", "sign up" and "sign out": the same word before another particle. */
function particles(a: Question, b: Question): [string, string] | undefined {
  for (const [at, { lower, stem }] of a.tokens.entries()) {
    const particle = a.tokens[at + 1]?.lower ?? ''
    const against = directions.get(particle) ?? ''
    const phrasal = particled.test(particle)
    if (against === '' && !phrasal) continue
    const meets = (other: string): boolean =>
      other !== particle && (other === against || (phrasal && particled.test(other)))
    const found = behind(b, stem).find(meets)
    if (
      found !== undefined &&
      !behind(b, stem).includes(particle) &&
      !behind(a, stem).includes(found)
    )
      return [`${lower} ${particle}`, `${lower} ${found}`]
  }
  return undefined
}

/** Openings that point apart before the same rest: "overcooked", "undercooked". */
const openings = [
  'over under',
  'in out',
  'up down',
  'pre post',
  'inter intra',
  'hyper hypo',
  'macro micro',
  'mono poly',
  'sub super',
  'in ex',
  'im ex',
  'as de',
  'ac de',
  'fore back',
  'max min',
  'upper lower',
].flatMap((line): [string, string][] => {
  const [left = '', right = ''] = line.split(' ')
  return [
    [left, right],
    [right, left],
  ]
})

/** The word of the other side that has another opening, or lacks what this one is without ("corded", "cordless"). */
function formed(word: string, from: Question, other: Question): string | undefined {
  if (word.length < 5) return undefined
  const meets = (made: string): boolean => other.words.has(made) && !from.words.has(made)
  for (const [opening, against] of openings) {
    if (!word.startsWith(opening)) continue
    const rest = word.slice(opening.length)
    if (rest.length > 2 && meets(against + rest)) return against + rest
  }
  if (!word.endsWith('less')) return undefined
  const base = word.slice(0, -4)
  if (base.length < 3) return undefined
  return [base, `${base}ed`, `${base}d`, `${base}ful`].find(meets)
}

/** The word of the other side that this one denies by its prefix; both must be whole words ("in" + "form" is none). */
function denied(word: string, from: Question, other: Question): string | undefined {
  if (word.length < 6) return undefined
  for (const prefix of denyingPrefixes) {
    if (!word.startsWith(prefix)) continue
    const base = word.slice(prefix.length)
    if (base.length > 3 && other.words.has(base) && !from.words.has(base)) return base
  }
  return undefined
}
