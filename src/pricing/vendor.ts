/**
 * Makes our price list out of two public ones: models, match rules, history and extractors from genai-prices'
 * `data_slim.json`, and what that lacks (batch, flex, priority, one-hour cache writes, context tiers) from LiteLLM's
 * price map (`enrich.ts`). Run by `farthing prices update FILE`; nothing here runs while calls are priced.
 * @module
 */
import { createHash } from 'node:crypto'
import type { UsageClass } from './classes.ts'
import { clean } from './clean.ts'
import { enrich, readLitellm } from './enrich.ts'
import { freeModels } from './free-models.ts'
import type {
  DatedPrices,
  Extractor,
  ListPrice,
  MatchRule,
  ModelEntry,
  PriceFile,
  PriceSet,
  ProviderEntry,
  Source,
  Step,
} from './price-file.ts'

export interface VendorInput {
  /** Text of `data_slim.json` (format v2). */
  readonly slim: string
  /** Text of `model_prices_and_context_window.json`; without it the list stays without those tiers. */
  readonly litellm?: string
  /** Days of the snapshots, YYYY-MM-DD. */
  readonly dates: { readonly slim: string; readonly litellm: string }
}

type Raw = Readonly<Record<string, unknown>>

/** Builds the list; throws with the place where the input is not of the layout expected. */
export function vendorPrices(input: VendorInput): PriceFile {
  const raw: unknown = JSON.parse(input.slim)
  if (!Array.isArray(raw)) throw new Error('price list: expected an array of providers')
  const providers = raw.map((entry: Raw) => provider(entry))
  const sources: Source[] = [
    source('pydantic/genai-prices data_slim.json', input.slim, input.dates.slim),
  ]
  if (input.litellm === undefined) return { format: 1, sources, providers }
  sources.push(
    source(
      'BerriAI/litellm model_prices_and_context_window.json',
      input.litellm,
      input.dates.litellm,
    ),
  )
  const prices = readLitellm(JSON.parse(input.litellm))
  return { format: 1, sources, providers: providers.map((entry) => enrich(entry, prices)) }
}

/** One model a line: small diffs when the list is refreshed. */
export function formatPriceFile(file: PriceFile): string {
  const providers = file.providers.map((entry) => {
    const { models, extractors, ...head } = entry
    const lines = (items: readonly unknown[]) =>
      items.length === 0
        ? '[]'
        : `[\n${items.map((item) => '   ' + JSON.stringify(item)).join(',\n')}\n  ]`
    return `  ${JSON.stringify(head).slice(0, -1)},\n  "extractors": ${lines(extractors)},\n  "models": ${lines(models)}}`
  })
  return `{"format":1,\n"sources":${JSON.stringify(file.sources)},\n"providers":[\n${providers.join(',\n')}\n]}\n`
}

function source(name: string, text: string, date: string): Source {
  return { name, licence: 'MIT', date, sha256: createHash('sha256').update(text).digest('hex') }
}

function provider(raw: Raw): ProviderEntry {
  const id = String(raw['id'])
  return {
    id,
    name: String(raw['name']),
    api: String(raw['api_pattern']),
    ...(raw['provider_match'] === undefined ? {} : { match: rule(raw['provider_match'], id) }),
    ...(raw['model_match'] === undefined ? {} : { modelMatch: rule(raw['model_match'], id) }),
    ...(raw['fallback_model_providers'] === undefined
      ? {}
      : { fallback: raw['fallback_model_providers'] as string[] }),
    extractors: ((raw['extractors'] ?? []) as Raw[]).map(extractor),
    models: [
      ...(raw['models'] as Raw[]).map((entry) => model(entry, id)),
      ...(freeModels[id] ?? []),
    ],
  }
}

const ruleKeys: Readonly<Record<string, string>> = {
  equals: 'equals',
  starts_with: 'startsWith',
  ends_with: 'endsWith',
  contains: 'contains',
}

