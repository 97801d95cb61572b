/**
 * A provider's usage object into disjoint classes (`Usage`). What counts as what follows the price list's extractor
 * of the provider and flavour; hosts that the list does not know are read by the dialect's usual fields. In both
 * cases the report's own total decides whether reasoning is a part of the output or beside it.
 * @module
 */
import type { Dialect, Usage } from '../call.ts'
import { addUsage, emptyUsage } from './classes.ts'
import { disjoint, type UsageFlag } from './disjoint.ts'
import { at, compile, descend, odd, quantities, type Program, type Quantity } from './extract.ts'
import {
  countsMedia,
  dialectExtractors,
  guessDialect,
  mediaExtractor,
} from './dialect-extractors.ts'
import { readPriceFile, type Extractor, type PriceFile, type ProviderEntry } from './price-file.ts'
import { findProvider } from './find-provider.ts'

/** Usage of a reply, and of the parts that were billed as requests of their own. */
export interface UsageReading {
  readonly usage: Usage
  readonly flags: readonly UsageFlag[]
  /** Inner requests that the top level is not the sum of (compaction, an advisor model): each is priced by itself. */
  readonly parts?: readonly UsagePart[]
}

export interface UsagePart {
  readonly usage: Usage
  /** The model that ran the part, where it was another one. */
  readonly model?: string
}

/** Inner requests that are read; Anthropic runs a handful. */
const mostIterations = 1000

const scratch = new Float64Array(quantities.length)
const noFlags: readonly UsageFlag[] = []

/**
 * Disjoint usage of a raw usage object (`usage`, `usageMetadata`, `meta`), all inner requests added up.
 * @param provider Id of our catalogue or of the price list; unknown ones are read by dialect.
 * @returns undefined where there is no usage to read: never a guess of 0.
 */
export function toUsage(provider: string, dialect: Dialect, raw: unknown): Usage | undefined {
  return readUsage(provider, dialect, raw)?.usage
}

/** As `toUsage`, with what was odd and with the parts. */
export function readUsage(
  provider: string,
  dialect: Dialect,
  raw: unknown,
): UsageReading | undefined {
  const program = programFor(provider, dialect, raw)
  if (program === undefined) return undefined
  const reading = readWith(program, raw)
  if (reading === undefined) return undefined
  if (!isRecord(raw) || !Array.isArray(raw['iterations'])) return reading
  if ((dialect === 'opaque' ? guessDialect(raw) : dialect) !== 'anthropic-messages') return reading
  return withIterations(program, reading, raw['iterations'])
}

/**
 * What one extractor of the list reads from a whole body: its quantities as reported and disjoint, by the list's
 * rule alone (no sanity rule, no iterations). For conformance tests and imports.
 */
export function extractBody(
  file: PriceFile,
  provider: string,
  flavour: string,
  body: unknown,
): { reported: Partial<Record<Quantity, number>>; usage: Usage } | undefined {
  const extractor = file.providers
    .find((entry) => entry.id === provider)
    ?.extractors.find((entry) => entry.flavour === flavour)
  if (extractor === undefined) return undefined
  const program = compiled(extractor, true)
  if (!program.run(descend(body, program.root), scratch)) return undefined
  const reported: Partial<Record<Quantity, number>> = {}
  quantities.forEach((name, index) => {
    if (scratch[index]! > 0) reported[name] = scratch[index]!
  })
  return { reported, usage: disjoint(scratch, []) }
}

function readWith(program: Program, raw: unknown): UsageReading | undefined {
  const inner = program.root.length > 1 ? descend(raw, program.root.slice(1)) : raw
  if (!program.run(inner, scratch)) return undefined
  let flags: UsageFlag[] | undefined
  if (odd) flags = ['clamped']
  const reasoning = scratch[at.output_reasoning_tokens]!
  if (reasoning > 0) flags = placeReasoning(inner as Record<string, unknown>, reasoning, flags)
  const found: UsageFlag[] = flags ?? []
  const usage = disjoint(scratch, found)
  return { usage, flags: found.length === 0 ? noFlags : found }
}

/**
 * The sanity rule: the report's own total says where reasoning lies. xAI's chat keeps it outside
 * `completion_tokens` (307 + 26 + 255 = 588), OpenAI inside; compatible hosts do either.
 */
