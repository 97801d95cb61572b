/**
 * Whether the bounds keep their word, and how many labels they need. `npm run bench:proof`
 *
 * Every figure comes out of seeded simulations with a peek after each label, or out of recorded outcomes. `--quick`
 * takes a quarter of the runs and half of the horizon; its bars on rates allow the noise of its own n (2.33
 * standard errors, one test in a hundred), those on medians 10 % more.
 * @module
 */
import { benchOptions, finish, type Bar } from './bars.ts'
import { timeMay } from './proof/may.ts'
import { loadHarms, replays } from './proof/routellm.ts'
import {
  breach,
  certify,
  certifyConversations,
  certifyWindows,
  climb,
  clustered,
  even,
  judge,
  quantile,
  shareWithin,
  target,
  unequal,
} from './proof/simulate.ts'

const options = benchOptions()
const { quick } = options
const runs = quick ? 500 : 2000
const horizon = quick ? 5000 : 10_000
const slack = quick ? 1.1 : 1
const bars: Bar[] = []

/** Highest share that is not significantly above 5 % (one-sided, 1 %): 6.1 % of 2,000 runs. */
const rateBar = (n: number): number =>
  Math.round((0.05 + 2.33 * Math.sqrt((0.05 * 0.95) / n)) * 1000) / 1000

function bar(name: string, value: number, limit: number, unit: string, note: string): void {
  bars.push({ name, value, bar: limit, good: 'at most', unit, note })
  if (!options.json) process.stderr.write(`${name} …\n`)
}

function falsely(name: string, shares: readonly boolean[], note: string): void {
  const value = (100 * shares.filter(Boolean).length) / shares.length
  bar(name, value, 100 * rateBar(shares.length), '%', `${shares.length} runs, ${note}`)
}

const atTarget: readonly (readonly [string, (n: number, most: number) => number[]])[] = [
  ['even', (n, most) => certify(even(target), n, most, 101)],
  ['unequal-draws', (n, most) => certify(unequal(target), n, most, 102)],
  ['clusters-mean', (n, most) => certify(clustered(target, 'mean'), n, most, 103)],
  ['clusters-ratio', (n, most) => certify(clustered(target, 'ratio'), n, most, 104)],
  ['clusters-interleaved', (n, most) => certifyConversations(target, n, most, 105)],
]
for (const [name, simulate] of atTarget) {
  const labels = simulate(runs, horizon)
  falsely(
    `false-certificates-${name}`,
    labels.map((n) => n <= horizon),
    `${horizon} labels at 2 % harm`,
  )
}
falsely(
  'false-certificates-six-windows',
  certifyWindows(runs, 6, horizon / 5, 106),
  'a restart each fifth',
)
falsely(
  'false-certificates-dial',
  climb(runs, horizon, 107),
  'third setting at the target, fourth worse',
)

for (const [harm, limit] of [
  [0, 190],
  [0.005, 375],
  [0.01, 1200],
] as const) {
  const labels = certify(even(harm), harm === 0 ? 1 : runs, 20_000, 201)
  const note = `${labels.length} runs, p90 ${quantile(labels, 0.9)}`
  bar(`labels-to-certify-at-${harm * 100}%`, quantile(labels, 0.5), limit * slack, 'labels', note)
}

for (const [harm, limit] of [
  [0.05, 280],
  [0.1, 75],
] as const) {
  const { labels } = breach({ before: 0, good: 0, harm }, runs, 20_000, 301)
  const note = `${runs} runs, p90 ${quantile(labels, 0.9)}`
  bar(`labels-to-breach-at-${harm * 100}%`, quantile(labels, 0.5), limit * slack, 'labels', note)
}
for (const good of [1000, 3000]) {
  const { labels, early } = breach({ before: 0.005, good, harm: 0.06 }, runs, 20_000, 302)
  const note = `${labels.length} runs, ${early} alarms before it`
  const name = `labels-to-breach-after-${good}-good`
  bar(name, quantile(labels, 0.5), 400 * slack, 'labels', note)
  bar(`${name}-p90`, quantile(labels, 0.9), 700 * slack, 'labels', note)
}
{
  const { labels } = breach({ before: 0, good: 0, harm: target }, runs, 5000, 303)
  const limit = quick ? 100 * rateBar(runs) : 5
  bar(
    'false-alarms',
    100 * shareWithin(labels, 5000),
    limit,
    '%',
    `${runs} runs, 5000 labels at 2 %`,
  )
}

{
  const n = quick ? 40 : 400
  const noise = 0.12
  const flipped = (harm: number) => harm * (1 - noise) + (1 - harm) * noise
  for (const model of ['none', 'symmetric'] as const) {
    const rates = (harm: number) => ({
      treated: model === 'none' ? noise + harm : flipped(harm),
      control: noise,
    })
    const settings = { target: 0.05, noise: model }
    const word = model === 'none' ? 'excess' : 'flips'
    const harmless = judge(rates(0), settings, n, 10_000, 401)
    bars.push({
      name: `judge-${word}-certifies-harmless`,
      value: 100 * shareWithin(harmless, 10_000),
      bar: 90,
      good: 'at least',
      unit: '%',
      note: `${n} runs, 12 % noise, target 5 %, median ${quantile(harmless, 0.5)} labels of both arms`,
    })
    const harmful = judge(rates(0.08), settings, n, 10_000, 402)
    const name = `judge-${word}-certifies-8%-harm`
    bar(name, shareWithin(harmful, 10_000) * n, 0, 'runs', `${n} runs, 10000 labels`)
    const edge = judge(rates(0.05), settings, quick ? 60 : 600, horizon, 403)
    falsely(
      `judge-${word}-false-certificates`,
      edge.map((k) => k <= horizon),
      '5 % harm, target 5 %',
    )
  }
}

for (const set of ['mmlu', 'gsm8k'] as const) {
  const harms = loadHarms(options.data, set)
  if (!harms) {
    process.stderr.write(`routellm-${set}: skipped, no data at ${options.data}\n`)
    continue
  }
  const n = quick ? 100 : 500
  const limit = quick ? Math.floor(n * rateBar(n)) : 36
  const truth = ((100 * harms.reduce((sum, x) => sum + x, 0)) / harms.length).toFixed(2)
  const note = `of ${n} orders of ${harms.length} outcomes, all labelled, true harm ${truth} %`
  bar(`routellm-${set}-below-truth`, replays(harms, n, 1, 501), limit, 'replays', note)
}

{
  const { known, first } = timeMay()
  const note = 'least of 100 passes over 2000 calls'
  bar('may-us', known, 1, 'µs', `${note}, the draw known`)
  bar('may-first-us', first, 2, 'µs', `${note}, each a new call of a new conversation: one hash`)
}

finish(bars, options)
