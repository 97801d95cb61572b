/**
 * The price list: what a model's tokens cost at a provider, at a time, in a service tier. Exact; says nothing where
 * it knows nothing (an unknown model is unpriced, never free).
 * @module
 */
import type { Premium, ServiceTier, Usage } from '../call.ts'
import { createBoundedMap } from '../maps/bounded-map.ts'
import type { UsageClass } from './classes.ts'
import { discounted } from './discount.ts'
import { findProvider } from './find-provider.ts'
import { firstMatch, matches } from './match.ts'
import {
  readPriceFile,
  type ListPrice,
  type ModelEntry,
  type PriceFile,
  type ProviderEntry,
  type Source,
} from './price-file.ts'
import { withPremiums } from './premium.ts'
import {
  costOf,
  modelRates,
  ratesFor,
  type Cost,
  type Ladder,
  type ModelRates,
  type Rates,
} from './rates.ts'

export type { Cost, PriceNote, Rates } from './rates.ts'

/** Prices of the configuration (`prices.models`), in dollars per million tokens; they go before the list. */
export type PriceOverrides = Readonly<Record<string, PriceOverride>>

/**
 * The key is 'provider/model' or a bare model name (any provider), without regard to case. `input` and `output` are needed; what is left out
 * costs what a fresh token costs. A price may be `[base, above, price, …]` by prompt tokens.
 */
export type PriceOverride = { readonly input: ListPrice; readonly output: ListPrice } & Readonly<
  Partial<Record<UsageClass, ListPrice>>
>

export interface PriceQuery {
  readonly provider: string
  /** As the reply names it, where there is one. */
  readonly model: string
  /** The model that the provider was asked for, where the reply may name it otherwise: dated, or by a file. */
  readonly asked?: string | undefined
  readonly usage: Usage
  /** As the reply says; absent: standard. */
  readonly tier?: ServiceTier
  /** As the reply says; own prices are taken to have them already. */
  readonly premiums?: readonly Premium[] | undefined
  /** Milliseconds since the epoch; absent: now. */
  readonly at?: number
}

export interface PriceList {
  /**
   * Exact cost of one request; undefined where the model is unknown to the provider. Goes by the own price of the model
   * asked, the own price of the reply's, the list of the reply's, the list of the one asked: the first there is.
   */
  cost(query: PriceQuery): Cost | undefined
  /** Rates for planners, in attodollars per unit, for a prompt of so many tokens (0 where left out). */
  rates(
    provider: string,
    model: string,
    at?: number,
    tier?: ServiceTier,
    prompt?: number,
    premiums?: readonly Premium[],
  ): Rates | undefined
  /** Prompt sizes above which other rates hold, rising; empty where there are none. */
  thresholds(provider: string, model: string, at?: number, tier?: ServiceTier): readonly number[]
  /** Providers that sell the model, the one whose name it bears first; the list's ids. */
  providersOf(model: string): readonly string[]
  /** The list's entry of a model: its id, context window, least cached prefix. */
  model(
    provider: string,
    model: string,
  ): Pick<ModelEntry, 'id' | 'contextWindow' | 'cacheMinimum'> | undefined
  /** The provider whose prices a provider has. */
  pricedAs(provider: string): string
  /** The list's id of a provider, by our name for it or by the URL of its API. */
  providerId(name: string): string | undefined
  providerOfUrl(url: string): string | undefined
  readonly sources: readonly Source[]
}

export interface PriceListOptions {
  /** A file made by `farthing prices update`; absent: the list that ships. */
  readonly file?: string
  /** An already parsed list, for tests. */
  readonly data?: PriceFile
  readonly models?: PriceOverrides
  /** What the configuration says of providers, by our name for them. */
  readonly sellers?: Readonly<Record<string, Seller>>
  /**
   * Whether `models/gemini-2.5-pro`, as Google's API names a model by its resource, has the price of its name.
   * Off by default: the list's own rules, and its recorded conformance cases, know no such names.
   */
  readonly resourceNames?: boolean
}

/** A provider as the price list does not know it. */
export interface Seller {
  /** The list's provider whose prices it has; absent: its own. */
  readonly as?: string
  /** Share of the list price that is not billed; 0 where absent. Own prices (`models`) have it already. */
  readonly discount?: number
}

interface Found {
  readonly entry: ModelEntry
  readonly rates: ModelRates
  /** A price of the configuration, not of the list. */
  readonly own?: true
}

/** Names that are remembered; a client that sends ever new ones cannot fill the memory. */
const mostNames = 4096

/** Where batch is documented as half of the standard price, flex too at OpenAI. */
const halving = new Set(['openai', 'azure', 'anthropic'])

