/**
 * Selection on a domain that nobody trained on: `--clean DIR` holds SQuAD-shaped files of long articles, which are not
 * part of the recorded data (docs/layers/compress.md says which were measured). Articles are split by hash: four tenths
 * are for looking, the rest is measured.
 * @module
 */
import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { openSelector } from '../../src/layers/compress/select/load.ts'
import { loadTokenizer } from '../../src/pricing/tokens.ts'
import type { Bar, BenchOptions } from '../bars.ts'
import { floorOn } from './floor.ts'
import { miniLm } from './minilm.ts'
import { pairedInterval } from './paired.ts'
import { recallOn } from './recall.ts'
import { articles } from './sets/articles.ts'
import { foldOf, seeded, shuffled, type Case } from './sets/case.ts'
import { Pool } from './sets/pool.ts'

const ratios = [2, 3, 5, 10] as const
/** MiniLM alone on every sentence takes half a second a call: so many calls are enough for it. */
const mostRecalled = 300

export async function cleanBars({ quick }: BenchOptions): Promise<{ bars: Bar[]; rows: unknown }> {
  const { values } = parseArgs({ options: { clean: { type: 'string' } }, strict: false })
  const folder = values.clean
  if (typeof folder !== 'string') return { bars: [], rows: [] }
  const selector = (await openSelector())!
  const cheap = (await openSelector(undefined, { transformer: false }))!
  const tokens = await loadTokenizer()
  const known = new Map<string, number>()
  const count = (text: string): number => {
    const found = known.get(text) ?? tokens(text)
    known.set(text, found)
    return found
  }
  const bars: Bar[] = []
  const rows: Record<string, unknown> = {}
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    const name = basename(file, '.json')
    const cases = shuffled(
      articles(join(folder, file), name).filter(({ group }) => foldOf(group) >= 4),
      seeded(3),
    ).slice(0, quick ? 60 : Infinity)
    const some = cases.slice(0, mostRecalled)
    const recalled = await recallOn(some, ratios, { selector, cheap }, count, {
      'MiniLM + BM25': await miniLm(idfOf(some)),
    })
    rows[name] = recalled
    const of = (wanted: string) => recalled.find((row) => row.name === wanted)!
    const own = of('selection')
    const theirs = of('MiniLM + BM25')
    const words = of('BM25 + neighbours + document')
    for (const [at, ratio] of ratios.entries()) {
      const [low, middle, high] = pairedInterval(own.hits[at]!, theirs.hits[at]!)
      bars.push({
        name: `${name}, spans at ${ratio} x`,
        value: own.spans[at]!,
        bar: theirs.spans[at]!,
        good: 'at least',
        unit: '%',
        note: `n = ${some.length}; the bar is MiniLM + BM25, difference ${middle.toFixed(1)}, ${low.toFixed(1)} to ${high.toFixed(1)}; BM25 + neighbours + document ${words.spans[at]!.toFixed(1)}`,
      })
    }
    for (const [kind, one] of [
      ['', selector],
      [', without transformer', cheap],
    ] as const) {
      const row = await floorOn(name, cases, 0.97, one, count)
      const note = `n = ${row.n}, ${row.low.toFixed(1)} to ${row.high.toFixed(1)}, left alone ${row.alone}, of the others ${row.acted.toFixed(1)} %: ${JSON.stringify(row.why)}`
      bars.push(
        {
          name: `floor 97 %, ${name}${kind}: coverage`,
          value: row.coverage,
          bar: 96,
          good: 'at least',
          unit: '%',
          note,
        },
        {
          name: `floor 97 %, ${name}${kind}: ratio`,
          value: row.ratio,
          bar: 1.2,
          good: 'at least',
          unit: 'x',
        },
      )
    }
  }
  return { bars, rows }
}

function idfOf(cases: readonly Case[]): (word: string) => number {
  const documents = cases.flatMap((row) => row.documents)
  const pool = new Pool([...new Map(documents.map((one) => [one.text, one])).values()])
  return (word) => pool.idf(word)
}
