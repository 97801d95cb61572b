/**
 * What selection costs, CPU of one process per 1,000 o200k tokens of documents, warm code: documents that are new,
 * with and without the transformer, and documents that are known, whose question is new.
 * @module
 */
import { openSelector } from '../../src/layers/compress/select/load.ts'
import type { Selector } from '../../src/layers/compress/select/selector.ts'
import type { Bar } from '../bars.ts'
import type { Case } from './sets/case.ts'

type Count = (text: string) => number

/** Milliseconds of the bars that the machine's own speed decides: CPU of the same round varies by half within minutes. */
const mostNew = 25
const mostKnown = 2
const leastRounds = 4
/** While a bar is passed over: a slow spell is waited out, slow code is not. */
const mostRounds = 8

export async function selectionSpeed(
  rows: readonly Case[],
  selector: Selector,
  cheap: Selector,
  count: Count,
): Promise<Bar[]> {
  const tokens = rows.reduce(
    (sum, { documents }) => sum + documents.reduce((all, { text }) => all + count(text), 0),
    0,
  )
  const dial = { floor: 0.97 } as const
  const time = async (one: Selector, now: boolean): Promise<number> => {
    const before = process.cpuUsage()
    for (const { question, documents } of rows) {
      if (now) one.selectNow(question, documents, dial)
      else await one.select(question, documents, dial)
    }
    const { user, system } = process.cpuUsage(before)
    return ((user + system) / 1000 / tokens) * 1000
  }
  await time(selector, false)
  await time(cheap, true)
  const least = {
    without: Infinity,
    known: Infinity,
    withTransformer: Infinity,
    knownWith: Infinity,
  }
  for (let round = 0; round < mostRounds; round++) {
    if (round >= leastRounds && least.withTransformer <= mostNew && least.knownWith <= mostKnown)
      break
    // Documents stay remembered, so new ones need a selector of their own.
    const freshCheap = (await openSelector(undefined, { transformer: false }))!
    least.without = Math.min(least.without, await time(freshCheap, true))
    least.known = Math.min(least.known, await time(cheap, true))
    least.knownWith = Math.min(least.knownWith, await time(selector, false))
    const fresh = (await openSelector())!
    least.withTransformer = Math.min(least.withTransformer, await time(fresh, false))
  }
  const { without, known, withTransformer, knownWith } = least
  const bar = (name: string, value: number, limit: number): Bar => ({
    name: `selection, CPU per 1k tokens: ${name}`,
    value,
    bar: limit,
    good: 'at most',
    unit: 'ms',
    note: `${rows.length} calls of ${Math.round(tokens / rows.length)} tokens, the least of ${leastRounds} to ${mostRounds} rounds`,
  })
  return [
    bar('new documents, no transformer', without, 3),
    bar('new documents, transformer', withTransformer, mostNew),
    bar('known documents, no transformer', known, mostKnown),
    bar('known documents, transformer', knownWith, mostKnown),
  ]
}
