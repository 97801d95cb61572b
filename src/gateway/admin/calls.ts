/**
 * `api/calls`: a page of calls, by filter and order.
 * @module
 */
import type { LayerName } from '../../call.ts'
import type { AsyncReader } from '../../ledger/background.ts'
import type { CallQuery } from '../../ledger/query.ts'
import type { AdminRequest } from '../routes.ts'
import { toListed } from './decisions.ts'
import { json } from './respond.ts'

const sorts = ['time', 'cost', 'saved', 'latency'] as const
const layers = ['cache', 'router', 'template', 'compress', 'output', 'prefix'] as const

/** Answers `{calls, next}`; `next`, given as `after`, is the page that follows. */
export async function listCalls(reader: AsyncReader, request: AdminRequest): Promise<void> {
  const page = await reader.list(readQuery(new URLSearchParams(request.query)))
  json(request.response, { calls: page.calls.map(toListed), next: page.next })
}

/** Reads the query of a list. What is not understood is left out, so that an old link still opens. */
export function readQuery(search: URLSearchParams): CallQuery {
  const word = (name: string): string | undefined => search.get(name)?.slice(0, 256) || undefined
  const number = (name: string): number | undefined => {
    const value = Number(search.get(name) ?? Number.NaN)
    return Number.isSafeInteger(value) ? value : undefined
  }
  const status = word('status')
  return withoutUndefined({
    from: number('from'),
    to: number('to'),
    tenant: word('tenant'),
    key: word('key'),
    route: word('route'),
    model: word('model'),
    tag: word('tag'),
    conversation: word('conversation'),
    id: word('id'),
    layer: layers.find((layer): layer is LayerName => layer === word('layer')),
    status: status === 'ok' || status === 'failed' ? status : number('status'),
    sort: sorts.find((sort) => sort === word('sort')),
    ascending: search.get('order') === 'ascending',
    limit: number('limit'),
    after: word('after'),
  })
}

/** Optional properties are absent or have a value, never undefined. */
export function withoutUndefined<T extends object>(
  value: T,
): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }
}