function placeReasoning(
  raw: Readonly<Record<string, unknown>>,
  reasoning: number,
  flags: UsageFlag[] | undefined,
): UsageFlag[] | undefined {
  const total = raw['total_tokens']
  const stated = raw['completion_tokens'] ?? raw['output_tokens']
  if (typeof total !== 'number' || typeof stated !== 'number') return flags
  const output = scratch[at.output_tokens]!
  const rest = total - scratch[at.input_tokens]!
  const isInside = rest === stated
  const isOutside = rest === stated + reasoning
  if (output === stated && isOutside) {
    scratch[at.output_tokens] = output + reasoning
    return [...(flags ?? []), 'reasoning-outside']
  }
  if (output === stated + reasoning && isInside && reasoning <= stated) {
    scratch[at.output_tokens] = stated
    return [...(flags ?? []), 'reasoning-inside']
  }
  // Other things may be in a total (citations, tools): only a total that is too small to hold its parts is odd.
  return rest < stated ? [...(flags ?? []), 'unclear'] : flags
}

/** Anthropic's compaction and advisor: the top level has the messages only; each iteration was billed. */
function withIterations(
  program: Program,
  top: UsageReading,
  iterations: readonly unknown[],
): UsageReading {
  const parts: UsagePart[] = []
  const flags = new Set(top.flags)
  let isMessage = true
  for (const raw of iterations.slice(0, mostIterations)) {
    const part = readWith(program, raw)
    if (part === undefined) continue
    for (const flag of part.flags) flags.add(flag)
    if (isRecord(raw)) isMessage = raw['type'] === undefined || raw['type'] === 'message'
    const model = isRecord(raw) && typeof raw['model'] === 'string' ? raw['model'] : undefined
    parts.push(model === undefined ? { usage: part.usage } : { usage: part.usage, model })
  }
  if (iterations.length > mostIterations) flags.add('clamped')
  // A message alone is the top level again, with less said. Anything else alone is not in it.
  if (parts.length === 0 || (parts.length === 1 && isMessage)) return top
  let usage = parts.map((part) => part.usage).reduce(addUsage)
  // Only the top level says how much of the output was thinking, and which tools were called.
  const thought = Math.min(top.usage.reasoning, usage.output)
  usage = { ...usage, output: usage.output - thought, reasoning: usage.reasoning + thought }
  const known = usage.other?.webSearches ?? 0
  const searches = (top.usage.other?.webSearches ?? 0) - known
  if (searches > 0) {
    usage = { ...usage, other: { ...usage.other, webSearches: known + searches } }
    parts.push({ usage: { ...emptyUsage, other: { webSearches: searches } } })
  }
  return { usage, flags: [...flags], parts }
}

const programs = new Map<Extractor, Program>()
const fullPrograms = new Map<Extractor, Program>()

function compiled(extractor: Extractor, everything: boolean): Program {
  const cache = everything ? fullPrograms : programs
  let program = cache.get(extractor)
  if (program === undefined) cache.set(extractor, (program = compile(extractor, everything)))
  return program
}

const byProvider = new Map<string, Map<Dialect, Program>>()
/** Providers come from the configuration; the bound is for callers who pass what they read. */
const mostProviders = 1000

function programFor(provider: string, dialect: Dialect, raw: unknown): Program | undefined {
  let ofProvider = byProvider.get(provider)
  const known = ofProvider?.get(dialect)
  if (known !== undefined) return known
  // What a passed-through reply is made of can differ from one to the next, so it is not remembered.
  if (dialect === 'opaque' && countsMedia(raw)) return compiled(mediaExtractor, false)
  const spoken = dialect === 'opaque' ? guessDialect(raw) : dialect
  if (spoken === undefined) return undefined
  const program = compiled(choose(findProvider(readPriceFile(), provider), spoken), false)
  if (dialect === 'opaque') return program
  if (ofProvider === undefined) {
    if (byProvider.size >= mostProviders) byProvider.clear()
    byProvider.set(provider, (ofProvider = new Map()))
  }
  ofProvider.set(dialect, program)
  return program
}

const flavours: Partial<Record<Dialect, readonly string[]>> = {
  'openai-chat': ['chat', 'default'],
  'openai-responses': ['responses'],
  'openai-embeddings': ['embeddings'],
}

function choose(provider: ProviderEntry | undefined, dialect: Dialect): Extractor {
  const usual = dialectExtractors[dialect]
  // Anthropic's and Gemini's reports mean the same wherever they are served, and ours reads all their fields.
  for (const flavour of flavours[dialect] ?? []) {
    const found = provider?.extractors.find((entry) => entry.flavour === flavour)
    if (found !== undefined && speaks(found, usual)) return found
  }
  return usual
}

/** A provider's `default` flavour may be another dialect's: it must need the same field. */
function speaks(found: Extractor, usual: Extractor): boolean {
  const needed = usual.mappings.find((mapping) => mapping.required)?.path[0]
  return found.mappings.some((mapping) => mapping.required && mapping.path[0] === needed)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
