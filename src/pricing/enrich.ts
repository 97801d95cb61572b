/**
 * Adds to a provider's models what LiteLLM's price map knows and the base list lacks: batch, flex and priority
 * prices, one-hour cache writes, context tiers, the least size of a cached prefix. The base list stays right about
 * everything it states. Where the two disagree on a standard price, a tier's price is taken as its ratio to the
 * standard price of the same map: discounts outlive prices.
 * @module
 */
import type { Premium, ServiceTier } from '../call.ts'
import type { UsageClass } from './classes.ts'
import { clean } from './clean.ts'
import { firstMatch } from './match.ts'
import type { DatedPrices, ListPrice, ModelEntry, PriceSet, ProviderEntry } from './price-file.ts'

type Raw = Readonly<Record<string, unknown>>
type Tier = Exclude<ServiceTier, 'standard'>
type Classes = Partial<Record<UsageClass, ListPrice>>

/** Our provider id → LiteLLM's provider and the prefix of its keys. */
const litellmNames: Readonly<Record<string, readonly { provider: string; prefix: string }[]>> = {
  openai: [{ provider: 'openai', prefix: '' }],
  anthropic: [{ provider: 'anthropic', prefix: '' }],
  google: [{ provider: 'gemini', prefix: 'gemini/' }],
  azure: [{ provider: 'azure', prefix: 'azure/' }],
  aws: [
    { provider: 'bedrock_converse', prefix: '' },
    { provider: 'bedrock', prefix: '' },
  ],
  'x-ai': [{ provider: 'xai', prefix: 'xai/' }],
  groq: [{ provider: 'groq', prefix: 'groq/' }],
  mistral: [{ provider: 'mistral', prefix: 'mistral/' }],
  deepseek: [{ provider: 'deepseek', prefix: 'deepseek/' }],
}

const keys: Partial<Record<UsageClass, string>> = {
  input: 'input_cost_per_token',
  output: 'output_cost_per_token',
  cacheRead: 'cache_read_input_token_cost',
  cacheWrite: 'cache_creation_input_token_cost',
  cacheWrite1h: 'cache_creation_input_token_cost_above_1hr',
  inputAudio: 'input_cost_per_audio_token',
  inputImage: 'input_cost_per_image_token',
  outputAudio: 'output_cost_per_audio_token',
  outputImage: 'output_cost_per_image_token',
  reasoning: 'output_cost_per_reasoning_token',
}

const tierSuffixes: Readonly<Record<Tier, string>> = {
  batch: '_batches',
  flex: '_flex',
  priority: '_priority',
}

/**
 * How far a tier's price may be from the standard one. The map has slips: gpt-5-nano's priority input is 50 times its
 * standard price there.
 */
const plausible: Readonly<Record<Tier, readonly [number, number]>> = {
  batch: [0.1, 1],
  flex: [0.1, 1],
  priority: [1, 5],
}

const thresholds = [100, 128, 200, 272, 512] as const

/** The map's entries of the providers that we know, by provider, with the prefix taken off. */
export type LitellmPrices = ReadonlyMap<
  string,
  readonly { readonly name: string; readonly raw: Raw }[]
>

export function readLitellm(value: unknown): LitellmPrices {
  if (typeof value !== 'object' || value === null)
    throw new Error('LiteLLM price map: expected an object')
  const byProvider = new Map<string, { name: string; raw: Raw }[]>()
  const wanted = Object.entries(litellmNames).flatMap(([id, names]) =>
    names.map((name) => ({ id, ...name })),
  )
  for (const [key, raw] of Object.entries(value as Record<string, Raw>)) {
    for (const { id, provider, prefix } of wanted) {
      if (raw['litellm_provider'] !== provider || !key.startsWith(prefix)) continue
      const list = byProvider.get(id) ?? []
      byProvider.set(id, list)
      list.push({ name: key.slice(prefix.length), raw })
    }
  }
  return byProvider
}

/** The provider with its models completed; the same provider where the map knows none of them. */
export function enrich(provider: ProviderEntry, prices: LitellmPrices): ProviderEntry {
  const found = new Map<ModelEntry, { name: string; raw: Raw }>()
  for (const entry of prices.get(provider.id) ?? []) {
    const model = firstMatch(provider.models, entry.name)
    if (model === undefined) continue
    const best = found.get(model)
    const better = best === undefined || rank(entry.name, model) < rank(best.name, model)
    if (better) found.set(model, entry)
  }
  const models = provider.models.map((model) => {
    const entry = found.get(model)
    return entry === undefined ? model : complete(provider, model, entry.raw)
  })
  return { ...provider, models }
}

// The model's own id first, then the plainest name: dated and regional variants may differ in price.
function rank(name: string, model: ModelEntry): number {
  return name === model.id ? 0 : name.length
}

function complete(provider: ProviderEntry, model: ModelEntry, raw: Raw): ModelEntry {
  const minimum = raw['prompt_cache_min_tokens']
  const current = Array.isArray(model.prices)
    ? (model.prices as readonly DatedPrices[]).at(-1)!.prices
    : (model.prices as PriceSet)
  const one = (set: PriceSet) =>
    completeSet(provider.id, set, current, raw, Array.isArray(model.prices))
  return {
    ...model,
    ...(typeof minimum === 'number' ? { cacheMinimum: minimum } : {}),
    ...premiums(provider.id, raw),
    prices: Array.isArray(model.prices)
      ? (model.prices as readonly DatedPrices[]).map((entry) => ({
          ...entry,
          prices: one(entry.prices),
        }))
      : one(model.prices as PriceSet),
  }
}

