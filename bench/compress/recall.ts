/**
 * Spans kept at fixed budgets in o200k tokens: selection with and without the transformer, and what it must beat.
 * Titles of opened documents are paid by all, marks of what is left out by selection alone.
 * @module
 */
import type { Selector } from '../../src/layers/compress/select/selector.ts'
import { bm25, fill, head, headAndTail, randomSentences, unitsOf, type Units } from './baselines.ts'
import { holdsAnswer, normalised, type Case } from './sets/case.ts'
import { Pool } from './sets/pool.ts'

export interface RecallRow {
  readonly name: string
  /** Per ratio, %: an answer stands in what is left; the gold sentences and their title do. */
  readonly spans: readonly number[]
  readonly sentences: readonly number[]
  /** Mean of tokens before to tokens after. */
  readonly reached: readonly number[]
  /** Per ratio: 1 or 0 of each row, for paired differences. */
  readonly hits: readonly (readonly number[])[]
}

type Count = (text: string) => number
type Scorer = (asked: Units, row: Case, at: number) => number[] | Promise<number[]>
/** Stands where something is left out, so that no answer is found across the gap. */
const gap = ' zzgapzz '

export async function recallOn(
  cases: readonly Case[],
  ratios: readonly number[],
  { selector, cheap }: { readonly selector: Selector; readonly cheap: Selector },
  count: Count,
  more: Readonly<Record<string, (asked: Units, row: Case) => Promise<number[]>>> = {},
  /** Selection and the best BM25 alone, of which the bars are. */
  quick = false,
): Promise<RecallRow[]> {
  const pool = new Pool([
    ...new Map(cases.flatMap(({ documents }) => documents).map((one) => [one.text, one])).values(),
  ])
  const idf = (word: string): number => pool.idf(word)
  const all: Record<string, Scorer> = {
    head,
    'head and tail': headAndTail,
    'random sentences': (asked, _, at) => randomSentences(asked, at),
    'BM25 sentences': (asked, { question }) => bm25(asked, question, idf, false),
    'BM25 + neighbours + document': (asked, { question }) => bm25(asked, question, idf, true),
  }
  const simple = Object.fromEntries(Object.entries(all).slice(quick ? -1 : 0))
  const tallies = new Map<string, Tally>()
  const tally = (name: string): Tally => {
    const known = tallies.get(name) ?? new Tally(ratios.length)
    tallies.set(name, known)
    return known
  }
  const chosen = [
    ['selection', selector] as const,
    ...(quick ? [] : [['selection without transformer', cheap] as const]),
  ]
  for (const [at, row] of cases.entries()) {
    const asked = unitsOf(row.documents, count)
    const gold = goldOf(row, asked)
    const scorers = Object.entries({ ...simple, ...more })
    for (const [name, scores] of scorers) {
      const found = await scores(asked, row, at)
      for (const [place, ratio] of ratios.entries()) {
        const kept = fill(asked, found, asked.whole / ratio)
        let text = ''
        for (const [unit, { text: part }] of asked.units.entries())
          text += kept.has(unit) ? ` ${part}` : gap
        const tokens = tokensOf(asked, kept)
        tally(name).add(
          place,
          row,
          text,
          gold.every((unit) => kept.has(unit)),
          asked.whole / tokens,
          gold,
          asked,
        )
      }
    }
    for (const [name, one] of chosen) {
      const studied = await one.study(row.question, row.documents)
      for (const [place, ratio] of ratios.entries()) {
        const texts =
          typeof studied === 'string'
            ? row.documents.map(({ text }) => text)
            : one.choose(studied, { ratio, count }).texts
        const written = texts.map((text) => text.replaceAll('[…]', gap)).join(gap)
        const before = asked.whole
        const after = texts.reduce(
          (sum, text, document) =>
            sum + (text === '' ? 0 : count(text) + asked.titleTokens[document]!),
          0,
        )
        const whole = gold.every((unit) => {
          const { document, text } = asked.units[unit]!
          return texts[document]!.includes(text.trim())
        })
        tally(name).add(place, row, written, whole, before / after, gold, asked)
      }
    }
  }
  return [...tallies].map(([name, found]) => found.row(name))
}

class Tally {
  readonly #hits: number[][]
  readonly #sentences: number[][]
  readonly #reached: number[][]

  constructor(ratios: number) {
    this.#hits = Array.from({ length: ratios }, () => [])
    this.#sentences = Array.from({ length: ratios }, () => [])
    this.#reached = Array.from({ length: ratios }, () => [])
  }

  add(
    place: number,
    row: Case,
    text: string,
    whole: boolean,
    ratio: number,
    gold: readonly number[],
    asked: Units,
  ): void {
    // Without listed answers, all gold sentences must be there.
    const hit =
      row.answers.length > 0
        ? holdsAnswer(normalised(text), row.answers)
        : gold.length > 0 && asked.units.length > 0 && whole
    this.#hits[place]!.push(hit ? 1 : 0)
    this.#sentences[place]!.push(whole ? 1 : 0)
    this.#reached[place]!.push(ratio)
  }

  row(name: string): RecallRow {
    const mean = (list: readonly number[]): number =>
      list.reduce((sum, value) => sum + value, 0) / Math.max(1, list.length)
    return {
      name,
      spans: this.#hits.map((list) => mean(list) * 100),
      sentences: this.#sentences.map((list) => mean(list) * 100),
      reached: this.#reached.map(mean),
      hits: this.#hits,
    }
  }
}

/** Units that a gold span touches. */
export function goldOf(row: Case, asked: Units): number[] {
  return asked.units.flatMap(({ document, unit }, at) =>
    row.gold.some(
      (span) => span.document === document && span.start < unit.end && span.end > unit.start,
    )
      ? [at]
      : [],
  )
}

function tokensOf({ units, tokens, titleTokens }: Units, kept: ReadonlySet<number>): number {
  const opened = new Set<number>()
  let sum = 0
  for (const at of kept) {
    const { document } = units[at]!
    sum += tokens[at]! + (opened.has(document) ? 0 : titleTokens[document]!)
    opened.add(document)
  }
  return Math.max(1, sum)
}