function rule(raw: unknown, where: string): MatchRule {
  const [key, value] = Object.entries(raw as Raw)[0] ?? ['', undefined]
  if (key === 'or') return { or: (value as unknown[]).map((part) => rule(part, where)) }
  if (key === 'and') return { and: (value as unknown[]).map((part) => rule(part, where)) }
  if (key === 'regex') return { regex: String(value) }
  const ours = ruleKeys[key]
  if (ours === undefined) throw new Error(`price list: ${where}: unknown match rule ${key}`)
  return { [ours]: String(value).toLowerCase() } as unknown as MatchRule
}

function extractor(raw: Raw): Extractor {
  const steps = (path: unknown): Step[] => (Array.isArray(path) ? path : [path]).map(step)
  return {
    flavour: String(raw['api_flavor']),
    root: (Array.isArray(raw['root']) ? raw['root'] : [raw['root']]).map(String),
    mappings: (raw['mappings'] as Raw[]).map((mapping) => ({
      to: String(mapping['dest']),
      path: steps(mapping['path']),
      ...(mapping['required'] === true ? { required: true } : {}),
    })),
  }
}

function step(raw: unknown): Step {
  if (typeof raw === 'string') return raw
  const { field, match } = raw as { field: string; match: { equals?: string } }
  if (match.equals === undefined)
    throw new Error(`price list: array match by ${JSON.stringify(match)}`)
  return { field, equals: match.equals }
}

function model(raw: Raw, where: string): ModelEntry {
  const id = String(raw['id'])
  const prices = raw['prices']
  return {
    id,
    match: rule(raw['match'], `${where}/${id}`),
    ...(raw['context_window'] === undefined
      ? {}
      : { contextWindow: Number(raw['context_window']) }),
    prices: Array.isArray(prices)
      ? prices.map((entry: Raw) => dated(entry, `${where}/${id}`))
      : priceSet(prices as Raw, `${where}/${id}`),
  }
}

function dated(raw: Raw, where: string): DatedPrices {
  const prices = priceSet(raw['prices'] as Raw, where)
  const constraint = raw['constraint'] as Record<string, string> | undefined
  if (constraint === undefined) return { prices }
  if (constraint['start_date'] !== undefined) return { from: constraint['start_date'], prices }
  const { start_time: start, end_time: end } = constraint
  if (start === undefined || end === undefined)
    throw new Error(`price list: ${where}: unknown constraint`)
  return { between: [start, end], prices }
}

/** The list's price keys, in our classes. */
const priceKeys: Readonly<Record<string, UsageClass>> = {
  input_mtok: 'input',
  output_mtok: 'output',
  cache_read_mtok: 'cacheRead',
  cache_write_mtok: 'cacheWrite',
  cache_write_1h_mtok: 'cacheWrite1h',
  output_reasoning_mtok: 'reasoning',
  input_audio_mtok: 'inputAudio',
  input_image_mtok: 'inputImage',
  input_video_mtok: 'inputVideo',
  cache_audio_read_mtok: 'cacheReadAudio',
  cache_image_read_mtok: 'cacheReadImage',
  cache_video_read_mtok: 'cacheReadVideo',
  cache_audio_write_mtok: 'cacheWriteAudio',
  output_audio_mtok: 'outputAudio',
  output_image_mtok: 'outputImage',
  output_video_mtok: 'outputVideo',
  output_citation_mtok: 'outputCitation',
  web_searches_kcount: 'webSearches',
  requests_kcount: 'requests',
}

function priceSet(raw: Raw, where: string): PriceSet {
  const set: Partial<Record<UsageClass, ListPrice>> = {}
  for (const [key, value] of Object.entries(raw)) {
    const name = priceKeys[key]
    if (name === undefined) throw new Error(`price list: ${where}: unknown price ${key}`)
    set[name] = listPrice(value, where)
  }
  return set
}

function listPrice(raw: unknown, where: string): ListPrice {
  if (typeof raw === 'number') return clean(raw)
  const { base, tiers } = raw as { base: number; tiers: { start: number; price: number }[] }
  if (typeof base !== 'number' || !Array.isArray(tiers))
    throw new Error(`price list: ${where}: odd price`)
  const rising = tiers.toSorted((left, right) => left.start - right.start)
  return [clean(base), ...rising.flatMap((tier) => [tier.start, clean(tier.price)])]
}
