/**
 * `api/calls`: a page of calls, by filter and order.
 * @module
 */
import type { AsyncReader } from '../../ledger/background.ts'
import { mostListed, type CallQuery } from '../../ledger/query.ts'
import type { AdminRequest } from '../routes.ts'
import { toListed } from './decisions.ts'
import { readParameters, type Parameters } from './parameters.ts'
import { json } from './respond.ts'

const sorts = ['time', 'cost', 'saved', 'latency'] as const
const orders = ['ascending', 'descending'] as const
const layers = ['cache', 'router', 'template', 'compress', 'output', 'prefix'] as const

/** Answers `{calls, next}`; `next`, given as `after`, is the page that follows. */
export async function listCalls(reader: AsyncReader, request: AdminRequest): Promise<void> {
  const page = await reader.list(readQuery(readParameters(request, known)))
  json(request.response, { calls: page.calls.map(toListed), next: page.next })
}

const filters = ['tenant', 'key', 'route', 'model', 'tag', 'conversation', 'id'] as const
const more = ['layer', 'status', 'sort', 'order', 'limit', 'after'] as const
const known = ['from', 'to', ...filters, ...more]

function readQuery(given: Parameters): CallQuery {
  return withoutUndefined({
    ...Object.fromEntries(filters.map((name) => [name, given.word(name)])),
    from: given.count('from', 0),
    to: given.count('to', 0),
    layer: given.one('layer', layers),
    status: statusOf(given),
    sort: given.one('sort', sorts),
    ascending: given.one('order', orders) === 'ascending',
    limit: given.count('limit', 1, mostListed),
    after: given.like('after', /^-?\d{1,19}_\d{1,19}$/, '`next` of the page before'),
  })
}

/** 0 stands for a call whose client left before an answer. */
function statusOf(given: Parameters): CallQuery['status'] {
  const text = given.like(
    'status',
    /^(ok|failed|0|[1-5]\d\d)$/,
    'ok, failed or a status such as 429',
  )
  return text === undefined || text === 'ok' || text === 'failed' ? text : Number(text)
}

/** Optional properties are absent or have a value, never undefined. */
export function withoutUndefined<T extends object>(
  value: T,
): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }
}
