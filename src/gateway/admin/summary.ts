/**
 * `api/summary`: what it cost, what it would have cost, and why.
 * @module
 */
import type { Money } from '../../call.ts'
import type { AsyncReader } from '../../ledger/background.ts'
import { groupings, type Grouping } from '../../ledger/groupings.ts'
import type { ReportFilter, ReportRow } from '../../ledger/report.ts'
import type { AdminRequest } from '../routes.ts'
import { withoutUndefined } from './calls.ts'
import { readParameters } from './parameters.ts'
import { json } from './respond.ts'

const hour = 3_600_000
const windows = {
  '1h': hour,
  '24h': 24 * hour,
  '7d': 7 * 24 * hour,
  '30d': 30 * 24 * hour,
  all: undefined,
} as const
const windowNames = Object.keys(windows) as readonly (keyof typeof windows)[]
const filters = ['tenant', 'key', 'route', 'model', 'tag'] as const
const known = ['window', 'by', ...filters]

/** Groups that a page shows at once; the rest is one question away (`by`). */
const shownGroups = 10

/**
 * Answers totals, a series over time, and the groups that cost most. `window` is 1h, 24h (default), 7d, 30d or all;
 * `by` asks for one grouping whole; `tenant`, `key`, `route`, `model` and `tag` filter.
 */
export async function showSummary(
  reader: AsyncReader,
  request: AdminRequest,
  now: number,
  discountOf: (models: readonly ReportRow[]) => Money,
): Promise<void> {
  const given = readParameters(request, known)
  const window = given.one('window', windowNames) ?? '24h'
  const span = windows[window]
  const from = span === undefined ? undefined : now - span
  const filter: ReportFilter = withoutUndefined(
    Object.fromEntries(filters.map((name) => [name, given.word(name)])),
  )
  const query = { filter, to: now, ...(from === undefined ? {} : { from }) }
  const by = given.one('by', groupings)
  if (by !== undefined) {
    json(request.response, { window, from, to: now, by, groups: await reader.by(by, query) })
    return
  }
  const step: Grouping = span !== undefined && span <= 48 * hour ? 'hour' : 'day'
  const [totals, points, models, routes] = await Promise.all([
    reader.total(query),
    reader.by(step, query),
    reader.by('model', query),
    reader.by('route', query),
  ])
  json(request.response, {
    window,
    from,
    to: now,
    totals,
    series: { step, points },
    discount: discountOf(models),
    models: models.slice(0, shownGroups),
    routes: routes.slice(0, shownGroups),
  })
}
