/**
 * `/v1/models`: what this configuration can reach, in the shape of the caller's dialect.
 * @module
 */
import type { Configuration } from '../config/schema.ts'
import type { Endpoint } from '../dialects/paths.ts'
import { FarthingError } from '../errors.ts'
import { findProvider } from '../pricing/find-provider.ts'
import type { Key } from '../ledger/keys.ts'
import { callableName } from '../pricing/model-names.ts'
import { type PriceFile, readPriceFile } from '../pricing/price-file.ts'
import { type AskModels, tellsItsModels } from '../providers/model-lists.ts'
import type { Provider } from '../providers/provider.ts'
import { json } from './admin/respond.ts'
import { compileGlob } from './match-route.ts'
import type { ListedModel } from './parts.ts'
import type { AdminRequest } from './routes.ts'

/** Neither list says when a model came out; clients want a date all the same. */
const unknownDate = '1970-01-01T00:00:00Z'
const usualPage = 20
const largestPage = 1000

const makers: ReadonlySet<string> = new Set(['openai', 'anthropic', 'gemini'])

/**
 * Aliases, then what each provider serves that a call can go to without a key of the client's: by its own word where
 * its address is the user's own, else by the price list. Beyond the makers a model is `provider/model`.
 */
export async function listModels(
  configuration: Configuration,
  providers: ReadonlyMap<string, Provider>,
  ask: AskModels,
): Promise<readonly ListedModel[]> {
  const byId = new Map<string, ListedModel>()
  for (const [id, model] of Object.entries(configuration.models)) {
    const slash = model.indexOf('/')
    byId.set(id, { id, provider: slash < 0 ? 'farthing' : model.slice(0, slash) })
  }
  const all = [...providers.values()]
  const told = await Promise.all(
    all.map((provider) => (tellsItsModels(provider) ? ask(provider) : undefined)),
  )
  const file = readPriceFile(configuration.prices.file)
  for (const [i, provider] of all.entries()) {
    for (const name of told[i] ?? priced(file, provider)) {
      const id = makers.has(provider.id) ? name : `${provider.id}/${name}`
      if (!byId.has(id)) byId.set(id, { id, provider: provider.id })
    }
  }
  return [...byId.values()]
}

/** The price list's models of a known host that has a key here. */
function priced(file: PriceFile, provider: Provider): readonly string[] {
  if (!provider.builtIn || provider.credentials.length === 0) return []
  return (findProvider(file, provider.priceAs)?.models ?? [])
    .map(callableName)
    .filter((name) => name !== undefined)
    .filter((name) => provider.serves?.test(name) !== false)
}

/**
 * What of the list a caller may use: a key's own models; and where there are keys, who has none pays the makers itself.
 */
export function modelsFor(
  models: readonly ListedModel[],
  key: Key | undefined,
  needsKey: boolean,
): readonly ListedModel[] {
  if (key === undefined) {
    return needsKey ? models.filter(({ provider }) => makers.has(provider)) : models
  }
  const tests = (key.models ?? []).map(compileGlob)
  return tests.length === 0 ? models : models.filter(({ id }) => tests.some((test) => test(id)))
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
