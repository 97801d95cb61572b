/**
 * Reads one JSON object of a reply: a whole body, or the object inside a stream's event. Only the members that
 * matter are parsed, so that a reply of megabytes costs one pass over its bytes.
 * @module
 */
import { findSpan, eachMember, readKey } from '../wire/json-span.ts'
import type { Span } from '../wire/json-span.ts'
import { isJson } from './reading.ts'
import type { Draft, Json } from './reading.ts'

const wanted = new Set([
  'candidates',
  'choices',
  'delta',
  'error',
  'id',
  'incomplete_details',
  'message',
  'meta',
  'model',
  'modelVersion',
  'promptFeedback',
  'response',
  'responseId',
  'sequence_number',
  'service_tier',
  'status',
  'stop_reason',
  'usage',
  'usageMetadata',
  'x_groq',
] as const)

type Wanted = typeof wanted extends Set<infer Name> ? Name : never

/** Where the members that matter lie; of equal keys the last. */
export type Found = { [Name in Wanted]?: Span }

/** Finds the members that matter in the object at `at`; `whole` tells whether it is closed. */
export const findMembers = (bytes: Buffer, at: number): { found: Found; whole: boolean } => {
  const found: Found = {}
  const whole = eachMember(bytes, at, (keyStart, keyEnd, start, end) => {
    const key = readKey(bytes, keyStart, keyEnd) as Wanted
    if (wanted.has(key)) found[key] = { start, end }
  })
  return { found, whole }
}

/** The value at a span; undefined where there is none or it is no JSON. */
export const parseAt = (bytes: Buffer, span: Span | undefined): unknown => {
  if (span === undefined) return undefined
  try {
    return JSON.parse(bytes.toString('utf8', span.start, span.end)) as unknown
  } catch {
    return undefined
  }
}

/**
 * Takes what a reply object says into the draft. Members that are absent or null leave the draft as it is.
 * Usage is merged by field, the later object winning: streams state it cumulatively, never in parts to be summed.
 */
export const readObject = (bytes: Buffer, found: Found, draft: Draft): void => {
  const usage =
    parseUsage(bytes, found.usage) ??
    parseUsage(bytes, found.usageMetadata) ??
    parseRare(bytes, found)
  if (usage !== undefined) mergeUsage(draft, usage)
  draft.model = parseText(bytes, found.model) ?? parseText(bytes, found.modelVersion) ?? draft.model
  draft.id = parseText(bytes, found.id) ?? parseText(bytes, found.responseId) ?? draft.id
  draft.tier = parseText(bytes, found.service_tier) ?? draft.tier
  draft.stop = readStop(bytes, found) ?? draft.stop
  draft.error = readError(bytes, found.error) ?? draft.error
}

/** As `readObject`, of an object that is parsed already: of a small one that takes half the time. */
export const readParsed = (object: Json, draft: Draft): void => {
  const usage = jsonOr(object['usage']) ?? jsonOr(object['usageMetadata']) ?? rareOf(object)
  if (usage !== undefined) mergeUsage(draft, usage)
  draft.model = textOr(object['model']) ?? textOr(object['modelVersion']) ?? draft.model
  draft.id = textOr(object['id']) ?? textOr(object['responseId']) ?? draft.id
  draft.tier = textOr(object['service_tier']) ?? draft.tier
  draft.stop = stopOf(object) ?? draft.stop
  const { error } = object
  draft.error = jsonOr(error) ?? (typeof error === 'string' ? { message: error } : draft.error)
}

const jsonOr = (value: unknown): Json | undefined => (isJson(value) ? value : undefined)

const textOr = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

const rareOf = (object: Json): Json | undefined => {
  const groq = jsonOr(object['x_groq'])
  if (groq !== undefined && groq['usage'] !== undefined) return jsonOr(groq['usage'])
  const meta = jsonOr(object['meta'])
  return meta !== undefined && (isJson(meta['tokens']) || isJson(meta['billed_units']))
    ? meta
    : undefined
}

