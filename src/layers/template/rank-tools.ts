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

export function indexTools(tools: readonly ToolFacts[]): ToolIndex {
  const bags = tools.map(bagOf)
  const lengths = bags.map((bag) => [...bag.values()].reduce((sum, weight) => sum + weight, 0))
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length)
  const frequency = new Map<string, number>()
  for (const bag of bags) {
    for (const word of bag.keys()) frequency.set(word, (frequency.get(word) ?? 0) + 1)
  }
  const related = new Map<string, string[]>()
  for (const word of frequency.keys()) {
    if (word.length < sharedLetters) continue
    const start = word.slice(0, sharedLetters)
    const list = related.get(start)
    if (list) list.push(word)
    else related.set(start, [word])
  }
  const rarity = (word: string): number => {
    const found = frequency.get(word) ?? 0
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
      for (const asked of new Set(words)) {
        const alike =
          asked.length < sharedLetters ? [] : (related.get(asked.slice(0, sharedLetters)) ?? [])
        const idf = frequency.has(asked) ? rarity(asked) : 0
        for (const [at, bag] of bags.entries()) {
          let weight = bag.get(asked) ?? 0
          let rare = idf
          if (weight === 0) {
            for (const word of alike) {
              const other = (bag.get(word) ?? 0) * relatedWorth
              if (other > weight) {
                weight = other
                rare = rarity(word)
              }
            }
          }
          if (weight === 0) continue
          const norm = k1 * (1 - b + (b * lengths[at]!) / average)
          scores[at]! += (rare * weight * (k1 + 1)) / (weight + norm)
        }
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
