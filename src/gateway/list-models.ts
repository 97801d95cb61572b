/**
 * `/v1/models`: what this configuration can reach, in the shape of the caller's dialect.
 * @module
 */
import type { Configuration } from '../config/schema.ts'
import type { Endpoint } from '../dialects/paths.ts'
import { FarthingError } from '../errors.ts'
import { findProvider } from '../pricing/find-provider.ts'
import { readPriceFile } from '../pricing/price-file.ts'
import type { Provider } from '../providers/provider.ts'
import { json } from './admin/respond.ts'
import type { ListedModel } from './parts.ts'
import type { AdminRequest } from './routes.ts'

/** Neither list says when a model came out; clients want a date all the same. */
const unknownDate = '1970-01-01T00:00:00Z'
const usualPage = 20
const largestPage = 1000

/** Aliases, then the price list's models of every provider that has a key here, as `provider/model` beyond the makers. */
export function listModels(
  configuration: Configuration,
  providers: ReadonlyMap<string, Provider>,
): readonly ListedModel[] {
  const aliases = Object.entries(configuration.models).map(([id, model]) => ({
    id,
    provider: model.includes('/') ? model.slice(0, model.indexOf('/')) : 'farthing',
  }))
  const file = readPriceFile(configuration.prices.file)
  const makers = new Set(['openai', 'anthropic', 'gemini'])
  const found = [...providers.values()]
    .filter(({ credentials }) => credentials.length > 0)
    .flatMap(({ id: provider, priceAs }) =>
      (findProvider(file, priceAs)?.models ?? []).map(({ id }) => ({
        id: makers.has(provider) ? id : `${provider}/${id}`,
        provider,
      })),
    )
  const byId = new Map([...aliases, ...found].toReversed().map((model) => [model.id, model]))
  return [...byId.values()].toReversed()
}

/** Answers the list, or one model of it. Throws `model_unknown` for a model that is not in it. */
export function showModels(
  models: readonly ListedModel[],
  request: AdminRequest,
  endpoint: Endpoint,
): void {
  const anthropic = endpoint.family === 'anthropic'
  const shape = anthropic
    ? anthropicModel
    : endpoint.family === 'gemini'
      ? geminiModel
      : openaiModel
  if (endpoint.operation === 'get-model') {
    const model = models.find(({ id }) => id === endpoint.model)
    if (model === undefined) {
      throw new FarthingError('model_unknown', {
        model: JSON.stringify(endpoint.model?.slice(0, 200)),
      })
    }
    json(request.response, shape(model))
  } else if (anthropic)
    json(request.response, anthropicPage(models, new URLSearchParams(request.query)))
  else if (endpoint.family === 'gemini') json(request.response, { models: models.map(geminiModel) })
  else json(request.response, { object: 'list', data: models.map(openaiModel) })
}

function openaiModel({ id, provider }: ListedModel): unknown {
  return { id, object: 'model', created: 0, owned_by: provider }
}

function anthropicModel({ id }: ListedModel): unknown {
  return { type: 'model', id, display_name: id, created_at: unknownDate }
}

function geminiModel({ id }: ListedModel): unknown {
  return { name: `models/${id}`, displayName: id }
}

/** Anthropic pages its list by the ids at its ends. */
function anthropicPage(models: readonly ListedModel[], search: URLSearchParams): unknown {
  const asked = Number(search.get('limit') ?? usualPage)
  const limit = Number.isInteger(asked) ? Math.min(largestPage, Math.max(1, asked)) : usualPage
  const place = (name: string): number => models.findIndex(({ id }) => id === search.get(name))
  const [after, before] = [place('after_id'), place('before_id')]
  const start = before >= 0 ? Math.max(0, before - limit) : after + 1
  const end = before >= 0 ? before : start + limit
  const page = models.slice(start, end)
  return {
    data: page.map(anthropicModel),
    first_id: page[0]?.id ?? null,
    last_id: page.at(-1)?.id ?? null,
    has_more: before >= 0 ? start > 0 : end < models.length,
  }
}
