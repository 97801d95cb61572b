/**
 * Taking a newer price list: what `farthing prices update FILE` does, without its words.
 * @module
 */
import { createHash } from 'node:crypto'
import type { ModelEntry, PriceFile, PriceSet } from './price-file.ts'
import { vendorPrices } from './vendor.ts'

export interface PriceUpdate {
  /** The file: genai-prices' `data_slim.json`, or a list that was already made by this program. */
  readonly text: string
  /** Optional second source for service tiers, LiteLLM's price map. */
  readonly litellm?: string
  /** The list in use: tiers that the new file does not speak of are kept where standard prices did not change. */
  readonly previous: PriceFile
  /** Day of the new file, YYYY-MM-DD. */
  readonly date: string
  /** Day of the second source; absent: that of the file. */
  readonly litellmDate?: string
}

export interface PriceChanges {
  readonly file: PriceFile
  readonly sha256: string
  readonly added: readonly string[]
  readonly removed: readonly string[]
  /** 'provider/model' whose prices differ. */
  readonly changed: readonly string[]
}

/** Builds and compares; throws with the place where the file is of no known layout. Nothing is written. */
export function updatePrices(update: PriceUpdate): PriceChanges {
  const parsed: unknown = JSON.parse(update.text)
  const made = Array.isArray(parsed)
    ? vendorPrices({
        slim: update.text,
        ...(update.litellm === undefined ? {} : { litellm: update.litellm }),
        dates: { slim: update.date, litellm: update.litellmDate ?? update.date },
      })
    : ownLayout(parsed)
  const file =
    update.litellm === undefined && Array.isArray(parsed) ? keepTiers(made, update.previous) : made
  const before = index(update.previous)
  const after = index(file)
  return {
    file,
    sha256: createHash('sha256').update(update.text).digest('hex'),
    added: [...after.keys()].filter((name) => !before.has(name)),
    removed: [...before.keys()].filter((name) => !after.has(name)),
    changed: [...after.keys()].filter(
      (name) => before.has(name) && priceText(before.get(name)!) !== priceText(after.get(name)!),
    ),
  }
}

function ownLayout(parsed: unknown): PriceFile {
  const file = parsed as PriceFile | null
  if (file?.format === 1 && Array.isArray(file.providers) && Array.isArray(file.sources))
    return file
  throw new Error(
    'expected a list of providers (data_slim.json) or a list of format 1 made by this program',
  )
}

function index(file: PriceFile): Map<string, ModelEntry> {
  return new Map(
    file.providers.flatMap((provider) =>
      provider.models.map((model) => [`${provider.id}/${model.id}`, model] as const),
    ),
  )
}

function priceText(model: ModelEntry): string {
  return JSON.stringify(model.prices)
}

function keepTiers(made: PriceFile, previous: PriceFile): PriceFile {
  const before = index(previous)
  const providers = made.providers.map((provider) => ({
    ...provider,
    models: provider.models.map((model) => {
      const known = before.get(`${provider.id}/${model.id}`)
      return known === undefined ? model : keep(model, known)
    }),
  }))
  return { ...made, providers, sources: [...made.sources, ...previous.sources.slice(1)] }
}

function keep(model: ModelEntry, known: ModelEntry): ModelEntry {
  const minimum = known.cacheMinimum === undefined ? {} : { cacheMinimum: known.cacheMinimum }
  if (Array.isArray(model.prices) || Array.isArray(known.prices)) return { ...model, ...minimum }
  const now = model.prices as PriceSet
  const then = known.prices as PriceSet
  const isSame = (Object.keys(now) as (keyof PriceSet)[]).every(
    (name) => base(now[name]) === base(then[name]),
  )
  return isSame ? { ...model, ...minimum, prices: then } : { ...model, ...minimum }
}

/** The price without its context tiers, which only the second source may have known. */
function base(price: unknown): unknown {
  return Array.isArray(price) ? price[0] : price
}
