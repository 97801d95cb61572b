/**
 * What a test asks of the sandbox, in the header `x-sandbox` or in the prompt as `sandbox:{...}`. Both are JSON.
 * @module
 */

import type { Cut } from './replay.ts'

export const faults = [
  'rate-limit',
  'quota',
  'overloaded',
  'server-error',
  'bad-gateway-html',
  'empty-body',
  'huge-header',
  'stall-headers',
  'stall-body',
  'reset-headers',
  'reset-body',
  'reset-event',
  'malformed-event',
  'wrong-length',
  'drip',
  'refusal',
  'length',
  'error-event',
  'no-terminal',
] as const
export type FaultName = (typeof faults)[number]

export interface Directive {
  readonly fault?: FaultName
  /** How many calls in a row the fault hits, in the fault queue. Default 1. */
  readonly times?: number
  /** For `rate-limit` and its like: value of `retry-after` (seconds), `retry-after-ms`, `x-should-retry`. */
  readonly retryAfter?: number
  readonly retryAfterMs?: number
  readonly shouldRetry?: boolean
  /** After how many events, or what share of a whole body, the fault strikes. Default 0.5. */
  readonly at?: number
  /** The whole visible answer. */
  readonly text?: string
  /** Answer with the last user text. */
  readonly echo?: boolean
  readonly outputTokens?: number
  readonly reasoningTokens?: number
  /** Names of tools to call; unknown names are called all the same. */
  readonly tools?: readonly string[]
  /** The name that the reply says the model has: a dated snapshot, the file name of a local server. */
  readonly model?: string
  /** Milliseconds before the headers, and between events. */
  readonly firstMs?: number
  readonly eventMs?: number
  /** Answer with a recording of this name, below the sandbox's directory of recordings, cut into writes. */
  readonly recording?: string
  readonly cut?: Cut
}

/** Reads a directive; what is no JSON object is none. The header wins over the prompt, field by field. */
export function readDirective(header: string | undefined, prompt: string): Directive {
  const embedded = prompt.indexOf('sandbox:{')
  const inPrompt = embedded < 0 ? undefined : parse(balanced(prompt, embedded + 8))
  return { ...inPrompt, ...(header === undefined ? undefined : parse(header)) }
}

function parse(text: string): Directive | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Directive) : undefined
  } catch {
    return undefined
  }
}

/** The JSON object that begins at `start`: up to its closing brace, quotes respected; at most 10,000 characters. */
function balanced(text: string, start: number): string {
  let depth = 0
  let quoted = false
  for (let i = start; i < Math.min(text.length, start + 10_000); i++) {
    const char = text[i]
    if (quoted) {
      if (char === '\\') i++
      else if (char === '"') quoted = false
    } else if (char === '"') quoted = true
    else if (char === '{') depth++
    else if (char === '}' && --depth === 0) return text.slice(start, i + 1)
  }
  return ''
}
