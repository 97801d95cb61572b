/**
 * `api/cache`: how much is kept, and forgetting it by tenant, tag and model.
 * @module
 */
import { FarthingError } from '../../errors.ts'
import type { AnswerStore } from '../../layers/cache/store.ts'
import type { AdminRequest } from '../routes.ts'
import { json } from './respond.ts'

/** What an administrator may do with the kept answers. */
export type KeptAnswers = Pick<AnswerStore, 'flush' | 'size'>

/**
 * GET answers `{answers, bytes}`. DELETE forgets what matches every one of `tenant` (with its end users), `tag` and
 * `model`, and answers `{removed}`; everything only where `all=true` says so.
 */
export function createCacheApi(kept: KeptAnswers | undefined) {
  return async ({ request, response, pathname, query }: AdminRequest): Promise<void> => {
    if (kept === undefined) {
      throw new FarthingError('endpoint_unknown', { path: JSON.stringify(pathname) })
    }
    const { method = '' } = request
    if (method === 'GET') return json(response, kept.size)
    if (method !== 'DELETE')
      throw new FarthingError('method_unsupported', { path: pathname, method })
    const search = new URLSearchParams(query)
    const what = Object.fromEntries(
      ['tenant', 'tag', 'model'].flatMap((name) => {
        const value = search.get(name)
        return value === null || value === '' ? [] : [[name, value]]
      }),
    )
    if (Object.keys(what).length === 0 && search.get('all') !== 'true') {
      throw new FarthingError('parameter_missing', {
        path: pathname,
        names: '`tenant`, `tag` or `model`, or `all=true` for everything',
      })
    }
    json(response, { removed: await kept.flush(what) })
  }
}
