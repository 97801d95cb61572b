/**
 * Query-aware selection against its bars: spans kept at fixed budgets beside trivial methods, the quality floor, and
 * time. Rows: NQ and meetings by their test part (30 % of the paragraphs, meetings); XQuAD and GSM8K stories whole,
 * since nothing was fitted on them; of the stories those that nobody looked at while the floor was built.
 * @module
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openSelector } from '../../src/layers/compress/select/load.ts'
import { loadTokenizer } from '../../src/pricing/tokens.ts'
import type { Bar, BenchOptions } from '../bars.ts'
import { floorOn, type FloorRow } from './floor.ts'
import { hostileToLossy } from './hostile.ts'
import { meetingRow } from './meeting-recall.ts'
import { pairedInterval } from './paired.ts'
import { recallOn, type RecallRow } from './recall.ts'
import { selectionSpeed } from './selection-speed.ts'
import { partOf, seeded, shuffled, type Case } from './sets/case.ts'
import { meetings } from './sets/meetings.ts'
import { naturalQuestions } from './sets/natural-questions.ts'
import { squadShaped } from './sets/squad-shaped.ts'
import { stories } from './sets/stories.ts'
import { wordBars } from './words.ts'

const ratios = [2, 3, 5, 10] as const

/** SQuAD-shaped files that `--data` may hold beside the German one. */
const languages = ['en', 'es', 'ru', 'zh', 'fr', 'it']

export async function selectionBars(
  options: BenchOptions,
): Promise<{ bars: Bar[]; rows: Record<string, unknown> }> {
  const { data, quick } = options
  const selector = await openSelector()
  if (!selector) throw new Error('the weights of selection are missing')
  const cheap = (await openSelector(undefined, { transformer: false }))!
  const count = remembering(await loadTokenizer())
  const bars: Bar[] = []
  const rows: Record<string, unknown> = {}
  const few = (cases: Case[]): Case[] => (quick ? shuffled(cases, seeded(7)).slice(0, 60) : cases)
  const isTest = ({ group }: Case): boolean => partOf(group) === 'test'

  // The floor is measured on all of them: the few calls that are left whole weigh most, and 60 rows hold one too many.
  const allNq = naturalQuestions(data).filter(isTest)
  const nq = few(allNq)
  const german = few(squadShaped(join(data, 'xquad', 'xquad.de.json'), { name: 'xquad-de' }))
  const unseen = few(stories(data, 1200, 10, 1200))
  const others = languages.flatMap((language) => {
    const file = join(data, 'xquad', `xquad.${language}.json`)
    return existsSync(file)
      ? [[`XQuAD ${language}`, few(squadShaped(file, { name: `xquad-${language}` }))] as const]
      : []
  })

  const onNq = await recallOn(nq, ratios, { selector, cheap }, count, {}, quick)
  rows['NQ hard'] = onNq
  for (const [at, bar] of [99.5, 99, 98.5, 97].entries()) {
    bars.push(share(`NQ hard, spans at ${ratios[at]} x`, own(onNq).spans[at]!, bar, nq.length))
  }
  bars.push(...gained('NQ hard', onNq))
  bars.push(share('NQ hard, sentence and title at 5 x', own(onNq).sentences[2]!, 98, nq.length))

  const onGerman = await recallOn(german, ratios, { selector, cheap }, count, {}, quick)
  rows['XQuAD de'] = onGerman
  for (const [at, known] of [97.5, 95, 92.5, 84.2].entries()) {
    const value = own(onGerman).spans[at]!
    bars.push(share(`XQuAD German, spans at ${ratios[at]} x`, value, known - 1, german.length))
  }
  for (const [name, cases] of others) {
    rows[name] = await recallOn(cases, ratios, { selector, cheap }, count, {}, quick)
  }
  rows['GSM8K stories'] = await recallOn(unseen, ratios, { selector, cheap }, count, {}, quick)

  const calls = ofHalf(meetings(data).filter(isTest), quick)
  const onMeetings = await meetingRow(calls, [3, 5], selector, count)
  rows['QMSum'] = onMeetings
  for (const [at, ratio] of [3, 5].entries()) {
    bars.push({
      name: `QMSum, relative recall over BM25 at ${ratio} x`,
      value: onMeetings.ours[at]! - onMeetings.bm25[at]!,
      bar: 5,
      good: 'at least',
      unit: 'points',
      note: `ours ${onMeetings.ours[at]!.toFixed(1)}, BM25 ${onMeetings.bm25[at]!.toFixed(1)}, n = ${calls.length}, interval ${onMeetings.interval[at]!.map((v) => v.toFixed(1)).join(' to ')}`,
    })
  }

  const floors: FloorRow[] = []
  const limits: readonly (readonly [string, readonly Case[], number])[] = [
    ['NQ hard', allNq, 8],
    ['XQuAD German', german, 2.5],
    ['GSM8K stories (unseen)', unseen, 1.2],
    ...others.map(([name, cases]) => [name, cases, 1.2] as const),
  ]
  for (const [name, cases, ratio] of limits) {
    const row = await floorOn(name, cases, 0.97, selector, count)
    floors.push(row)
    const note = `n = ${row.n}, ${row.low.toFixed(1)} to ${row.high.toFixed(1)}, left alone ${row.alone}`
    bars.push({
      name: `floor 97 %, ${name}: coverage`,
      value: row.coverage,
      bar: 96,
      good: 'at least',
      unit: '%',
      note,
    })
    bars.push({
      name: `floor 97 %, ${name}: ratio`,
      value: row.ratio,
      bar: ratio,
      good: 'at least',
      unit: 'x',
      note: 'tokens of all calls before to after, those left alone among them',
    })
  }
  rows['floor'] = floors
  bars.push({
    name: 'floor 97 %: rows in all',
    value: floors.reduce((sum, { n }) => sum + n, 0),
    bar: quick ? 100 : 1500,
    good: 'at least',
  })
  bars.push(...(await selectionSpeed(nq.slice(0, quick ? 12 : 60), selector, cheap, count)))
  bars.push(...wordBars([...nq, ...calls], quick ? 300 : 1500))
  bars.push(...(await hostileToLossy()))
  return { bars, rows }
}

