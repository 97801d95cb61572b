/**
 * `farthing report`: what was spent and saved.
 * @module
 */
import { layerNames } from '../../ledger/codes.ts'
import type { Grouping } from '../../ledger/groupings.ts'
import { createReporter, type Reporter, type ReportRow } from '../../ledger/report.ts'
import type { Totals } from '../../ledger/totals.ts'
import { formatDollars, formatExact } from '../../pricing/money.ts'
import { grouped, share } from '../amounts.ts'
import type { ReportFlags } from '../options.ts'
import { readLedger } from '../read-ledger.ts'
import { readSpan } from '../span.ts'
import { csvTable, textTable, type Column } from '../table.ts'
import type { Terminal } from '../terminal.ts'

type Money = (amount: bigint) => string

export async function report(options: ReportFlags, terminal: Terminal): Promise<void> {
  const span = readSpan(options)
  const database = await readLedger(options)
  try {
    const reporter = createReporter(database)
    const money = options.json || options.csv ? formatExact : formatDollars
    if (options.by === 'layer') return showLayers(reporter.total(span), money, options, terminal)
    const by = options.by as Grouping
    const rows = reporter.by(by, span)
    if (options.json)
      return terminal.json({
        by,
        ...span,
        rows: rows.map(plainRow),
        total: plainTotals(reporter.total(span)),
      })
    const columns = groupColumns(by, money, options.csv === true)
    if (options.csv) return terminal.line(csvTable(columns, rows))
    showGroups(reporter, rows, columns, span, terminal)
  } finally {
    database.close()
  }
}

function showGroups(
  reporter: Reporter,
  rows: readonly ReportRow[],
  columns: readonly Column<ReportRow>[],
  span: { from?: number; to?: number },
  terminal: Terminal,
): void {
  if (rows.length === 0) return terminal.line('There are no calls in this time.')
  const total = { name: 'total', totals: reporter.total(span) }
  const lines = textTable(columns, rows.length > 1 ? [...rows, total] : rows)
  for (const [index, line] of lines.entries())
    terminal.line(index === 0 ? terminal.style('bold', line) : line)
  const { unpriced, estimated } = total.totals.origins
  const sure = [
    unpriced.calls > 0
      ? `Calls without a price, which count as nothing: ${grouped(unpriced.calls)}`
      : '',
    estimated.calls > 0 ? `estimated: ${grouped(estimated.calls)}` : '',
  ].filter((part) => part !== '')
  if (sure.length > 0) terminal.line(terminal.style('dim', `${sure.join(', ')}.`))
}

/** Columns of a report; CSV has all classes of tokens, the table their sums. */
export function groupColumns(by: string, money: Money, all: boolean): Column<ReportRow>[] {
  const number = (title: string, value: (totals: Totals) => number): Column<ReportRow> => ({
    title,
    right: true,
    value: ({ totals }) => (all ? String(value(totals)) : grouped(value(totals))),
  })
  const amount = (title: string, value: (totals: Totals) => bigint): Column<ReportRow> => ({
    title,
    right: true,
    value: ({ totals }) => money(value(totals)),
  })
  const tokens = all
    ? [
        number('input', ({ tokens }) => tokens.input),
        number('cache_read', ({ tokens }) => tokens.cacheRead),
        number('cache_write', ({ tokens }) => tokens.cacheWrite),
        number('cache_write_1h', ({ tokens }) => tokens.cacheWrite1h),
        number('output', ({ tokens }) => tokens.output),
        number('reasoning', ({ tokens }) => tokens.reasoning),
      ]
    : [
        number(
          'input',
          ({ tokens }) => tokens.input + tokens.cacheRead + tokens.cacheWrite + tokens.cacheWrite1h,
        ),
        number('output', ({ tokens }) => tokens.output + tokens.reasoning),
      ]
  return [
    {
      title: by,
      value: ({ name }) => (by === 'day' ? name.slice(0, 10) : name === '' && !all ? '-' : name),
    },
    number('calls', ({ calls }) => calls),
    number('failed', ({ failed }) => failed),
    number('cached', ({ cached }) => cached),
    ...tokens,
    amount('baseline', ({ baseline }) => baseline),
    amount('saved', savedBy),
    amount('cost', ({ cost }) => cost),
    amount('extra', ({ extra }) => extra),
    amount('paid', paidOf),
  ]
}

/** What all layers saved together. */
export function savedBy({ saved }: Totals): bigint {
  return layerNames.reduce((sum, layer) => sum + saved[layer], 0n)
}

/** What was paid in all: for answers, and for what ended beside its call (shadows, judges, background). */
function paidOf({ cost, extra }: Totals): bigint {
  return cost + extra
}

interface LayerRow {
  readonly layer: string
  readonly calls: number | undefined
  readonly amount: bigint
}

/** The steps from what the calls would have cost to what was paid; they add up exactly. */
export function layerRows(totals: Totals): LayerRow[] {
  return [
    { layer: 'baseline', calls: totals.calls, amount: totals.baseline },
    ...layerNames.map((layer) => ({
      layer,
      calls: totals.acted[layer],
      amount: -totals.saved[layer],
    })),
    { layer: 'misses', calls: undefined, amount: totals.misses },
    { layer: 'failures', calls: undefined, amount: totals.failures },
    { layer: 'extra', calls: undefined, amount: totals.extra },
    { layer: 'paid', calls: undefined, amount: paidOf(totals) },
  ]
}

function showLayers(totals: Totals, money: Money, options: ReportFlags, terminal: Terminal): void {
  const rows = layerRows(totals)
  if (options.json)
    return terminal.json(rows.map((row) => ({ ...row, amount: formatExact(row.amount) })))
  const columns: Column<LayerRow>[] = [
    { title: 'layer', value: ({ layer }) => layer },
    {
      title: 'calls',
      right: true,
      value: ({ calls }) => (calls === undefined ? '' : String(calls)),
    },
    { title: 'amount', right: true, value: ({ amount }) => money(amount) },
  ]
  if (options.csv) return terminal.line(csvTable(columns, rows))
  const shares: Column<LayerRow> = {
    title: 'share',
    right: true,
    value: ({ amount }) => share(amount, totals.baseline),
  }
  for (const line of textTable([...columns, shares], rows)) terminal.line(line)
}

function plainRow({ name, totals }: ReportRow) {
  return { name, ...plainTotals(totals) }
}

/** Totals with amounts as exact decimals in dollars. */
export function plainTotals(totals: Totals) {
  const { baseline, cost, saved, misses, failures, extra, origins, ...counts } = totals
  const exact = (amounts: Readonly<Record<string, bigint>>) =>
    Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, formatExact(amount)]))
  return {
    ...counts,
    ...exact({ baseline, cost, misses, failures, extra, paid: paidOf(totals) }),
    saved: exact(saved),
    origins: Object.fromEntries(
      Object.entries(origins).map(([name, { calls, cost: sum }]) => [
        name,
        { calls, cost: formatExact(sum) },
      ]),
    ),
  }
}
