/**
 * The filters of the list of calls, as the address, the gateway and new calls know them.
 * @module
 */
import type { Listed } from '../api.ts'

export const filterNames = [
  'model',
  'route',
  'key',
  'tag',
  'layer',
  'status',
  'tenant',
  'conversation',
  'id',
] as const
export type FilterName = (typeof filterNames)[number]
export type SortName = 'time' | 'cost' | 'saved' | 'latency'

export type Filters = Readonly<Record<string, string>>

const carried = [...filterNames, 'window', 'sort', 'order']

/** The address of a list: the same filters give the same one, in whatever order they were chosen. */
export function listAddress(filters: Filters): Filters {
  return filtersOf(new URLSearchParams(filters))
}

/** What of an address's query the list goes by; the rest is dropped. */
export function filtersOf(query: URLSearchParams): Filters {
  return Object.fromEntries(
    carried.map((name) => [name, query.get(name) ?? '']).filter(([, value]) => value !== ''),
  )
}

const spans: Readonly<Record<string, number>> = {
  '1h': 3_600_000,
  '24h': 86_400_000,
  '7d': 7 * 86_400_000,
  '30d': 30 * 86_400_000,
}

/** The question to the gateway for a page of calls. */
export function listPath(filters: Filters, now: number, after = ''): string {
  const { window = '', ...rest } = filters
  const search = new URLSearchParams({ ...rest, limit: '200' })
  const span = spans[window]
  if (span !== undefined) search.set('from', String(now - span))
  if (after !== '') search.set('after', after)
  return `api/calls?${search}`
}

/** Whether new calls belong at the top of the list: only where the newest come first. */
export function takesNew({ sort = 'time', order }: Filters): boolean {
  return sort === 'time' && order !== 'ascending'
}

/** Whether a call that has just closed passes the filters; the same tests as the gateway's. */
export function passes(call: Listed, filters: Filters): boolean {
  const { model, route, key, tag, layer, status, tenant, conversation, id } = filters
  const good = call.status >= 200 && call.status < 400
  return (
    (model === undefined || call.served === model || call.asked === model) &&
    (route === undefined || call.route === route) &&
    (key === undefined || call.key === key) &&
    (tag === undefined || call.tags.includes(tag)) &&
    (layer === undefined || Object.hasOwn(call.saved, layer)) &&
    (tenant === undefined || call.tenant === tenant) &&
    (conversation === undefined || call.conversation === conversation) &&
    (id === undefined || call.id.startsWith(id.toLowerCase())) &&
    (status === undefined ||
      (status === 'ok' ? good : status === 'failed' ? !good : call.status === Number(status)))
  )
}
