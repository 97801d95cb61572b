/**
 * What the demo cost, by route and model, and what each layer did; from the ledger, beside the provider's own bill.
 * @module
 */
import { openForReading } from '../../ledger/database.ts'
import { createReporter, type ReportRow } from '../../ledger/report.ts'
import type { Totals } from '../../ledger/totals.ts'
import { formatDollars, formatExact } from '../../pricing/money.ts'
import { share } from '../amounts.ts'
import { groupColumns, layerRows, plainTotals, savedBy } from '../commands/report.ts'
import { textTable } from '../table.ts'
import type { Terminal } from '../terminal.ts'
import type { ReplayResult } from './replay.ts'
import type { Stand } from './stand.ts'

interface Run extends ReplayResult {
  readonly seconds: number
  readonly page: string
}

export interface Result {
  readonly run: Run
  readonly total: Totals
  readonly routes: readonly ReportRow[]
  readonly models: readonly ReportRow[]
  /** What the simulated provider says that it is owed. */
  readonly billed: bigint
  /** The same as JSON. */
  readonly plain: unknown
}

export function readResult({ gateway, ledgerFile, sandbox }: Stand, run: Run): Result {
  gateway.ledger.flush()
  const database = openForReading(ledgerFile)
  try {
    const reporter = createReporter(database)
    const total = reporter.total()
    const [routes, models] = [reporter.by('route'), reporter.by('model')]
    const billed = sandbox.bill().cost
    const plain = (rows: readonly ReportRow[]) =>
      rows.map(({ name, totals }) => ({ name, ...plainTotals(totals) }))
    return {
      run,
      total,
      routes,
      models,
      billed,
      plain: {
        ...run,
        total: plainTotals(total),
        routes: plain(routes),
        models: plain(models),
        billed: formatExact(billed),
      },
    }
  } finally {
    database.close()
  }
}

export function showResult(result: Result, terminal: Terminal): void {
  const { run, total, billed } = result
  const tables = [
    ['route', result.routes],
    ['model', result.models],
  ] as const
  for (const [by, rows] of tables) {
    const [head = '', ...lines] = textTable(groupColumns(by, formatDollars, false), [
      ...rows,
      { name: 'total', totals: total },
    ])
    terminal.line(`\n${terminal.style('bold', head)}`)
    for (const line of lines) terminal.line(line)
  }
  const acted = layerRows(total).filter(
    ({ calls, amount }) => calls !== total.calls && amount !== 0n,
  )
  const steps = acted
    .filter(({ layer }) => layer !== 'paid' && layer !== 'baseline')
    .map(({ layer, amount }) => `${layer} ${formatDollars(-amount)}`)
  terminal.line('')
  terminal.line(
    steps.length === 0
      ? 'Saved: nothing. No layer that acts in this mode found anything to save.'
      : `Saved ${formatDollars(savedBy(total))} of ${formatDollars(total.baseline)} (${share(savedBy(total), total.baseline)}): ${steps.join(', ')}.`,
  )
  const same = billed === total.cost + total.extra
  terminal.line(
    same
      ? `The simulated provider's own bill says the same, to the last digit: $${formatExact(billed)}.`
      : `The simulated provider's own bill says $${formatExact(billed)}, the ledger $${formatExact(total.cost + total.extra)}.`,
  )
  terminal.line(
    `${run.sent} calls in ${run.seconds.toFixed(1)} s, ${run.failed} failed (the sample holds a few that must).`,
  )
}
