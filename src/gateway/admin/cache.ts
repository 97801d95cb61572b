/**
 * `api/cache`: how much is kept, forgetting it by tenant, tag and model, and trying a question.
 * @module
 */
import type { Configuration } from '../../config/schema.ts'
import { FarthingError } from '../../errors.ts'
import { judgedBy, previewQuestion } from '../../layers/cache/semantic/preview.ts'
import type { Semantic } from '../../layers/cache/semantic/open-semantic.ts'
import { standingsOf } from '../../layers/cache/semantic/standing.ts'
import type { AnswerStore } from '../../layers/cache/store.ts'
import { missingModels, wordsOfMissing, wordsOfNoReuse } from '../../learned/missing-models.ts'
import { formatExact } from '../../pricing/money.ts'
import type { ProofReport } from '../../proof/report.ts'
import type { AdminRequest } from '../routes.ts'
import { readJson } from './read-json.ts'
import { json } from './respond.ts'

/** What an administrator may do with the kept answers. */
export interface KeptAnswers extends Pick<AnswerStore, 'flush' | 'size'> {
  /** Undefined where no answer is reused across wordings. */
  readonly semantic?: Semantic | undefined
}

/** What says on which routes an answer would be served. */
export interface CacheSource {
  readonly configuration: () => Configuration
  readonly proof: { report(): Pick<ProofReport, 'certificates'> }
}

const words = ['tenant', 'tag', 'model'] as const

/**
 * GET answers `{answers, bytes, semantic}`. DELETE forgets what matches every one of `tenant` (with its end users), `tag`
 * and `model`, and answers `{removed}`; everything only where `all=true` says so. POST `{question, tenant?, model?,
 * route?}` answers what the semantic cache would make of it, on that route or on each.
 */
export function createCacheApi(kept: KeptAnswers | undefined, source: CacheSource) {
  return async (asked: AdminRequest): Promise<void> => {
    const { request, response, pathname, query } = asked
    if (kept === undefined) {
      throw new FarthingError('endpoint_unknown', { path: JSON.stringify(pathname) })
    }
    const { method = '' } = request
    if (method === 'GET') return json(response, { ...kept.size, semantic: show(kept.semantic) })
    if (method === 'POST') return json(response, await tryQuestion(kept.semantic, source, asked))
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

async function tryQuestion(
  semantic: Semantic | undefined,
  source: CacheSource,
  tried: AdminRequest,
): Promise<object> {
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
  const lacking = missingModels()
  const missing = wordsOfMissing(lacking)
  const configuration = source.configuration()
  const unopened = 'what is kept could not be opened; the gateway said why'
  const closed = wordsOfNoReuse(lacking) ?? unopened
  const all = standingsOf(configuration, certificatesOf(source), semantic ? undefined : closed)
  const own = text('route')
  const routes = own === undefined ? all : all.filter(({ route }) => route === own)
  if (routes.length === 0) {
    const names = all.map(({ route }) => route).join(', ')
    const detail = `there is no route \`${own}\`, only ${names}`
    throw new FarthingError('parameter_invalid', { path, detail })
  }
  if (!semantic) return { routes, candidates: [], judgedBy: 'words', missing }
  const [tenant, model] = [text('tenant'), text('model')]
  const what = {
    ...(tenant === undefined ? {} : { tenant }),
    ...(model === undefined ? {} : { model }),
  }
  return previewQuestion(semantic, { text: question, routes, missing }, what, Date.now())
}

function certificatesOf({ proof }: CacheSource) {
  return proof
    .report()
    .certificates.filter(
      ({ layer, kind, segment }) => layer === 'cache' && kind === 'shadow' && segment === null,
    )
    .map(({ route, state, units, bound, target, settings }) => ({
      route,
      state,
      setting: settings.find(({ live }) => live)?.value,
      labels: units,
      bound,
      target,
    }))
}
