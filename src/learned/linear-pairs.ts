/**
 * The linear verifier: hashed word features and fourteen dense ones, one int8 weight each, in plain TypeScript.
 * Its trainer, `training/cache/linear.py`, documents the features; the two must agree to the bit on the hashing.
 * @module
 */
import { crc32 } from 'node:zlib'
import { loadStaticEmbedding } from './static-embedding.ts'
import type { Weights } from './weights.ts'

export interface LinearPairs {
  /**
   * Calibrated log odds that the answer to the one question serves the other; both orders give the same.
   * About 30 µs; of a long text only the first 8,192 characters, 256 words and 64 distinct ones count.
   */
  score(a: string, b: string): number
  /** How rare a word is in the training texts: ln(1 + N / (1 + df)), in steps of a sixteenth. */
  rarity(word: string): number
}

const longest = 8192
const mostWords = 256
const mostDistinct = 64
const mostCrossed = 12

const negations = new Set(
  (
    'not no never without cannot none nobody nothing neither nor cant dont doesnt didnt isnt arent wasnt werent ' +
    'wont wouldnt shouldnt couldnt hasnt havent hadnt unable'
  ).split(' '),
)
const questionWords = new Set('what when where who whom whose why how which'.split(' '))

/** Of `model.json`'s `dense`, in the order in which the features are made. */
const denseNames = [
  'rarityOverlap',
  'rarestUnmatched',
  'rarestUnmatchedOther',
  'unmatched',
  'unmatchedOther',
  'numberXor',
  'negationXor',
  'nameXor',
  'nameCommon',
  'lengthRatio',
  'firstEqual',
  'questionXor',
  'overlap',
  'similarity',
] as const

/** What one text gives to every pair it is in. */
interface Side {
  readonly words: readonly string[]
  readonly distinct: ReadonlySet<string>
  readonly bigrams: ReadonlySet<string>
  readonly names: ReadonlySet<string>
}

/**
 * Loads a linear verifier.
 * @param embed unit vectors of texts by the table that `model.json` names in `similarityOf`; left out, it is loaded
 * @throws Error where the files do not fit the fields of `model.json`
 */
export function loadLinearPairs(
  weights: Weights,
  embed: (text: string) => Float32Array = embeddingOf(weights),
): LinearPairs {
  const buckets = weights.count('buckets')
  const rarities = weights.count('rarities')
  const sparse = new Int8Array(weights.read('weights.bin'))
  const steps = weights.read('rarity.bin')
  const slopes = weights.fields.dense as Readonly<Record<string, unknown>> | undefined
  const real = (value: unknown, name: string): number => {
    if (typeof value === 'number' && Number.isFinite(value)) return value
    throw new Error(`weights ${weights.name}: ${name} is no number`)
  }
  const step = real(weights.fields.step, 'step')
  const offset = real(weights.fields.offset, 'offset')
  const rarityStep = real(weights.fields.rarityStep, 'rarityStep')
  const dense = denseNames.map((name) => real(slopes?.[name], name))
  if (weights.kind !== 'linear' || sparse.length !== buckets || steps.length !== rarities) {
    throw new Error(
      `weights ${weights.name}: the files do not fit ${buckets} buckets and ${rarities} rarities`,
    )
  }
  const rarity = (word: string): number => steps[crc32(word) % rarities]! * rarityStep
  const of = (feature: string): number => sparse[crc32(feature) % buckets]!

  /** Sum of the hashed features' weights, in steps. */
  function hashed(a: Side, b: Side, left: readonly string[], right: readonly string[]): number {
    let sum = 0
    for (const word of a.distinct) sum += of(b.distinct.has(word) ? `s:${word}` : `d:${word}`)
    for (const word of right) sum += of(`d:${word}`)
    for (const one of left.slice(0, mostCrossed)) {
      for (const two of right.slice(0, mostCrossed)) {
        sum += of(one < two ? `x:${one}|${two}` : `x:${two}|${one}`)
      }
    }
    for (const bigram of a.bigrams) if (!b.bigrams.has(bigram)) sum += of(`b:${bigram}`) / 2
    for (const bigram of b.bigrams) if (!a.bigrams.has(bigram)) sum += of(`b:${bigram}`) / 2
    return sum
  }

  const read = (text: string) => ({
    text,
    side: sideOf(text),
    vector: embed(text.slice(0, longest)),
  })
  /** A question is compared with several, one after the other: what was read of it is two fifths of a score. */
  let latest = read('')

  return {
    rarity,
    score(first, second) {
      if (latest.text !== first) latest = read(first)
      const { side: a, vector } = latest
      const b = sideOf(second)
      const left = [...a.distinct].filter((word) => !b.distinct.has(word))
      const right = [...b.distinct].filter((word) => !a.distinct.has(word))
      const similarity = dot(vector, embed(second.slice(0, longest)))
      const features = [...denseOf(a, b, left, right, rarity), similarity]
      const logit = features.reduce((sum, value, place) => sum + value * dense[place]!, offset)
      return logit + hashed(a, b, left, right) * step
    },
  }
}

