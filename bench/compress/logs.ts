/**
 * Logs cut down: what a diagnosis needs, of real failures and of made-up ones, beside the last 200 lines and grep.
 * Run by `npm run bench:compress`, or alone: `node bench/compress/logs.ts`.
 * @module
 */
import { cleanLines } from '../../src/layers/compress/logs/clean-lines.ts'
import { isLog } from '../../src/layers/compress/logs/is-log.ts'
import { signOf } from '../../src/layers/compress/logs/line-signs.ts'
import { reduceLog } from '../../src/layers/compress/logs/reduce-log.ts'
import { isStrong } from '../../src/layers/compress/logs/score-lines.ts'
import { countTokens } from '../../src/pricing/tokens.ts'
import { benchOptions, finish, type Bar, type BenchOptions } from '../bars.ts'
import { generateLog } from './generated-logs.ts'
import { wilson } from './interval.ts'
import { isKept, readLogdx, withoutCodes, type Signal } from './logdx.ts'

/** Made-up logs up to here were looked at while the rules were written. */
const seedsSeen = 1000
/** Short logs stay as they are. */
const leastLines = 400

interface Row {
  readonly set: string
  readonly method: string
  readonly logs: number
  readonly signals: number
  readonly kept: number
  readonly recall: number
  readonly interval: readonly [number, number]
  readonly tokens: number
  readonly removed: number
}

interface Case {
  readonly log: string
  readonly signals: readonly Signal[]
}

interface Cut {
  readonly text: string
  readonly kept?: ReadonlySet<number>
}

type Method = (log: string, budget: number) => Cut

const model = 'gpt-4o'

const ours: Method = (log) => {
  const reduced = reduceLog(log)
  return reduced === undefined
    ? { text: withoutCodes(log) }
    : { text: reduced.text, kept: new Set(reduced.kept) }
}

/** The last 200 lines, of which the last that the window holds. */
const tail: Method = (log, budget) => windowed(numbered(log).slice(-200), budget)

const grepFor =
  /error|fail|fatal|exception|traceback|panic|assert|abort|segfault|undefined reference|cannot|denied|timed? ?out|exit code [1-9]/i

/** grep -i -C3 for words of failure, and the last 100 lines; the last that the window holds. */
const grep: Method = (log, budget) => {
  const lines = numbered(log)
  const keep = new Set<number>()
  for (const [at, { text }] of lines.entries()) {
    if (at >= lines.length - 100) keep.add(at)
    if (!grepFor.test(text)) continue
    for (let near = at - 3; near <= at + 3; near++) keep.add(near)
  }
  return windowed(
    lines.filter((_, at) => keep.has(at)),
    budget,
  )
}

interface Numbered {
  readonly number: number
  readonly text: string
}

function numbered(log: string): readonly Numbered[] {
  return cleanLines(log, Infinity).lines
}

/** The end of the lines, as many characters as the window of so many tokens holds. */
function windowed(lines: readonly Numbered[], tokens: number): Cut {
  const out: Numbered[] = []
  let left = tokens * 2.8
  for (const line of lines.toReversed()) {
    if ((left -= line.text.length + 1) < 0) break
    out.push(line)
  }
  out.reverse()
  return {
    text: out.map(({ text }) => text).join('\n'),
    kept: new Set(out.map(({ number }) => number)),
  }
}

const methods: Readonly<Record<string, { cut: Method; window: number }>> = {
  ours: { cut: ours, window: 0 },
  'tail -200, 12k window': { cut: tail, window: 12_000 },
  'grep + tail, 12k window': { cut: grep, window: 12_000 },
  'grep + tail, 120k window': { cut: grep, window: 120_000 },
}

/** Ours alone where `quick`: no bar is about the others. */
async function measure(set: string, cases: readonly Case[], quick: boolean): Promise<Row[]> {
  const rows: Row[] = []
  const whole = await Promise.all(
    cases.map(async ({ log }) => (await countTokens(log, model)).tokens),
  )
  for (const [method, { cut, window }] of Object.entries(methods).slice(0, quick ? 1 : undefined)) {
    let [kept, signals, before, after] = [0, 0, 0, 0]
    for (const [at, { log, signals: needed }] of cases.entries()) {
      const made = cut(log, window)
      kept += needed.filter((signal) => isKept(signal, made.text, made.kept)).length
      signals += needed.length
      if (log.split('\n').length < leastLines) continue
      before += whole[at]!
      after += (await countTokens(made.text, model)).tokens
    }
    rows.push({
      set,
      method,
      logs: cases.length,
      signals,
      kept,
      recall: kept / signals,
      interval: wilson(kept, signals),
      tokens: after,
      removed: 1 - after / before,
    })
  }
  return rows
}

