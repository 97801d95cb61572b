/**
 * The layout of a price list on disk (`data/prices.json`), and reading it once. Written by `vendor.ts`.
 * Prices are JSON numbers in dollars per million tokens (per thousand for counts), cleaned to 12 significant digits.
 * @module
 */
import { readFileSync } from 'node:fs'
import type { Premium, ServiceTier } from '../call.ts'
import { FarthingError } from '../errors.ts'
import type { UsageClass } from './classes.ts'

export interface PriceFile {
  readonly format: 1
  readonly sources: readonly Source[]
  readonly providers: readonly ProviderEntry[]
}

export interface Source {
  readonly name: string
  readonly licence: string
  /** Day of the snapshot, YYYY-MM-DD. */
  readonly date: string
  readonly sha256: string
}

export interface ProviderEntry {
  readonly id: string
  readonly name: string
  /** Regular expression over base URLs. */
  readonly api: string
  /** Other names of this provider. */
  readonly match?: MatchRule
  /** Models that belong to this provider where none is named. */
  readonly modelMatch?: MatchRule
  /** Providers whose models are sold here too, at their prices, where this one lists none. */
  readonly fallback?: readonly string[]
  readonly extractors: readonly Extractor[]
  readonly models: readonly ModelEntry[]
}

export type MatchRule =
  | { readonly or: readonly MatchRule[] }
  | { readonly and: readonly MatchRule[] }
  | { readonly equals: string }
  | { readonly startsWith: string }
  | { readonly endsWith: string }
  | { readonly contains: string }
  | { readonly regex: string }

/** How a reply body states its usage, in the words of one API flavour. */
export interface Extractor {
  readonly flavour: string
  /** Where the usage object lies in the body. */
  readonly root: readonly string[]
  /** Several mappings may add to one quantity. */
  readonly mappings: readonly Mapping[]
}

export interface Mapping {
  /** Quantity, in the list's words: `cache_read_tokens`. */
  readonly to: string
  readonly path: readonly Step[]
  readonly required?: true
}

/** A key, or the first array item whose `field` equals the text. */
export type Step = string | { readonly field: string; readonly equals: string }

export interface ModelEntry {
  readonly id: string
  readonly match: MatchRule
  readonly contextWindow?: number
  /** Tokens below which the provider does not cache a prefix. */
  readonly cacheMinimum?: number
  /** Multiples of every token price. */
  readonly premiums?: Readonly<Partial<Record<Premium, number>>>
  /** One price for all time, or a history: the last entry whose condition holds is used. */
  readonly prices: PriceSet | readonly DatedPrices[]
}

export interface DatedPrices {
  readonly from?: string
  /** UTC times of day, `HH:MM:SSZ`, half open; may span midnight. */
  readonly between?: readonly [string, string]
  readonly prices: PriceSet
}

/** A price, or `[base, above, price, above, price, …]` by total prompt tokens, thresholds rising. */
export type ListPrice = number | readonly number[]

export type PriceSet = Readonly<Partial<Record<UsageClass, ListPrice>>> & {
  /** Prices of other service tiers; a class that one lacks costs what it costs in the standard tier. */
  readonly tiers?: Readonly<
    Partial<
      Record<Exclude<ServiceTier, 'standard'>, Readonly<Partial<Record<UsageClass, ListPrice>>>>
    >
  >
  /** Classes whose price was not listed but follows a documented rule of the provider. */
  readonly derived?: readonly UsageClass[]
}

let vendored: PriceFile | undefined

/**
 * The list that ships, parsed on first use (the figure stands in `bench`), or that of a file.
 *
 * @throws FarthingError `configuration_invalid` where a given file is no list: a setting named it
 */
export function readPriceFile(file?: string): PriceFile {
  if (file !== undefined) return readGiven(file)
  vendored ??= JSON.parse(
    readFileSync(new URL('./data/prices.json', import.meta.url), 'utf8'),
  ) as PriceFile
  return vendored
}

function readGiven(file: string): PriceFile {
  const refuse = (why: string, cause?: unknown): never => {
    throw new FarthingError(
      'configuration_invalid',
      {
        file,
        detail: `\`prices.file\`, the price list, cannot be used: ${why}. Expected a list as \`farthing prices update\` writes it. Correct the path, or remove the setting, or the file where that command wrote it: the list that ships holds then.`,
      },
      cause,
    )
  }
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    return refuse(
      code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${message})`,
      error,
    )
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return refuse(`it is not JSON (${(error as Error).message})`, error)
  }
  return isList(value) ? value : refuse('it is none of format 1')
}

/** Looks at what every reader takes for granted: a list cut short by hand would fail at a call, not at the start. */
function isList(value: unknown): value is PriceFile {
  return (
    isObject(value) &&
    value['format'] === 1 &&
    isListOf(
      value['providers'],
      ({ id, api, extractors, models }) =>
        typeof id === 'string' &&
        typeof api === 'string' &&
        Array.isArray(extractors) &&
        isListOf(
          models,
          (model) =>
            typeof model['id'] === 'string' &&
            isObject(model['match']) &&
            isObject(model['prices']),
        ),
    )
  )
}

function isListOf(value: unknown, good: (entry: Record<string, unknown>) => boolean): boolean {
  return Array.isArray(value) && value.every((entry) => isObject(entry) && good(entry))
}

/** Lists too: prices may be a history. */
function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
