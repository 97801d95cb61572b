/**
 * The quality floor, as a call would meet it: the rules that forbid selection first, then the floor's own gate, and
 * coverage and saving over all rows, those left alone among them.
 * @module
 */
import { neverSelect } from '../../src/layers/compress/select/never-select.ts'
import type { Selector } from '../../src/layers/compress/select/selector.ts'
import { unitsOf } from './baselines.ts'
import { wilson } from './interval.ts'
import { goldOf } from './recall.ts'
import { holdsAnswer, normalised, type Case } from './sets/case.ts'

export interface FloorRow {
  readonly name: string
  readonly n: number
  /** %, with its 95 % interval. */
  readonly coverage: number
  readonly low: number
  readonly high: number
  /** %, among the calls of which something was left out. */
  readonly acted: number
  /** Calls that were left as they are. */
  readonly alone: number
  readonly ratio: number
  readonly why: Readonly<Record<string, number>>
}

export async function floorOn(
  name: string,
  cases: readonly Case[],
  floor: number,
  selector: Selector,
  count: (text: string) => number,
): Promise<FloorRow> {
  let covered = 0
  let alone = 0
  let before = 0
  let after = 0
  const why: Record<string, number> = {}
  for (const row of cases) {
    const asked = unitsOf(row.documents, count)
    before += asked.whole
    const forbidden = neverSelect(
      row.question,
      '',
      row.documents.map(({ text }) => text),
    )
    const found = forbidden
      ? undefined
      : await selector.select(row.question, row.documents, { floor })
    const reason = forbidden ?? found?.kept
    if (!found || reason !== undefined) {
      why[reason!] = (why[reason!] ?? 0) + 1
      alone += 1
      covered += 1
      after += asked.whole
      continue
    }
    const { texts } = found
    after += texts.reduce(
      (sum, text, at) => sum + (text === '' ? 0 : count(text) + asked.titleTokens[at]!),
      0,
    )
    const kept =
      row.answers.length > 0
        ? holdsAnswer(
            normalised(texts.join(' zzgapzz ').replaceAll('[…]', ' zzgapzz ')),
            row.answers,
          )
        : goldOf(row, asked).every((unit) => {
            const { document, text } = asked.units[unit]!
            return texts[document]!.includes(text.trim())
          })
    if (kept) covered += 1
  }
  const n = cases.length
  const [low, high] = wilson(covered, n)
  return {
    name,
    n,
    coverage: (covered / n) * 100,
    low: low * 100,
    high: high * 100,
    acted: ((covered - alone) / Math.max(1, n - alone)) * 100,
    alone,
    ratio: before / Math.max(1, after),
    why,
  }
}
