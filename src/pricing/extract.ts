/**
 * Reads what a provider reports into quantities, by the extractors of the price list. Each is compiled once into a
 * flat program over a shared array of numbers: reading a chat usage allocates nothing.
 * @module
 */
import type { Extractor, Mapping, Step } from './price-file.ts'

/** Quantities that providers report, in the list's words. Totals contain their parts: not disjoint. */
export const quantities = [
  'input_tokens',
  'cache_read_tokens',
  'cache_write_tokens',
  'cache_write_5m_tokens',
  'cache_write_1h_tokens',
  'input_audio_tokens',
  'input_image_tokens',
  'input_video_tokens',
  'cache_audio_read_tokens',
  'cache_image_read_tokens',
  'cache_video_read_tokens',
  'output_tokens',
  'output_reasoning_tokens',
  'output_audio_tokens',
  'output_image_tokens',
  'output_video_tokens',
  'output_citation_tokens',
  'web_searches',
  // From here on: parts that no list prices apart. Read only to show what was reported.
  'input_text_tokens',
  'output_text_tokens',
  'cache_text_read_tokens',
  'input_tool_tokens',
  'input_text_tool_tokens',
  'input_audio_tool_tokens',
  'input_image_tool_tokens',
  'input_video_tool_tokens',
] as const

export type Quantity = (typeof quantities)[number]

/** Index of each quantity in the array that `Program` fills. */
export const at = Object.fromEntries(quantities.map((name, index) => [name, index])) as Readonly<
  Record<Quantity, number>
>

const priced = at.web_searches + 1

/** More than any request can hold; a larger figure is a fault or an attack. */
export const mostTokens = 1e12

export interface Program {
  /** Path below the usage object's own key, for roots of two steps. */
  readonly root: readonly string[]
  /**
   * Fills `into` from a usage object. False: a required number is missing or no number, or nothing was found.
   * Optional values that are no counts are left out and set `odd`.
   */
  run(usage: unknown, into: Float64Array): boolean
}

/** Set by `Program.run`: something was left out or cut. Read it before the next run. */
export let odd = false

/** A compiled extractor. `everything` also reads the parts that no list prices apart. */
export function compile(extractor: Extractor, everything = false): Program {
  const steps = extractor.mappings
    .filter((mapping) => everything || (at[mapping.to as Quantity] ?? priced) < priced)
    .filter((mapping) => at[mapping.to as Quantity] !== undefined)
    .map(readerOf)
  return {
    root: extractor.root,
    run(usage, into) {
      into.fill(0)
      odd = false
      if (!isRecord(usage)) return false
      let found = 0
      for (const step of steps) {
        const value = step.read(usage)
        if (value === undefined || value === null) {
          if (step.required) return false
          continue
        }
        if (typeof value !== 'number' || !(value >= 0) || value === Infinity) {
          if (step.required) return false
          odd = true
          continue
        }
        found += 1
        into[step.to]! += whole(value)
      }
      return found > 0
    },
  }
}

/** Walks `root` from a whole body; undefined where it leads nowhere. */
export function descend(value: unknown, root: readonly string[]): unknown {
  for (const key of root) {
    if (!isRecord(value)) return undefined
    value = value[key]
  }
  return value
}

function whole(value: number): number {
  if (value > mostTokens) {
    odd = true
    return mostTokens
  }
  if (Number.isInteger(value)) return value
  odd = true
  return Math.ceil(value)
}

interface Reader {
  readonly to: number
  readonly required: boolean
  read(usage: Readonly<Record<string, unknown>>): unknown
}

function readerOf(mapping: Mapping): Reader {
  const to = at[mapping.to as Quantity]
  const required = mapping.required === true
  const [first, second, ...rest] = mapping.path
  if (typeof first === 'string' && second === undefined) {
    return { to, required, read: (usage) => usage[first] }
  }
  if (typeof first === 'string' && typeof second === 'string' && rest.length === 0) {
    return {
      to,
      required,
      read(usage) {
        const inner = usage[first]
        return isRecord(inner) ? inner[second] : undefined
      },
    }
  }
  return { to, required, read: (usage) => walk(usage, mapping.path) }
}

function walk(value: unknown, path: readonly Step[]): unknown {
  for (const step of path) {
    if (typeof step === 'string') {
      if (!isRecord(value)) return undefined
      value = value[step]
    } else {
      if (!Array.isArray(value)) return undefined
      // Providers list a handful of modalities; a longer list is hostile.
      value = value.slice(0, 64).find((item) => isRecord(item) && item[step.field] === step.equals)
    }
  }
  return value
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