function embeddingOf(weights: Weights): (text: string) => Float32Array {
  const name = weights.fields.similarityOf
  const table = typeof name === 'string' ? weights.beside(name) : undefined
  if (!table) throw new Error(`weights ${weights.name}: no table ${String(name)} beside them`)
  return loadStaticEmbedding(table).embed
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!
  return sum
}

function sideOf(text: string): Side {
  const start = text.slice(0, longest)
  const words = (
    start
      .toLowerCase()
      .replace(/['\u2019]/g, '')
      .match(/[a-z0-9]+/g) ?? []
  ).slice(0, mostWords)
  const bigrams = words.slice(1).map((word, place) => `${words[place]!} ${word}`)
  const written = (start.match(/[A-Za-z0-9]+/g) ?? []).slice(1, mostWords + 1)
  const names = written.filter((word) => word[0]! >= 'A' && word[0]! <= 'Z')
  return {
    words,
    distinct: new Set([...new Set(words)].slice(0, mostDistinct)),
    bigrams: new Set([...new Set(bigrams)].slice(0, mostDistinct)),
    names: new Set(names.map((word) => word.toLowerCase())),
  }
}

function denseOf(
  a: Side,
  b: Side,
  left: readonly string[],
  right: readonly string[],
  rarity: (word: string) => number,
): readonly number[] {
  const matched = [...a.distinct].filter((word) => b.distinct.has(word))
  const shared = total(matched, rarity)
  const tops = [highest(left, rarity), highest(right, rarity)] as const
  const totals = [total(left, rarity), total(right, rarity)] as const
  const every = shared + totals[0] + totals[1]
  const lengths = [Math.max(1, a.words.length), Math.max(1, b.words.length)] as const
  const unlike = [...left, ...right]
  const strange = (names: ReadonlySet<string>, other: ReadonlySet<string>): number =>
    count(names, (name) => !other.has(name))
  return [
    every > 0 ? shared / every : 1,
    Math.max(...tops),
    Math.min(...tops),
    Math.max(...totals),
    Math.min(...totals),
    count(unlike, (word) => word[0]! <= '9'),
    Number(some(a.distinct, negations) !== some(b.distinct, negations)),
    strange(a.names, b.distinct) + strange(b.names, a.distinct),
    count(a.names, (name) => b.names.has(name)),
    Math.min(...lengths) / Math.max(...lengths),
    Number(a.words[0] === b.words[0]),
    count(unlike, (word) => questionWords.has(word)),
    matched.length / Math.max(1, Math.min(a.distinct.size, b.distinct.size)),
  ]
}

function total(words: readonly string[], of: (word: string) => number): number {
  return words.reduce((sum, word) => sum + of(word), 0)
}

function highest(words: readonly string[], of: (word: string) => number): number {
  return words.reduce((most, word) => Math.max(most, of(word)), 0)
}

function count(words: Iterable<string>, fits: (word: string) => boolean): number {
  let found = 0
  for (const word of words) if (fits(word)) found += 1
  return found
}

function some(words: ReadonlySet<string>, among: ReadonlySet<string>): boolean {
  for (const word of words) if (among.has(word)) return true
  return false
}
