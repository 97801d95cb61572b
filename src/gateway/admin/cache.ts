/**
 * `api/cache`: how much is kept, forgetting it by tenant, tag and model, and trying a question.
 * @module
 */
import { FarthingError } from '../../errors.ts'
import { judgedBy, previewQuestion } from '../../layers/cache/semantic/preview.ts'
import type { Semantic } from '../../layers/cache/semantic/open-semantic.ts'
import type { AnswerStore } from '../../layers/cache/store.ts'
import { formatExact } from '../../pricing/money.ts'
import type { AdminRequest } from '../routes.ts'
import { readJson } from './read-json.ts'
import { json } from './respond.ts'

/** What an administrator may do with the kept answers. */
export interface KeptAnswers extends Pick<AnswerStore, 'flush' | 'size'> {
  /** Undefined where no answer is reused across wordings. */
  readonly semantic?: Semantic | undefined
}

const words = ['tenant', 'tag', 'model'] as const

/**
 * GET answers `{answers, bytes, semantic}`. DELETE forgets what matches every one of `tenant` (with its end users), `tag`
 * and `model`, and answers `{removed}`; everything only where `all=true` says so. POST `{question, tenant?, model?,
 * route?}` answers what the semantic cache would make of it.
 */
export function createCacheApi(kept: KeptAnswers | undefined) {
  return async (asked: AdminRequest): Promise<void> => {
    const { request, response, pathname, query } = asked
    if (kept === undefined) {
      throw new FarthingError('endpoint_unknown', { path: JSON.stringify(pathname) })
    }
    const { method = '' } = request
    if (method === 'GET') return json(response, { ...kept.size, semantic: show(kept.semantic) })
    if (method === 'POST') return json(response, await tryQuestion(kept.semantic, asked))
    if (method !== 'DELETE')
      throw new FarthingError('method_unsupported', { path: pathname, method })
    const search = new URLSearchParams(query)
    const what = Object.fromEntries(
      words.flatMap((name) => {
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
    const reused = (await kept.semantic?.store.flush(what)) ?? 0
    json(response, { removed: (await kept.flush(what)) + reused })
  }
}

function show(semantic: Semantic | undefined): object | null {
  if (!semantic) return null
  const { store, beliefs, models, reused } = semantic
  return {
    ...store.size,
    reused: reused.answers,
    avoided: formatExact(reused.avoided),
    judgedBy: judgedBy(models),
    routes: beliefs.accounts(),
  }
}

async function tryQuestion(semantic: Semantic | undefined, tried: AdminRequest): Promise<object> {
  const path = tried.pathname
  const body = (await readJson(tried, path)) as Readonly<Record<string, unknown>> | null
  const text = (name: string): string | undefined => {
    const value = body?.[name]
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const question = text('question')
  if (question === undefined) {
    throw new FarthingError('parameter_missing', { path, names: '`question`' })
  }
  if (!semantic)
    return { candidates: [], judgedBy: 'words', never: 'no route reuses answers across wordings' }
  const [tenant, model] = [text('tenant'), text('model')]
  const what = {
    ...(tenant === undefined ? {} : { tenant }),
    ...(model === undefined ? {} : { model }),
  }
  const asked = { text: question, route: text('route') ?? 'default', limit: usualLimit }
  return previewQuestion(semantic, asked, what, Date.now())
}

/** Probabilities do not depend on it. */
const usualLimit = 0.01
