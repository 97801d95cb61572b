/**
 * QMSum: the share of the marked turns' tokens that a budget keeps, relative to what an oracle keeps under the same
 * budget; and what the second and later questions of a meeting find of theirs after selection for the first.
 * @module
 */
import type { Selector } from '../../src/layers/compress/select/selector.ts'
import { bm25, fill, unitsOf } from './baselines.ts'
import { pairedInterval } from './paired.ts'
import { goldOf } from './recall.ts'
import type { Case } from './sets/case.ts'
import { Pool } from './sets/pool.ts'

export interface MeetingRow {
  readonly n: number
  /** %, per ratio, of the oracle's. */
  readonly ours: readonly number[]
  readonly bm25: readonly number[]
  readonly interval: readonly (readonly [number, number, number])[]
  /** %, what an oracle keeps. */
  readonly oracle: readonly number[]
  /** %, of later questions' gold after selection for the first question: why nothing is selected in a conversation. */
  readonly later: readonly number[]
}

export async function meetingRow(
  cases: readonly Case[],
  ratios: readonly number[],
  selector: Selector,
  count: (text: string) => number,
): Promise<MeetingRow> {
  const texts = new Map<string, string>()
  for (const { documents } of cases) for (const { text } of documents) texts.set(text, text)
  const lines = [...texts.keys()].flatMap((text) => text.split('\n'))
  const pool = new Pool(lines.map((text) => ({ title: '', text })))
  const idf = (word: string): number => pool.idf(word)
  const ours: number[][] = ratios.map(() => [])
  const theirs: number[][] = ratios.map(() => [])
  const best: number[][] = ratios.map(() => [])
  const later: number[][] = ratios.map(() => [])
  const first = new Map<string, string[]>()
  for (const row of cases) {
    const asked = unitsOf(row.documents, count)
    const gold = goldOf(row, asked)
    const whole = gold.reduce((sum, unit) => sum + asked.tokens[unit]!, 0)
    if (whole === 0) continue
    const keptOf = (has: (unit: number) => boolean): number =>
      gold.reduce((sum, unit) => sum + (has(unit) ? asked.tokens[unit]! : 0), 0) / whole
    const scores = [true, false].map((around) => bm25(asked, row.question, idf, around))
    const studied = await selector.study(row.question, row.documents)
    const written: string[] = []
    for (const [at, ratio] of ratios.entries()) {
      const budget = asked.whole / ratio
      const [around, plain] = scores.map((found) => fill(asked, found, budget))
      theirs[at]!.push(
        Math.max(
          keptOf((unit) => around!.has(unit)),
          keptOf((unit) => plain!.has(unit)),
        ),
      )
      const text =
        typeof studied === 'string'
          ? row.documents[0]!.text
          : selector.choose(studied, { ratio, count }).texts[0]!
      written.push(text)
      ours[at]!.push(keptOf((unit) => text.includes(asked.units[unit]!.text.trim())))
      best[at]!.push(Math.min(1, budget / whole))
      const before = first.get(row.group)?.[at]
      if (before !== undefined)
        later[at]!.push(keptOf((unit) => before.includes(asked.units[unit]!.text.trim())))
    }
    if (!first.has(row.group)) first.set(row.group, written)
  }
  const mean = (list: readonly number[]): number =>
    list.reduce((sum, value) => sum + value, 0) / Math.max(1, list.length)
  const relative = (list: readonly number[][]): number[] =>
    list.map((values, at) => (mean(values) / mean(best[at]!)) * 100)
  return {
    n: ours[0]!.length,
    ours: relative(ours),
    bm25: relative(theirs),
    interval: ours.map((list, at) => pairedInterval(list, theirs[at]!)),
    oracle: best.map((list) => mean(list) * 100),
    later: later.map((list) => mean(list) * 100),
  }
}