const stopOf = (object: Json): string | undefined =>
  textOr(object['stop_reason']) ??
  textOr(firstOf(object['choices'])?.['finish_reason']) ??
  textOr(firstOf(object['candidates'])?.['finishReason']) ??
  textOr(jsonOr(object['promptFeedback'])?.['blockReason']) ??
  textOr(jsonOr(object['incomplete_details'])?.['reason']) ??
  textOr(object['status'])

const firstOf = (list: unknown): Json | undefined =>
  Array.isArray(list) ? jsonOr(list[0]) : undefined

/** An `error` member: an object, or the bare text that some compatible hosts send; null is none. */
export const readError = (bytes: Buffer, span: Span | undefined): Json | undefined => {
  if (span === undefined || bytes[span.start] === 0x6e) return undefined
  const value = parseAt(bytes, span)
  if (isJson(value)) return value
  return typeof value === 'string' ? { message: value } : undefined
}

/**
 * Later fields win, at every depth; null says nothing (Anthropic's message_delta leaves unknown fields null). Nor do
 * zeros alone: some hosts end a stream, whose usage they have stated, with an empty count.
 */
export const mergeUsage = (draft: Draft, usage: Json): void => {
  if (draft.usage === undefined) draft.usage = usage
  else if (!isBlank(usage)) draft.usage = merge(draft.usage, usage, deepest)
}

/** Providers nest twice; deeper than this the later object stands as it is. */
const deepest = 4

const merge = (before: Json, later: Json, depth: number): Json => {
  const merged: Record<string, unknown> = { ...before }
  for (const key of Object.keys(later)) {
    const value = later[key]
    if (value === null && key in merged) continue
    const known = merged[key]
    const both = depth > 0 && isJson(value) && isJson(known)
    define(merged, key, both ? merge(known, value, depth - 1) : value)
  }
  return merged
}

/** Whether an object counts prompt and answer as nothing: a prompt is never empty, so that is no correction. */
const isBlank = (usage: Json): boolean => {
  const prompt = usage['prompt_tokens'] ?? usage['input_tokens'] ?? usage['promptTokenCount']
  return prompt === 0 && countsNothing(usage, deepest)
}

const countsNothing = (usage: Json, depth: number): boolean => {
  for (const key of Object.keys(usage)) {
    const value = usage[key]
    if (typeof value === 'number' ? value !== 0 : Array.isArray(value) && value.length > 0)
      return false
    if (isJson(value) && (depth === 0 || !countsNothing(value, depth - 1))) return false
  }
  return true
}

// Assigning `__proto__` would set the prototype of our own object.
const define = (into: Record<string, unknown>, key: string, value: unknown) => {
  if (key !== '__proto__') into[key] = value
}

const parseUsage = (bytes: Buffer, span: Span | undefined): Json | undefined => {
  if (span === undefined || bytes[span.start] !== 0x7b) return undefined
  const value = parseAt(bytes, span)
  return isJson(value) ? value : undefined
}

/** Groq wraps the usage of a stream in `x_groq`; Cohere counts in `meta`. */
const parseRare = (bytes: Buffer, found: Found): Json | undefined => {
  const groq = found.x_groq && findSpan(bytes, ['usage'], found.x_groq)
  if (groq !== undefined) return parseUsage(bytes, groq)
  const meta = parseUsage(bytes, found.meta)
  return meta !== undefined && (isJson(meta['tokens']) || isJson(meta['billed_units']))
    ? meta
    : undefined
}

export const parseText = (bytes: Buffer, span: Span | undefined): string | undefined => {
  if (span === undefined || bytes[span.start] !== 0x22) return undefined
  const value = parseAt(bytes, span)
  return typeof value === 'string' && value !== '' ? value : undefined
}

const readStop = (bytes: Buffer, found: Found): string | undefined =>
  parseText(bytes, found.stop_reason) ??
  (found.choices && parseText(bytes, findSpan(bytes, [0, 'finish_reason'], found.choices))) ??
  (found.candidates && parseText(bytes, findSpan(bytes, [0, 'finishReason'], found.candidates))) ??
  (found.promptFeedback &&
    parseText(bytes, findSpan(bytes, ['blockReason'], found.promptFeedback))) ??
  (found.incomplete_details &&
    parseText(bytes, findSpan(bytes, ['reason'], found.incomplete_details))) ??
  parseText(bytes, found.status)
