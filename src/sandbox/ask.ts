/**
 * What any dialect's request comes down to, and the answer that goes back: the sandbox's middle.
 * @module
 */
import type { ServiceTier } from '../call.ts'
import type { Prompt } from './prompt.ts'
import type { Vendor } from './provider-error.ts'

export type Shape = 'chat' | 'responses' | 'messages' | 'gemini'

export interface AskedTool {
  readonly name: string
  readonly schema: unknown
}

export interface Ask {
  readonly shape: Shape
  readonly vendor: Vendor
  /** Price-list id. */
  readonly provider: string
  readonly model: string
  readonly prompt: Prompt
  readonly stream: boolean
  readonly includeUsage: boolean
  /** Output tokens at most, reasoning included. */
  readonly cap: number | undefined
  readonly stops: readonly string[]
  readonly tools: readonly AskedTool[]
  readonly toolChoice: 'auto' | 'none' | 'any' | { readonly name: string }
  /** `true`: any JSON object. Otherwise a JSON schema. */
  readonly format: unknown
  readonly choices: number
  readonly reasoning: boolean
  readonly lastText: string
  readonly tier: ServiceTier
}

export type Stop = 'stop' | 'length' | 'tool' | 'refusal' | 'sequence'

export interface ToolCall {
  readonly id: string
  readonly name: string
  /** JSON text. */
  readonly arguments: string
}

export interface Choice {
  readonly reasoning: string
  /** Pieces whose concatenation is the visible text; a stream sends one an event. */
  readonly pieces: readonly string[]
  readonly toolCalls: readonly ToolCall[]
  readonly stop: Stop
  readonly stopSequence: string | undefined
  readonly outputTokens: number
  readonly reasoningTokens: number
}

export interface Answer {
  /** 16 hex digits, a function of seed and request. */
  readonly id: string
  /** Seconds since the epoch: derived from the request too, so that equal requests get equal bytes. */
  readonly created: number
  readonly choices: readonly Choice[]
}

/** One write of a stream, and how many output tokens had been generated when it went out. */
export interface StreamPart {
  readonly bytes: Uint8Array
  readonly generated: number
}
