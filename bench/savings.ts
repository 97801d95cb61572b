/**
 * The savings table. `npm run bench:savings [-- --quick] [--json | --markdown] [--data DIR] [--only NAME]`
 *
 * Each workload is a file of bench/savings/ that gives rows: what a client as recorded would have paid, and what the
 * layers make of it, both billed by the sandbox. Later layers add columns and workloads, not another runner.
 * @module
 */
import { parseArgs } from 'node:util'
import { benchOptions } from './bars.ts'
import { toMarkdown } from './savings/markdown.ts'
import { savingsReport } from './savings/report.ts'
import { codingAgentWorkload } from './savings/coding-agent.ts'
import { scenariosWorkload } from './savings/scenarios.ts'

/** To come with their layers: support questions, retrieval, long chat, logs, tool choice; recorded outcomes; labelled intents. */
const workloads = [scenariosWorkload, codingAgentWorkload]

const options = benchOptions()
const { values } = parseArgs({
  options: { markdown: { type: 'boolean' }, only: { type: 'string' } },
  strict: false,
})
const chosen = workloads.filter(({ name }) => values.only === undefined || name === values.only)
const report = savingsReport(chosen, options)
process.stdout.write(
  options.json ? `${JSON.stringify(report, undefined, 2)}\n` : toMarkdown(report),
)
process.exitCode = report.rows.every(({ holds }) => holds) ? 0 : 1
