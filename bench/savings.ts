/**
 * The savings table.
 * `npm run bench:savings [-- --quick] [--json | --markdown] [--data DIR] [--only NAME,…] [--seller ID,…] [--brief] [--jobs N] [--write [--resume]]`
 *
 * Every workload runs through the gateway's own pipeline, in virtual time, against the sandbox, which bills it by real
 * prices and cache rules. Without recorded data the bundled sample runs: a demo, not the table. `--write` keeps each
 * row in bench/savings/results.json as soon as it is measured, other rows of it as they are; `--resume` leaves out those
 * that this commit has measured. `node bench/savings/publish.ts` makes README, docs and pictures of it.
 * @module
 */
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { benchOptions, finish, type Bar } from './bars.ts'
import { longTables, shortTable } from './savings/markdown.ts'
import { buildNow } from './savings/build.ts'
import { keep, readKept } from './savings/keep.ts'
import { measure, type WorkloadResult } from './savings/measure.ts'
import { measureBeside } from './savings/parallel.ts'
import { barsOf, meansOf, type SavingsReport } from './savings/report.ts'
import { layersThere } from './savings/rig/gateway.ts'
import { holdTime } from './savings/rig/virtual-clock.ts'
import { recorded } from './savings/workloads/recorded.ts'
import { sample } from './savings/workloads/sample.ts'
import type { Workload } from './savings/workload.ts'

const options = benchOptions()
const { values } = parseArgs({
  options: {
    markdown: { type: 'boolean' },
    only: { type: 'string' },
    seller: { type: 'string' },
    sample: { type: 'boolean' },
    brief: { type: 'boolean' },
    write: { type: 'boolean' },
    resume: { type: 'boolean' },
    jobs: { type: 'string' },
  },
  strict: false,
})
const list = (text: unknown): readonly string[] | undefined =>
  typeof text === 'string' ? text.split(',') : undefined
const only = list(values.only)
const sellers = list(values.seller)
const jobs = Math.max(1, Number(values.jobs ?? availableParallelism()) || 1)
const startedAt = performance.now()
const seconds = (): string => `${((performance.now() - startedAt) / 1000).toFixed(0)} s`
const progress = (words: string): void => {
  if (process.stderr.isTTY)
    process.stderr.write(`\r\x1b[K${words === '' ? '' : `${seconds()} `}${words}`)
}
/** Also where nobody watches: a line a row. */
const finished = (name: string, words: string): void => {
  progress('')
  if (jobs > 1) process.stderr.write(`${seconds()} ${name} ${words}\n`)
}

const rows: WorkloadResult[] = []
const missing: string[] = []
const bars: Bar[] = []
// A fresh clone has no recorded data beside it.
const demo = values.sample === true || !existsSync(options.data)

function reportOf(): SavingsReport {
  return {
    quick: options.quick,
    demo,
    node: process.version,
    layers: layersThere(),
    rows,
    missing,
    mean: meansOf(rows),
  }
}

function take(workload: Workload, row: WorkloadResult | undefined): void {
  if (row === undefined) missing.push(workload.name)
  else {
    rows.push(row)
    if (values.write === true && !demo) keep(reportOf())
  }
}

async function runHere(workloads: readonly Workload[]): Promise<void> {
  const giveBackTime = holdTime()
  const brief = values.brief === true
  for (const workload of workloads) {
    const chosen = sellers ? { sellers } : {}
    take(workload, await measure(workload, { ...options, progress, brief, ...chosen }))
  }
  giveBackTime()
}

async function runBeside(workloads: readonly Workload[]): Promise<void> {
  const flags = ['--data', options.data]
  if (options.quick) flags.push('--quick')
  if (values.brief === true) flags.push('--brief')
  if (sellers) flags.push('--seller', sellers.join(','))
  // The longest first, as far as it is known, or the last one would run alone.
  const took = new Map(readKept()?.rows.map((row) => [row.name, row.seconds ?? 0]))
  const names = workloads.map(({ name }) => name)
  await measureBeside(
    names.toSorted((a, b) => (took.get(b) ?? 0) - (took.get(a) ?? 0)),
    {
      jobs,
      flags,
      done(name, row) {
        take(
          workloads.find((one) => one.name === name)!,
          row,
        )
        finished(
          name,
          row === undefined ? 'has no data here' : `done, ${rows.length} of ${names.length}`,
        )
      },
    },
  )
  rows.sort((a, b) => names.indexOf(a.name) - names.indexOf(b.name))
}

const build = buildNow()
const fresh = new Set(
  values.resume === true && build !== undefined
    ? readKept()?.rows.flatMap((row) => (row.build === build ? [row.name] : []))
    : [],
)
const wanted = (demo ? sample : recorded).filter(
  ({ name }) => (only?.includes(name) ?? true) && !fresh.has(name),
)
if (jobs > 1 && wanted.length > 1 && !demo) await runBeside(wanted)
else await runHere(wanted)
progress('')
for (const row of rows)
  bars.push(
    ...barsOf(
      wanted.find(({ name }) => name === row.name)!,
      row,
    ),
  )

const report = reportOf()
if (demo && !options.json)
  process.stdout.write(
    'Demo: texts of ours, made up to show how it works. Not the savings table.\n\n',
  )
if (!options.json) process.stdout.write(`${shortTable(report)}\n\n`)
if (values.markdown === true) process.stdout.write(`${longTables(report)}\n`)
finish(bars, options, options.json ? { report } : {})
