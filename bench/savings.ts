/**
 * The savings table.
 * `npm run bench:savings [-- --quick] [--json | --markdown] [--data DIR] [--only NAME,…] [--seller ID,…] [--brief] [--write]`
 *
 * Every workload runs through the gateway's own pipeline, in virtual time, against the sandbox, which bills it by real
 * prices and cache rules. Without recorded data the bundled sample runs: a demo, not the table. `--write` keeps the
 * report in bench/savings/results.json, other rows of it as they are, from which `node bench/savings/publish.ts` makes README, docs and pictures.
 * @module
 */
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { benchOptions, finish, type Bar } from './bars.ts'
import { longTables, shortTable } from './savings/markdown.ts'
import { keep } from './savings/keep.ts'
import { measure, type WorkloadResult } from './savings/measure.ts'
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
  },
  strict: false,
})
const list = (text: unknown): readonly string[] | undefined =>
  typeof text === 'string' ? text.split(',') : undefined
const only = list(values.only)
const sellers = list(values.seller)
const giveBackTime = holdTime()
const progress = (words: string): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${words}`)
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

async function runAll(workloads: readonly Workload[]): Promise<void> {
  for (const workload of workloads) {
    if (only !== undefined && !only.includes(workload.name)) continue
    const row = await measure(workload, {
      ...options,
      progress,
      brief: values.brief === true,
      ...(sellers ? { sellers } : {}),
    })
    if (row === undefined) missing.push(workload.name)
    else {
      rows.push(row)
      bars.push(...barsOf(workload, row))
      if (values.write === true && !demo) keep(reportOf())
    }
  }
}

await runAll(demo ? sample : recorded)
progress('')
giveBackTime()

const report = reportOf()
if (demo && !options.json)
  process.stdout.write(
    'Demo: texts of ours, made up to show how it works. Not the savings table.\n\n',
  )
if (!options.json) process.stdout.write(`${shortTable(report)}\n\n`)
if (values.markdown === true) process.stdout.write(`${longTables(report)}\n`)
finish(bars, options, options.json ? { report } : {})
