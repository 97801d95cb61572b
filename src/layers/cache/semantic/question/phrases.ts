/**
 * Phrases that say the same in other words, of which at least one has several ("get rid of", "remove"). Like synonyms
 * they only excuse a difference, never find one.
 * @module
 */
import { readFileSync } from 'node:fs'
import { oncePerQuestion } from './once-per-question.ts'
import type { Token } from './question.ts'
import { stem } from './stem.ts'

interface Phrase {
  /** Stems behind the first two. */
  readonly rest: readonly string[]
  readonly line: number
}

/** Those that open with one stem. */
interface Openings {
  /** Lines of which it is a phrase by itself. */
  readonly alone: number[]
  /** By the second stem. */
  readonly next: Map<string, Phrase[]>
}

export interface Phrases {
  /** Numbers of the lines of which it has a phrase. */
  readonly sayings: ReadonlySet<number>
  /** Stem → the lines of whose phrases it is part here. */
  readonly sayingsOf: ReadonlyMap<string, readonly number[]>
}

/** They stand anywhere in a phrase: "fill in the form", "fill in form". */
const skipped = new Set('a an the my your our their his her its this that'.split(' '))

let known: ReadonlyMap<string, Openings> | undefined

/** Lists of phrases that may stand for each other, a comma between two. Articles and possessives are left out. Our own. */
function readLines(): readonly (readonly string[])[] {
  const text = readFileSync(new URL('./tables/phrases.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as string[]).map((line) => line.split(', '))
}

/** Made when two questions are first compared: a look where nothing is near has no need of it. */
function readOpenings(): ReadonlyMap<string, Openings> {
  const openings = new Map<string, Openings>()
  for (const [line, phrases] of readLines().entries()) {
    for (const phrase of phrases) {
      const words = phrase.split(' ').filter((word) => !skipped.has(word))
      const [first = '', second, ...rest] = words.map(stem)
      let opening = openings.get(first)
      if (!opening) openings.set(first, (opening = { alone: [], next: new Map() }))
      if (second === undefined) opening.alone.push(line)
      else {
        const others = opening.next.get(second)
        if (others) others.push({ rest, line })
        else opening.next.set(second, [{ rest, line }])
      }
    }
  }
  return openings
}

const none: Phrases = { sayings: new Set(), sayingsOf: new Map() }

export const phrasesOf = oncePerQuestion(({ tokens }): Phrases => readPhrases(tokens))

function readPhrases(tokens: readonly Token[]): Phrases {
  known ??= readOpenings()
  const words: string[] = []
  for (const { lower, stem } of tokens) if (!skipped.has(lower)) words.push(stem)
  let found: { sayings: Set<number>; sayingsOf: Map<string, number[]> } | undefined
  const add = (line: number, from: number, to: number): void => {
    found ??= { sayings: new Set(), sayingsOf: new Map() }
    found.sayings.add(line)
    for (let at = from; at < to; at++) {
      const lines = found.sayingsOf.get(words[at]!)
      if (lines) lines.push(line)
      else found.sayingsOf.set(words[at]!, [line])
    }
  }
  for (const [at, word] of words.entries()) {
    const opening = known.get(word)
    if (!opening) continue
    for (const line of opening.alone) add(line, at, at + 1)
    const phrases = opening.next.get(words[at + 1] ?? '')
    if (!phrases) continue
    for (const { rest, line } of phrases) {
      if (rest.every((next, ahead) => words[at + 2 + ahead] === next))
        add(line, at, at + 2 + rest.length)
    }
  }
  return found ?? none
}