/** Reading a meeting is what takes long: half of them, with all their questions, where `quick`. */
function ofHalf(cases: readonly Case[], quick: boolean): readonly Case[] {
  const groups = shuffled([...new Set(cases.map(({ group }) => group))], seeded(7))
  const some = new Set(groups.slice(0, Math.ceil(groups.length / 2)))
  return quick ? cases.filter(({ group }) => some.has(group)) : cases
}

/** The same sentences are counted at every ratio. */
function remembering(count: (text: string) => number): (text: string) => number {
  const known = new Map<string, number>()
  return (text) => {
    const found = known.get(text)
    if (found !== undefined) return found
    const tokens = count(text)
    known.set(text, tokens)
    return tokens
  }
}

const own = (rows: readonly RecallRow[]): RecallRow =>
  rows.find(({ name }) => name === 'selection')!

function share(name: string, value: number, bar: number, n: number): Bar {
  return { name, value, bar, good: 'at least', unit: '%', note: `n = ${n}` }
}

/** The lower end of the paired difference to the best BM25 must lie above 0. */
function gained(name: string, rows: readonly RecallRow[]): Bar[] {
  const base = rows.find((row) => row.name === 'BM25 + neighbours + document')!
  const found = own(rows)
  return ratios.map((ratio, at) => {
    const [low, middle, high] = pairedInterval(found.hits[at]!, base.hits[at]!)
    return {
      name: `${name}, over BM25 at ${ratio} x, lower end`,
      value: low,
      bar: 0.01,
      good: 'at least',
      unit: 'points',
      note: `${middle.toFixed(1)} points, ${low.toFixed(1)} to ${high.toFixed(1)}; BM25 ${base.spans[at]!.toFixed(1)}`,
    } satisfies Bar
  })
}
