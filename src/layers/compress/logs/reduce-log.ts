/**
 * A log cut down to a budget: what tells the failure stays, word for word, in its order; the rest is counted.
 * Lossy. Figures and what it was tuned on: docs/compress.md.
 * @module
 */
import { atOnce, type Work } from '../in-stretches.ts'
import { cleaning, type CleanLog, type LogLine } from './clean-lines.ts'
import { createAsked } from './asked.ts'
import { scoring, type ScoredLines } from './score-lines.ts'

export interface ReduceOptions {
  /** Tokens that the result may have, by `roughTokens`; default: see `usualBudget`. */
  readonly budget?: number
  /** What the reader wants to know, where known. */
  readonly question?: string
  /** Logs of fewer lines stay as they are; default 400. */
  readonly leastLines?: number
}

export interface ReducedLog {
  readonly text: string
  readonly lines: number
  readonly keptLines: number
  /** Numbers of the kept lines in the original, from 1, rising. */
  readonly kept: readonly number[]
}

const leastLines = 400
/** Every reduced log starts with this: what starts so is left alone. */
const opening = '[log reduced: '
/** Beyond this a text is not looked at: its 50,000 lines are sorted in one go, in 20 ms. */
const mostCharacters = 4_000_000

/** Tokens of a log, near enough to share out a budget: o200k takes 2.4 to 3.4 characters a token on CI logs. */
export function roughTokens(text: string): number {
  return Math.ceil(text.length / 2.8)
}

/** A twelfth of the log, at least 1,500 tokens and at most 12,000. */
export function usualBudget(tokens: number): number {
  return Math.min(12_000, Math.max(1500, Math.round(tokens / 12)))
}

/**
 * Pure and deterministic. Time grows with the length of the text alone.
 * @returns undefined where nothing would be gained: few lines, already reduced, within the budget
 */
export function reduceLog(text: string, options: ReduceOptions = {}): ReducedLog | undefined {
  return atOnce(reducing(text, options))
}

/** The same, with pauses: a log of a megabyte takes 30 ms or more. */
export function* reducing(text: string, options: ReduceOptions = {}): Work<ReducedLog | undefined> {
  if (text.length > mostCharacters || text.startsWith(opening)) return undefined
  const tokens = roughTokens(text)
  const budget = options.budget ?? usualBudget(tokens)
  if (tokens <= budget) return undefined
  const log = yield* cleaning(text)
  if (log.count < (options.leastLines ?? leastLines)) return undefined
  const scored = yield* scoring(log.lines, createAsked(options.question))
  yield
  const kept = choose(log.lines, scored, budget)
  const written = write(log, kept, scored)
  return written.text.length < text.length ? written : undefined
}

/** What a gap costs beside the lines: its marker. */
const gapTokens = 6

/** The best lines first, until the budget is spent. True: kept. */
function choose(lines: readonly LogLine[], { scores }: ScoredLines, budget: number): Uint8Array {
  const kept = new Uint8Array(lines.length)
  const order = new Uint32Array(lines.length)
  for (let i = 0; i < order.length; i++) order[i] = i
  order.sort((a, b) => scores[b]! - scores[a]! || a - b)
  let left = budget - 40
  for (const i of order) {
    if (left <= 0) break
    if (scores[i]! <= 0) break
    const beside = (i > 0 && kept[i - 1] === 1) || (i + 1 < lines.length && kept[i + 1] === 1)
    const cost = roughTokens(lines[i]!.text) + 1 + (beside ? 0 : gapTokens)
    if (cost > left) continue
    kept[i] = 1
    left -= cost
  }
  return kept
}

function write(log: CleanLog, kept: Uint8Array, { templates }: ScoredLines): ReducedLog {
  const { lines, count } = log
  const out: string[] = []
  const numbers: number[] = []
  let dropped = 0
  let last = 0
  for (let i = 0; i < lines.length; i++) {
    const { number, text } = lines[i]!
    if (kept[i] === 0) {
      if (number !== last && text.length > 0) dropped++
      last = number
      continue
    }
    if (dropped > 0) out.push(gap(dropped, sameBefore(lines, kept, templates, i)))
    dropped = 0
    out.push(text)
    if (numbers.at(-1) !== number) numbers.push(number)
    last = number
  }
  if (dropped > 0) out.push(gap(dropped, 0))
  const clock = log.from === undefined ? '' : `; clocks from ${log.from} to ${log.to} left out`
  const head = `${opening}${numbers.length} of ${count} lines${clock}]`
  return { text: [head, ...out].join('\n'), lines: count, keptLines: numbers.length, kept: numbers }
}

/** How many of the dropped lines just before `at` say the same as the last line kept. */
function sameBefore(
  lines: readonly LogLine[],
  kept: Uint8Array,
  templates: Uint32Array,
  at: number,
): number {
  let first = at - 1
  while (first >= 0 && kept[first] === 0) first--
  if (first < 0) return 0
  let same = 0
  for (let i = first + 1; i < at; i++) {
    if (lines[i]!.text.length > 0 && templates[i] === templates[first]) same++
  }
  return same
}

function gap(dropped: number, same: number): string {
  const alike =
    same === 0 ? '' : same === dropped ? ' like the one above' : `, ${same} like the one above`
  return `[${dropped} ${dropped === 1 ? 'line' : 'lines'}${alike}]`
}