/** Anthropic's multiples for fast mode and for inference in the US. */
function premiums(id: string, raw: Raw): Pick<ModelEntry, 'premiums'> {
  const stated = raw['provider_specific_entry']
  if (id !== 'anthropic' || typeof stated !== 'object' || stated === null) return {}
  const factors: Partial<Record<Premium, number>> = {}
  for (const name of ['fast', 'us'] as const) {
    const factor = (stated as Raw)[name]
    if (typeof factor === 'number' && factor >= 1 && factor <= 10) factors[name] = factor
  }
  return Object.keys(factors).length > 0 ? { premiums: factors } : {}
}

function completeSet(
  id: string,
  set: PriceSet,
  current: PriceSet,
  raw: Raw,
  hasHistory: boolean,
): PriceSet {
  const full: Record<string, unknown> = { ...set, ...oneHour(set, raw) }
  // A history says itself when its tiers came and went.
  if (!hasHistory) Object.assign(full, contextTiers(id, full as Classes, raw))
  const tiers: Partial<Record<Tier, Classes>> = {}
  for (const tier of Object.keys(tierSuffixes) as Tier[]) {
    const prices = serviceTier(full as Classes, current, raw, tier)
    if (Object.keys(prices).length > 0) tiers[tier] = prices
  }
  if (Object.keys(tiers).length > 0) full['tiers'] = tiers
  if (full['cacheWrite1h'] !== undefined && set.cacheWrite1h === undefined)
    full['derived'] = ['cacheWrite1h']
  return full as PriceSet
}

/** One-hour cache writes as a multiple of the five-minute ones, where the base list has only those. */
function oneHour(set: PriceSet, raw: Raw): Classes {
  if (set.cacheWrite1h !== undefined || set.cacheWrite === undefined) return {}
  const ratio = divide(price(raw, 'cacheWrite1h'), price(raw, 'cacheWrite'))
  return ratio === undefined ? {} : { cacheWrite1h: scale(set.cacheWrite, ratio) }
}

function contextTiers(id: string, set: Classes, raw: Raw): Classes {
  const base = set.input
  if (typeof base !== 'number' || base !== price(raw, 'input')) return {}
  const tiered: Classes = {}
  for (const name of Object.keys(keys) as UsageClass[]) {
    const own = set[name]
    if (typeof own !== 'number') continue
    const list: number[] = [own]
    for (const kilo of thresholds) {
      const ratio = divide(price(raw, name, kilo), price(raw, name))
      if (ratio === undefined) continue
      // xAI: "requests whose prompt reaches the threshold" pay more (its models page; litellm #40174).
      list.push(id === 'x-ai' ? kilo * 1000 - 1 : kilo * 1000, clean(own * ratio))
    }
    if (list.length > 1) tiered[name] = list
  }
  return tiered
}

function serviceTier(set: Classes, current: PriceSet, raw: Raw, tier: Tier): Classes {
  const prices: Classes = {}
  for (const name of Object.keys(keys) as UsageClass[]) {
    const own = set[name]
    const listed = price(raw, name, undefined, tier)
    const standard = price(raw, name)
    if (own === undefined || listed === undefined || standard === undefined || standard === 0)
      continue
    const [lowest, highest] = plausible[tier]
    if (listed < standard * lowest || listed > standard * highest) continue
    const same = own === current[name] && first(own) === standard
    if (typeof own === 'number') {
      prices[name] = same ? listed : clean((own * listed) / standard)
      continue
    }
    const list: number[] = []
    for (let at = 0; at < own.length; at += 2) {
      const kilo = at === 0 ? undefined : Math.ceil(own[at - 1]! / 1000)
      if (kilo !== undefined) list.push(own[at - 1]!)
      const ratio =
        divide(price(raw, name, kilo, tier), price(raw, name, kilo)) ?? listed / standard
      list.push(same && kilo === undefined ? listed : clean(own[at]! * ratio))
    }
    prices[name] = list
  }
  // Half a tier is none: the classes that it lacks would cost the standard price without a word.
  const isWhole =
    prices.input !== undefined && (prices.output !== undefined || set.output === undefined)
  return isWhole ? withCacheMultiples(prices, set) : {}
}

/** Anthropic's cache prices are multiples of the input price in every tier (its price page); so 1 h writes anywhere. */
function withCacheMultiples(prices: Classes, set: Classes): Classes {
  if (prices.input === undefined || set.input === undefined || set.cacheWrite1h === undefined)
    return prices
  const ratio = first(prices.input) / first(set.input)
  const derived: Classes = {}
  for (const name of ['cacheRead', 'cacheWrite', 'cacheWrite1h'] as const) {
    const own = set[name]
    if (own !== undefined && prices[name] === undefined) derived[name] = scale(own, ratio)
  }
  return { ...prices, ...derived }
}

/** Dollars per million, or undefined where the map has no such price. */
function price(raw: Raw, name: UsageClass, kilo?: number, tier?: Tier): number | undefined {
  const key = keys[name]
  if (key === undefined) return undefined
  const full =
    key +
    (kilo === undefined ? '' : `_above_${kilo}k_tokens`) +
    (tier === undefined ? '' : tierSuffixes[tier])
  const value = raw[full]
  return typeof value === 'number' && Number.isFinite(value) && value >= 0
    ? clean(value * 1e6)
    : undefined
}

function first(own: ListPrice): number {
  return typeof own === 'number' ? own : own[0]!
}

function scale(own: ListPrice, ratio: number): ListPrice {
  return typeof own === 'number'
    ? clean(own * ratio)
    : own.map((value, at) => (at % 2 === 1 ? value : clean(value * ratio)))
}

function divide(above: number | undefined, below: number | undefined): number | undefined {
  return above === undefined || below === undefined || below === 0
    ? undefined
    : clean(above / below)
}