/** Reads the list when the first price is asked for: loading costs the start nothing. Throws then, not here. */
export function loadPriceList(options: PriceListOptions = {}): PriceList {
  let file: PriceFile | undefined = options.data
  const list = () => (file ??= readPriceFile(options.file))
  const overrides = compileOverrides(options.models)
  const sellers: Readonly<Record<string, Seller>> = Object.assign(
    Object.create(null),
    options.sellers,
  )
  const names = new Map<string, Map<string, Found | null>>()
  const compiled = new Map<ModelEntry, Found>()
  const sellersOf = createBoundedMap<readonly string[]>(mostNames)
  let remembered = 0
  const bare = (model: string): string =>
    options.resourceNames === true && model.startsWith('models/')
      ? model.slice('models/'.length)
      : model

  function find(provider: string, model: string): Found | undefined {
    let ofProvider = names.get(provider)
    const known = ofProvider?.get(model)
    if (known !== undefined) return known ?? undefined
    const name = bare(model).toLowerCase()
    const found =
      overrides.get(`${provider.toLowerCase()}/${name}`) ??
      overrides.get(name) ??
      listed(provider, model)
    if (model.length > 256 || provider.length > 256) return found
    if (remembered++ >= mostNames) {
      names.clear()
      remembered = 0
      ofProvider = undefined
    }
    if (ofProvider === undefined) names.set(provider, (ofProvider = new Map()))
    ofProvider.set(model, found ?? null)
    return found
  }

  function served(provider: string, model: string, asked: string | undefined): Found | undefined {
    if (asked === undefined || asked === model) return find(provider, model)
    const meant = find(provider, asked)
    return meant?.own === true ? meant : (find(provider, model) ?? meant)
  }

  function listed(provider: string, model: string): Found | undefined {
    const found = lookUp(pricedAs(provider), model)
    const discount = sellers[provider]?.discount ?? 0
    if (found === undefined || discount === 0) return found
    return { ...found, rates: discounted(found.rates, discount) }
  }

  function pricedAs(provider: string): string {
    return sellers[provider]?.as ?? provider
  }

  function lookUp(provider: string, model: string): Found | undefined {
    const seller = findProvider(list(), provider)
    if (seller === undefined) return undefined
    const own = firstMatch(seller.models, bare(model))
    if (own !== undefined) return compile(own, seller)
    for (const id of seller.fallback ?? []) {
      const maker = list().providers.find((entry) => entry.id === id)
      const made = maker === undefined ? undefined : firstMatch(maker.models, bare(model))
      if (made !== undefined) return compile(made, maker!)
    }
    return undefined
  }

  function compile(entry: ModelEntry, provider: ProviderEntry): Found {
    let found = compiled.get(entry)
    if (found === undefined) {
      found = { entry, rates: modelRates(entry, halving.has(provider.id)) }
      compiled.set(entry, found)
    }
    return found
  }

  return {
    cost({ provider, model, asked, usage, tier = 'standard', premiums, at = Date.now() }) {
      const found = served(provider, model, asked)
      return found === undefined ? undefined : costOf(usage, ladderOf(found, at, tier, premiums))
    },
    rates(provider, model, at = Date.now(), tier = 'standard', prompt = 0, premiums) {
      const found = find(provider, model)
      if (found === undefined) return undefined
      return ratesFor(ladderOf(found, at, tier, premiums), prompt)
    },
    thresholds(provider, model, at = Date.now(), tier = 'standard') {
      const steps = find(provider, model)?.rates.at(at, tier).steps ?? []
      return steps.slice(1).map((step) => step.above)
    },
    providersOf(model) {
      const known = sellersOf.get(model)
      if (known !== undefined) return known
      const sellers = list().providers.filter(
        (entry) => firstMatch(entry.models, bare(model)) !== undefined,
      )
      const makes = (entry: ProviderEntry) =>
        entry.modelMatch !== undefined && matches(entry.modelMatch, bare(model)) ? 0 : 1
      const ids = sellers.toSorted((left, right) => makes(left) - makes(right)).map(({ id }) => id)
      if (model.length <= 256) sellersOf.set(model, ids)
      return ids
    },
    model: (provider, model) => find(provider, model)?.entry,
    pricedAs,
    providerId: (name) => findProvider(list(), name)?.id,
    providerOfUrl(url) {
      if (url.length > 2048) return undefined
      return list().providers.find((entry) => new RegExp('^' + entry.api).test(url))?.id
    },
    get sources() {
      return list().sources
    },
  }
}

function ladderOf(
  { entry, rates, own }: Found,
  at: number,
  tier: ServiceTier,
  premiums: readonly Premium[] | undefined,
): Ladder {
  const ladder = rates.at(at, tier)
  return premiums === undefined || own === true
    ? ladder
    : withPremiums(ladder, entry.premiums, premiums)
}

function compileOverrides(models: PriceOverrides | undefined): ReadonlyMap<string, Found> {
  return new Map(
    Object.entries(models ?? {}).map(([name, prices]) => {
      const entry: ModelEntry = { id: name, match: { equals: name.toLowerCase() }, prices }
      return [name.toLowerCase(), { entry, rates: modelRates(entry, false), own: true as const }]
    }),
  )
}
