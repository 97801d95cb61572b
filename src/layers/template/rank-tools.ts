/**
 * Which tools a request may be about: BM25 over name, parameters and descriptions (BM25F: Robertson, Zaragoza, Taylor
 * 2004), with prefixes of words as a weak second chance.
 * @module
 */
import { textsOf, type ToolFacts } from './tool-facts.ts'
import { wordsOf } from './tool-words.ts'

export interface ToolIndex {
  /** One score a tool, 0 and up: what it shares with the words of the request. */
  score(words: readonly string[]): Float64Array
  /** How many of the words a tool has, a word of its name for two. */
  evidence(words: readonly string[], at: number): number
}

/** How much a word counts by where it stands. */
const weights = { name: 3, description: 1, parameter: 1, parameterText: 0.5, value: 0.7 }
const k1 = 1.2
const b = 0.4
/** Letters that two words must share at their beginning to count as related, and what such a match is worth. */
const sharedLetters = 5
const relatedWorth = 0.4
const mostRelated = 50

interface Place {
  readonly at: number
  readonly weight: number
}

export function indexTools(tools: readonly ToolFacts[]): ToolIndex {
  const bags = tools.map(bagOf)
  const lengths = bags.map((bag) => [...bag.values()].reduce((sum, weight) => sum + weight, 0))
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length)
  const norms = lengths.map((length) => k1 * (1 - b + (b * length) / average))
  /** Where each word stands: a turn of many words takes time in those that the tools have. */
  const places = new Map<string, Place[]>()
  for (const [at, bag] of bags.entries()) {
    for (const [word, weight] of bag) {
      const list = places.get(word)
      if (list) list.push({ at, weight })
      else places.set(word, [{ at, weight }])
    }
  }
  const related = new Map<string, string[]>()
  for (const word of places.keys()) {
    if (word.length < sharedLetters) continue
    const start = word.slice(0, sharedLetters)
    const list = related.get(start)
    if (list === undefined) related.set(start, [word])
    else if (list.length < mostRelated) list.push(word)
  }
  const rarity = (word: string): number => {
    const found = places.get(word)?.length ?? 0
    return Math.log(1 + (tools.length - found + 0.5) / (found + 0.5))
  }
  return {
    evidence(words, at) {
      const bag = bags[at]!
      let found = 0
      for (const word of new Set(words)) {
        const weight = bag.get(word) ?? 0
        if (weight > 0) found += weight >= weights.name ? 2 : 1
      }
      return found
    },
    score(words) {
      const scores = new Float64Array(tools.length)
      const add = (at: number, weight: number, rare: number): void => {
        scores[at]! += (rare * weight * (k1 + 1)) / (weight + norms[at]!)
      }
      for (const asked of new Set(words)) {
        const direct = places.get(asked) ?? []
        const idf = rarity(asked)
        for (const { at, weight } of direct) add(at, weight, idf)
        if (asked.length < sharedLetters) continue
        const has = new Set(direct.map(({ at }) => at))
        const best = new Map<number, { weight: number; rare: number }>()
        for (const word of related.get(asked.slice(0, sharedLetters)) ?? []) {
          const rare = rarity(word)
          for (const { at, weight: whole } of places.get(word)!) {
            const weight = whole * relatedWorth
            if (!has.has(at) && weight > (best.get(at)?.weight ?? 0)) best.set(at, { weight, rare })
          }
        }
        for (const [at, { weight, rare }] of best) add(at, weight, rare)
      }
      return scores
    },
  }
}

function bagOf(tool: ToolFacts): ReadonlyMap<string, number> {
  const bag = new Map<string, number>()
  const add = (text: string, weight: number): void => {
    for (const word of wordsOf(text)) bag.set(word, (bag.get(word) ?? 0) + weight)
  }
  const { names, descriptions, values } = textsOf(tool.schema)
  add(tool.name, weights.name)
  add(tool.description, weights.description)
  for (const name of names) add(name, weights.parameter)
  for (const text of descriptions) add(text, weights.parameterText)
  for (const value of values) add(value, weights.value)
  return bag
}