/**
 * Numbers, negations, identifiers, places and hashes of the lines kept that tell of a failure, and how many of them
 * stand in the result to the letter.
 */
const critical =
  /\b(?:not|no|never|only|unless|except|must|cannot|without)\b|[\w./\\-]*\w\.\w{1,12}:\d+(?::\d+)?|\b[0-9a-f]{7,40}\b|\b[A-Za-z_$][\w$]*(?:[._:/-][\w$]+)+|\d[\d.,:]*/g

function kindsKept(cases: readonly Case[]): { readonly found: number; readonly kept: number } {
  let [found, kept] = [0, 0]
  for (const { log } of cases) {
    const reduced = reduceLog(log)
    if (reduced === undefined) continue
    const numbers = new Set(reduced.kept)
    const out = reduced.text.split('\n')
    let at = 0
    for (const { number, text } of cleanLines(log).lines) {
      if (!numbers.has(number) || text === '') continue
      const place = out.indexOf(text, at)
      // Of a line in pieces some may be left out: they are none that was kept.
      if (place < 0 && text.length > 1000) continue
      if (place >= 0) at = place
      if (!isStrong(signOf(text))) continue
      const tokens = text.match(critical) ?? []
      found += tokens.length
      if (place >= 0) kept += tokens.length
    }
  }
  return { found, kept }
}

/** CPU of recognising and cutting, warm, in milliseconds for 10 KB. */
function cpuFor10Kb(cases: readonly Case[]): number {
  for (const { log } of cases) reduceLog(log)
  const before = process.cpuUsage()
  let bytes = 0
  for (const { log } of cases) {
    if (isLog(log)) reduceLog(log)
    bytes += log.length
  }
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000 / (bytes / 10_000)
}

export async function benchLogs(
  options: BenchOptions,
): Promise<{ bars: readonly Bar[]; rows: readonly Row[] }> {
  const real = readLogdx(options.data).map(({ log, signals }) => ({
    log,
    signals: signals.filter(({ critical }) => critical),
  }))
  const count = options.quick ? 60 : 450
  const made = Array.from({ length: count }, (_, at) => generateLog(seedsSeen + 1 + at)).map(
    ({ text, signals }) => ({
      log: text,
      signals: signals.map((value) => ({ value, aliases: [], critical: true, lines: [] })),
    }),
  )
  const rows = [
    ...(real.length === 0 ? [] : await measure('LogDx', real, options.quick)),
    ...(await measure('generated', made, options.quick)),
  ]
  const bars: Bar[] = []
  const own = rows.find(({ set, method }) => set === 'LogDx' && method === 'ours')
  if (own) {
    // Where other cases lie in the folder, the share of the public 40 is what is asked.
    const note = `${own.logs} logs, ${own.signals} critical signals`
    const least = own.signals === 40 ? 35 : Math.ceil((35 / 40) * own.signals)
    bars.push(
      { name: 'LogDx critical signals', value: own.kept, bar: least, good: 'at least', note },
      {
        name: 'LogDx tokens removed',
        value: own.removed * 100,
        bar: 90,
        good: 'at least',
        unit: '%',
      },
    )
  }
  for (const row of rows) {
    if (row.set !== 'generated' || row.method !== 'ours') continue
    const note = `${row.logs} logs, ${row.signals} signals, seeds not looked at; 95 %: ${row.interval.map((edge) => (edge * 100).toFixed(1)).join(' to ')}`
    bars.push(
      {
        name: 'generated logs: signals kept',
        value: row.recall * 100,
        bar: 97,
        good: 'at least',
        unit: '%',
        note,
      },
      {
        name: 'generated logs: tokens removed',
        value: row.removed * 100,
        bar: 90,
        good: 'at least',
        unit: '%',
      },
    )
  }
  const all = [...real, ...made]
  const { found, kept } = kindsKept(all)
  bars.push(
    {
      name: 'numbers, negations, identifiers, places, hashes of error lines kept',
      value: (100 * kept) / found,
      bar: 100,
      good: 'at least',
      unit: '%',
      note: `${kept} of ${found}`,
    },
    { name: 'logs: CPU for 10 KB', value: cpuFor10Kb(all), bar: 1, good: 'at most', unit: 'ms' },
  )
  return { bars, rows }
}

if (import.meta.main) {
  const options = benchOptions()
  const { bars, rows } = await benchLogs(options)
  if (!options.json) console.table(rows, ['set', 'method', 'kept', 'signals', 'removed', 'tokens'])
  finish(bars, options, { rows })
}
