/**
 * `farthing logs`: single calls.
 * @module
 */
import { setTimeout as wait } from 'node:timers/promises'
import { groupings } from '../../ledger/groupings.ts'
import { createCallReader, type CallQuery, type CallRow } from '../../ledger/query.ts'
import { formatDollars, formatExact } from '../../pricing/money.ts'
import { grouped } from '../amounts.ts'
import { CommandFailure, exitCodes } from '../exit.ts'
import type { LogsFlags } from '../options.ts'
import { readLedger } from '../read-ledger.ts'
import { readSpan } from '../span.ts'
import { plain } from '../table.ts'
import { toJson, type Terminal } from '../terminal.ts'

/** Rows of the ledger come in batches of a few milliseconds; more often than this a reader sees nothing new. */
const pollMs = 250
const mostAtOnce = 500

export async function logs(options: LogsFlags, terminal: Terminal): Promise<void> {
  const query = queryOf(options)
  const database = await readLedger(options)
  const show = (row: CallRow) =>
    terminal.line(options.json ? toJson(plainCall(row)) : textLine(row, terminal))
  try {
    const reader = createCallReader(database)
    let seen = reader.last()
    const rows = newest(reader.list, query, options.limit)
    if (rows.length === 0) sayNothing(options, seen === 0, terminal)
    for (const row of rows) show(row)
    while (options.follow) {
      const rows = reader.follow(seen, mostAtOnce)
      for (const row of rows) if (matches(row, query)) show(row)
      seen = rows.at(-1)?.row ?? seen
      if (rows.length < mostAtOnce) await wait(pollMs)
    }
  } finally {
    database.close()
  }
}

/** Why no line came, and what to do, beside the answer: a reader of JSON gets no lines, as it should. */
function sayNothing(options: LogsFlags, none: boolean, terminal: Terminal): void {
  const names = (['since', 'until', 'model', 'key', 'tag', 'route', 'status'] as const).filter(
    (name) => options[name] !== undefined,
  )
  const by = names.find((name) => (groupings as readonly string[]).includes(name))
  const given = names.map((name) => `--${name}`)
  const hint =
    by === undefined
      ? `\`farthing logs\` without ${given.length > 1 ? 'them' : 'it'} shows the newest.`
      : `\`farthing report --by ${by}\` shows what there is.`
  terminal.note(
    none
      ? 'There are no calls yet. Point a client at the gateway (`farthing --help` says how); `farthing demo` sends some of its own.'
      : `No call matches ${new Intl.ListFormat('en').format(given)}. ${hint}`,
  )
  if (options.follow) terminal.note('Waiting for calls; Ctrl-C ends it.')
}

/** The newest calls, oldest first, as a log is read. */
function newest(
  list: (query: CallQuery) => { calls: readonly CallRow[]; next: string | undefined },
  query: CallQuery,
  limit: number,
): CallRow[] {
  const found: CallRow[] = []
  let after: string | undefined
  do {
    const page = list({
      ...query,
      limit: Math.min(mostAtOnce, limit - found.length),
      ...(after === undefined ? {} : { after }),
    })
    found.push(...page.calls)
    after = page.next
  } while (after !== undefined && found.length < limit)
  return found.toReversed()
}

function queryOf(options: LogsFlags): CallQuery {
  const { model, key, tag, route } = options
  const given = Object.entries({ model, key, tag, route }).filter(
    ([, value]) => value !== undefined,
  )
  return { ...readSpan(options), ...Object.fromEntries(given), ...statusOf(options.status) }
}

function statusOf(text: string | undefined): Pick<CallQuery, 'status'> {
  if (text === undefined) return {}
  if (text === 'ok') return { status: 'ok' }
  if (text === 'error') return { status: 'failed' }
  if (/^[1-5]\d\d$/.test(text)) return { status: Number(text) }
  throw new CommandFailure(
    `\`${text}\` is no status. Expected ok, error, or a number such as 429.`,
    exitCodes.usage,
  )
}

/** The same filters for a call that has just come. */
function matches(row: CallRow, query: CallQuery): boolean {
  const failed = row.status < 200 || row.status >= 400
  return (
    (query.model === undefined || query.model === row.served || query.model === row.asked) &&
    (query.key === undefined || query.key === row.key) &&
    (query.route === undefined || query.route === row.route) &&
    (query.tag === undefined || row.tags.includes(query.tag)) &&
    (query.to === undefined || row.at < query.to) &&
    (query.status === undefined ||
      (typeof query.status === 'number'
        ? row.status === query.status
        : failed === (query.status === 'failed')))
  )
}

function textLine(row: CallRow, terminal: Terminal): string {
  const { usage, cost, time, error } = row
  const read = usage ? usage.input + usage.cacheRead + usage.cacheWrite + usage.cacheWrite1h : 0
  const good = row.status >= 200 && row.status < 400
  const parts = [
    new Date(row.at).toISOString().slice(0, 19).replace('T', ' '),
    terminal.style(good ? 'green' : 'red', String(row.status)),
    row.from === 'upstream' ? '' : `[${row.from}]`,
    plain(row.served === '' ? row.asked : row.served),
    usage ? `${grouped(read)} → ${grouped(usage.output + usage.reasoning)}` : '',
    cost === undefined
      ? 'no price'
      : formatDollars(cost) + (row.costOrigin === 'estimated' ? ' (est.)' : ''),
    `${Math.round(time.total)} ms`,
    row.route === 'default' ? '' : `route=${plain(row.route)}`,
    row.key === undefined ? '' : `key=${plain(row.key)}`,
    row.tags.length === 0 ? '' : `tags=${plain(row.tags.join(','))}`,
    row.ended === 'complete' ? '' : row.ended,
    error === undefined ? '' : terminal.style('red', plain(error)),
    terminal.style('dim', row.id),
  ]
  return parts.filter((part) => part !== '').join('  ')
}

function plainCall(row: CallRow) {
  const exact = (amount: bigint | undefined) => (amount === undefined ? null : formatExact(amount))
  const saved = Object.entries(row.saved).map(([layer, amount]) => [layer, exact(amount)])
  return {
    ...row,
    at: new Date(row.at).toISOString(),
    baseline: exact(row.baseline),
    cost: exact(row.cost),
    misses: exact(row.misses),
    failures: exact(row.failures),
    saved: Object.fromEntries(saved),
  }
}
