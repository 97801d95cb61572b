/**
 * What the prefix layer saves, and what it costs. `npm run bench:prefix [-- --quick] [--json] [--data DIR]`
 *
 * Every figure is billed by the sandbox, whose cache rules know nothing of the layer. Policies were tuned on the
 * generators `tuned` of bench/prefix/week.ts (seed 1); the week here comes from `judged`, another seed.
 * @module
 */
import { shapeOf, type ScenarioId } from '../src/sandbox/scenarios.ts'
import { benchOptions, finish, type Bar } from './bars.ts'
import { overhead } from './prefix/overhead.ts'
import { replayArms } from './prefix/replay-arms.ts'
import { savedOn, spreadOf } from './prefix/scenarios.ts'
import { judgeWeek } from './prefix/judge-week.ts'

const options = benchOptions()
const { quick, data } = options
const bars: Bar[] = []
const more: Record<string, unknown> = {}

function say(line: string): void {
  if (!options.json) process.stdout.write(`${line}\n`)
}

const started = performance.now()
/** To stderr: a full run takes minutes. */
function progress(line: string): void {
  const seconds = Math.round((performance.now() - started) / 1000)
  process.stderr.write(`${seconds} s, ${Math.round(process.memoryUsage.rss() / 1e6)} MB: ${line}\n`)
}

function atLeast(name: string, value: number, limit: number, unit: string, note?: string): void {
  bars.push({ name, value, bar: limit, good: 'at least', unit, ...(note ? { note } : {}) })
}

function atMost(name: string, value: number, limit: number, unit: string, note?: string): void {
  bars.push({ name, value, bar: limit, good: 'at most', unit, ...(note ? { note } : {}) })
}

// First, before the weeks' garbage is in the way.
const times = overhead(data)
more['overhead'] = times
atMost('4 KB call', times.small, 15, 'µs', 'read, hashed, planned, marked')
atMost('2 MB conversation, next turn', times.large, 3, 'ms', times.what)
atMost('2 MB conversation, unseen', times.unseen, 3, 'ms', 'no turn of it was read before')

const claude: Readonly<Record<ScenarioId, readonly [number, number]>> = {
  S1: [84, 86],
  S2: [66, 73],
  S3: [0, 0],
  S4: [88.7, 89],
  S5: [0, 0],
  S6: [86, 87.3],
}
const spreads: Record<string, unknown> = {}
const draws = quick ? 100 : 1000
for (const [id, [cold, warm]] of Object.entries(claude) as [
  ScenarioId,
  readonly [number, number],
][]) {
  const saved = savedOn(shapeOf(id), 'claude-haiku-4-5', id)
  atLeast(`${id} cold`, saved.cold, cold, '%', 'Haiku 4.5, against no hints')
  atLeast(`${id} warm`, saved.warm, warm, '%')
  spreads[id] = spreadOf(id, 'claude-haiku-4-5', draws)
  progress(id)
}
for (const id of ['S2', 'S6'] as const) {
  const limit = id === 'S2' ? 83.5 : 89.8
  const saved = savedOn(shapeOf(id, 'gpt-5.6-sol'), 'gpt-5.6-sol', id)
  atLeast(`gpt-5.6 ${id} cold`, saved.cold, limit, '%', 'against implicit mode')
  atLeast(`gpt-5.6 ${id} warm`, saved.warm, limit, '%')
  spreads[`gpt-5.6 ${id}`] = spreadOf(id, 'gpt-5.6-sol', draws)
}
more['jittered'] = { draws, spreads }
for (const [id, spread] of Object.entries(spreads)) {
  const { mean, worst } = spread as ReturnType<typeof spreadOf>
  const row = [mean.cold, worst.cold, mean.warm, worst.warm]
    .map((value) => value.toFixed(1))
    .join(' ')
  say(`${id} jittered, ${draws} draws: cold mean, worst tenth, warm mean, worst tenth: ${row} %`)
}

const tenants = quick ? 54 : 1000
for (const mixed of [false, true]) {
  const name = mixed ? 'mixed' : 'one kind'
  const week = judgeWeek(tenants, mixed, (played) => progress(`week, ${name}: ${played} tenants`))
  more[name] = week
  const note = `${tenants} tenants, ${week.calls} calls`
  say(
    `week, ${name} (${note}), cost over the clairvoyant's: ${Object.entries(week.overBound)
      .map(([arm, over]) => `${arm} ${over.toFixed(3)}`)
      .join(', ')}`,
  )
  for (const [workload, { saved, over }] of Object.entries(week.workloads)) {
    say(
      `  ${workload}: ${(100 * saved).toFixed(1)} % saved, ${over.toFixed(3)} of the clairvoyant's cost`,
    )
  }
  atMost(
    `week ${name} over clairvoyant`,
    100 * (week.overBound['farthing']! - 1),
    mixed ? 15 : 5,
    '%',
    note,
  )
  atLeast(
    `week ${name} worst workload saves`,
    100 * Math.min(...Object.values(week.workloads).map(({ saved }) => saved)),
    0,
    '%',
  )
  atMost(`week ${name} losing conversations`, 100 * week.lost, 1, '% of savings')
  atMost(
    `week ${name} worst loss`,
    week.worstLoss,
    1,
    'write premiums',
    'of an hour, on its longest prompt',
  )
}

for (const replay of replayArms(data, quick)) {
  more[replay.name] = replay
  const { naive, client, farthing, beside, bound } = replay.dollars
  say(
    `${replay.name} (${replay.what}), input dollars at $3 a million: naive ${naive.toFixed(2)}, client's markers ${client.toFixed(2)}, farthing ${farthing.toFixed(2)}, farthing beside the client's ${beside.toFixed(2)}, bound ${bound.toFixed(2)}`,
  )
  atMost(
    `${replay.name} against the client's markers`,
    farthing / client,
    1.05,
    'of their cost',
    'which know from the start what comes',
  )
}

finish(bars, options, more)
