/**
 * The commands that read the ledger: report, logs and proof.
 * @module
 */
import { Option } from 'commander'
import { groupings } from '../ledger/groupings.ts'
import { readCount, type Add, type Common, type LogsFlags, type ReportFlags } from './options.ts'
import type { Terminal } from './terminal.ts'

export function defineLedger(add: Add, terminal: Terminal): void {
  add(
    'report',
    'what was spent and saved, from the ledger',
    `
Reads the ledger; the gateway may run meanwhile. Amounts in JSON and CSV are exact decimals in
dollars. A call without a price counts as nothing, and the number of such calls is shown.
\`extra\` is what shadows, judges and answers made in the background cost, \`paid\` is that and \`cost\`.
\`--by layer\` gives the steps from what the calls would have cost to what was paid.

Examples:
  $ farthing report                                the last 30 days, by model
  $ farthing report --by key --since 7d
  $ farthing report --by layer --since 2026-11-01 --csv > layers.csv`,
  )
    .addOption(
      new Option('--by <what>', 'one row for each')
        .choices([...groupings, 'layer'])
        .default('model'),
    )
    .option('--since <time>', 'from: 30m, 24h, 7d, or a date such as 2026-11-01', '30d')
    .option('--until <time>', 'up to, in the same forms (default: now)')
    .addOption(new Option('--csv', 'answer as CSV').conflicts('json'))
    .action(async (options: ReportFlags) => {
      const { report } = await import('./commands/report.ts')
      return report(options, terminal)
    })
  add(
    'logs',
    'the calls in the ledger, one line each',
    `
Time, status, model, tokens in and out, cost, milliseconds, and the call's id. Prompts and replies
are not shown; they are kept only where a route says so (\`storeText\`). With --json one object a line.

Examples:
  $ farthing logs --follow
  $ farthing logs --status error --since 1h
  $ farthing logs --model claude-sonnet-4-5 --tag nightly --limit 500`,
  )
    .option('-f, --follow', 'go on as calls come')
    .option('-n, --limit <number>', 'how many, the newest', readCount, 50)
    .option('--since <time>', 'from: 30m, 24h, 7d, or a date such as 2026-11-01')
    .option('--until <time>', 'up to, in the same forms')
    .option('--model <name>', 'model asked for or served')
    .option('--key <id>', 'gateway key')
    .option('--tag <tag>', 'tag')
    .option('--route <name>', 'route')
    .option('--status <status>', 'ok, error, or a number such as 429')
    .action(async (options: LogsFlags) => {
      const { logs } = await import('./commands/logs.ts')
      return logs(options, terminal)
    })
  add(
    'proof',
    'how good the answers are: certificates and measured savings',
    `
A certificate says, for one layer on one route: worse than the full-price answer in at most so many
more cases than two full-price answers differ. Give one (\`layer/route\`) for its samples and history.
Reads the ledger; the gateway may run meanwhile, and writes its states at least once a minute.

Examples:
  $ farthing proof
  $ farthing proof compress/default
  $ farthing proof --json`,
  )
    .argument('[certificate]', 'one certificate: layer/route')
    .action(async (key: string | undefined, options: Common) => {
      const { proof } = await import('./commands/proof.ts')
      return proof(key, options, terminal)
    })
}
