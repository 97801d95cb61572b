/**
 * Labels for free: equal answers are as good as each other. Unequal ones may be too, so inequality proves nothing.
 * @module
 */
import type { LabelSource } from './label.ts'

/** An answer, whichever dialect it came in. */
export interface Answer {
  /** All visible text, joined. */
  readonly text: string
  readonly toolCalls: readonly { readonly name: string; readonly arguments: string }[]
  /** Why the model stopped, in one dialect for both; a cut answer never equals a whole one. */
  readonly stop: string | undefined
}

export interface EqualityOptions {
  /** Where the route's answers are one of few words: the words. */
  readonly labels?: readonly string[]
}

type EqualitySource = Extract<LabelSource, 'exact' | 'json' | 'tool-call' | 'label-set'>

/** Longer texts are compared byte by byte only. */
const longest = 1_000_000
const deepest = 100

/** How two answers are equal; undefined: not shown to be. Linear in their length. */
export function equality(
  a: Answer,
  b: Answer,
  options: EqualityOptions = {},
): EqualitySource | undefined {
  if (a.stop !== b.stop) return undefined
  if (a.toolCalls.length > 0 || b.toolCalls.length > 0) {
    return sameToolCalls(a, b) ? 'tool-call' : undefined
  }
  const [left, right] = [a.text.trim(), b.text.trim()]
  // Two empty answers are equally bad.
  if (left === '' || right === '') return undefined
  if (left === right) return 'exact'
  if (left.length > longest || right.length > longest) return undefined
  const json = canonicalJson(left)
  if (json !== undefined && json === canonicalJson(right)) return 'json'
  if (options.labels) {
    const label = labelOf(left, options.labels)
    if (label !== undefined && label === labelOf(right, options.labels)) return 'label-set'
  }
  return undefined
}

/** The same calls with equal arguments, in any order: clients run parallel calls together. Preambles do not count. */
function sameToolCalls(a: Answer, b: Answer): boolean {
  if (a.toolCalls.length !== b.toolCalls.length) return false
  const left = a.toolCalls.map(canonicalCall)
  const right = b.toolCalls.map(canonicalCall).sort()
  return left.sort().every((call, k) => call === right[k])
}

function canonicalCall(call: Answer['toolCalls'][number]): string {
  const { name, arguments: text } = call
  const json = text.length <= longest ? canonicalJson(text) : undefined
  return JSON.stringify([name, json ?? text])
}

/** Keys sorted, blanks gone, number text kept where a double would not hold it. Undefined: no JSON, or too deep. */
function canonicalJson(text: string): string | undefined {
  const start = text.trimStart()[0]
  if (start !== '{' && start !== '[') return undefined
  try {
    return write(JSON.parse(text, keepNumbers as (key: string, value: unknown) => unknown), 0)
  } catch {
    return undefined
  }
}

class NumberText {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

function keepNumbers(_key: string, value: unknown, context: { source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value
  return new NumberText(context.source ?? String(value))
}

function write(value: unknown, depth: number): string {
  if (depth > deepest) throw new RangeError('too deep')
  if (value instanceof NumberText) return value.text
  if (Array.isArray(value)) return `[${value.map((item) => write(item, depth + 1)).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields = value as Record<string, unknown>
  const parts = Object.keys(fields)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${write(fields[key], depth + 1)}`)
  return `{${parts.join(',')}}`
}

/** The label that the answer is, but for case, blanks and punctuation around it. */
function labelOf(text: string, labels: readonly string[]): string | undefined {
  const bare = strip(text)
  return labels.find((label) => strip(label) === bare)
}

function strip(text: string): string {
  return text
    .slice(0, 200)
    .toLowerCase()
    .replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, '')
}
