/**
 * From the model that a client names to the provider that serves it.
 *
 * In this order: an alias of the configuration, `provider/model`, the price list, the maker of the API that was called. A model is otherwise a pin: its name goes up as the client wrote it.
 * @module
 */
import type { Dialect, Target } from '../call.ts'
import { FarthingError } from '../errors.ts'
import { canonicalPaths, type Provider } from './provider.ts'

/** What a client asked, as read from its request line and body. */
export interface Asked {
  readonly dialect: Dialect
  /** The maker whose API the path belongs to: its provider is where a model goes that nobody else claims. */
  readonly family: string
  /** Path and query below a provider's base. */
  readonly path: string
  /** The model, where the path itself carries it; undefined or '' elsewhere. */
  readonly model: string | undefined
}

export interface ResolveOptions {
  readonly providers: ReadonlyMap<string, Provider>
  /** Aliases of the configuration: name → `provider/model`, or another model's name. */
  readonly aliases?: Readonly<Record<string, string>>
  /** The price list: who sells a model, its maker first, in the list's ids. */
  readonly providersOf?: (model: string) => readonly string[]
  /** The price list's id of one of our providers. */
  readonly priceId?: (provider: string) => string | undefined
}

export type Resolve = (asked: Asked, model: string) => Target

// Aliases of aliases end somewhere: a circle must not hang a call.
const mostSteps = 8

/**
 * Makes the resolver. It throws `dialect_unsupported` where the model lives at a provider that speaks another
 * language, `translation_missing` for hosts that need signing.
 */
export function createResolve(options: ResolveOptions): Resolve {
  const { providers, providersOf } = options
  const aliases = new Map(Object.entries(options.aliases ?? {}))
  const byPriceId = new Map<string, Provider>()
  for (const provider of providers.values()) {
    const id = options.priceId?.(provider.priceAs) ?? provider.priceAs
    // The first is the catalogue's own entry: a second provider of the same prices is chosen by name only.
    if (!byPriceId.has(id)) byPriceId.set(id, provider)
  }

  const sellers = (model: string): Provider[] => {
    const found = new Set<Provider>()
    for (const id of providersOf?.(model) ?? []) {
      const provider = byPriceId.get(id) ?? providers.get(id)
      if (provider?.serves?.test(model) === false) continue
      if (provider !== undefined) found.add(provider)
    }
    return [...found]
  }

  // Plain paths are asked by one object each, and mostly for the model of the call before.
  let latest: { readonly asked: Asked; readonly named: string; readonly found: Target } | undefined
  return (asked, named) => {
    if (latest?.asked === asked && latest.named === named) return latest.found
    const found = resolve(asked, named)
    latest = { asked, named, found }
    return found
  }

  function resolve(asked: Asked, named: string): Target {
    const { dialect } = asked
    const home = providers.get(asked.family)
    if (dialect === 'opaque' || named === '') {
      // Files, batches and the like belong to an account of their maker, and so does the key that came with them.
      if (home === undefined) throw unknownProvider(asked.family, providers)
      return target(home, named, asked, named)
    }
    let model = named
    for (let step = 0; step < mostSteps; step++) {
      const alias = aliases.get(model)
      if (alias === undefined || alias === model) break
      model = alias
    }
    const slash = model.indexOf('/')
    const prefixed = slash > 0 ? providers.get(model.slice(0, slash)) : undefined
    if (prefixed !== undefined) {
      return target(prefixed, model.slice(slash + 1), asked, named)
    }
    const all = sellers(model)
    if (all.length === 0 || (home !== undefined && all.includes(home))) {
      if (home === undefined) throw unknownProvider(asked.family, providers)
      return target(home, model, asked, named)
    }
    const fitting = all.find(
      (provider) => provider.dialects[dialect] !== undefined && usable(provider),
    )
    return target(fitting ?? all[0]!, model, asked, named)
  }
}

/** Whether a call without a key of the client's own could go there. */
function usable(provider: Provider): boolean {
  return (
    provider.endpoints.length > 0 &&
    provider.wayOut === undefined &&
    (provider.credentials.length > 0 || (provider.keyless && !provider.builtIn))
  )
}

function target(provider: Provider, model: string, asked: Asked, named: string): Target {
  const { dialect } = asked
  if (provider.wayOut !== undefined) {
    throw new FarthingError('translation_missing', {
      provider: provider.name,
      way: provider.wayOut,
    })
  }
  const path = provider.dialects[dialect]
  if (path === undefined && dialect !== 'opaque') throw unsupported(provider, model, dialect)
  return {
    provider: provider.id,
    model,
    dialect,
    path: pathAt(path ?? '', model === named ? undefined : model, asked),
  }
}

/** The provider's own path for what was asked; a model in the path is rewritten there. */
function pathAt(own: string, renamed: string | undefined, asked: Asked): string {
  const { path, dialect } = asked
  const mark = path.indexOf('?')
  const plain = mark < 0 ? path : path.slice(0, mark)
  const query = mark < 0 ? '' : path.slice(mark)
  if (own !== '' && plain === canonicalPaths[dialect]) return own + query
  if (renamed === undefined || !asked.model) return path
  return (
    plain.replace(modelInPath, `$1${encodeURIComponent(renamed).replaceAll('$', '$$$$')}`) + query
  )
}

const modelInPath = /(\/(?:models|tunedModels|deployments)\/)[^/:]+/

function unsupported(provider: Provider, model: string, dialect: Dialect): FarthingError {
  const speaks = Object.keys(provider.dialects) as Dialect[]
  const [first] = speaks
  return new FarthingError('dialect_unsupported', {
    model,
    provider: provider.name,
    speaks: speaks.join(', ') || 'nothing that is configured',
    asked: dialect,
    path: (first && canonicalPaths[first]) || '/v1beta/models/MODEL:generateContent',
  })
}

function unknownProvider(id: string, providers: ReadonlyMap<string, Provider>): FarthingError {
  return new FarthingError('provider_unknown', {
    provider: id,
    known: [...providers.keys()].join(', '),
  })
}
