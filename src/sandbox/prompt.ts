/**
 * The reduced form of a request: all that the cache rules and the bill need to know of it.
 * Simulations give it directly, the HTTP form is reduced to it, so that both meet the same rules.
 * @module
 */

export type Section = 'tools' | 'system' | 'messages'
export type BlockKind =
  | 'text'
  | 'image'
  | 'document'
  | 'tool'
  | 'tool_use'
  | 'tool_result'
  | 'thinking'
export type Ttl = '5m' | '1h' | '30m'

/** One content block, in the order in which the provider renders the prompt. */
export interface Block {
  /** Of the content alone: cache markers are not part of what is hashed. */
  readonly hash: string
  readonly tokens: number
  /** Default `messages`. */
  readonly section?: Section
  /** Default `text`. */
  readonly kind?: BlockKind
  /** A breakpoint behind this block, as the client asked for it. */
  readonly cacheControl?: Ttl
  /** An empty text block: Anthropic refuses a marker on it. */
  readonly empty?: boolean
  /** The last block of a user or tool message, where GPT-5.6's implicit mode reads and writes. Default true. */
  readonly endsMessage?: boolean
}

/** Which account's caches, under which rules, and the switches that reach into them. */
export interface Prompt {
  readonly model: string
  readonly account: string
  readonly blocks: readonly Block[]
  /** Anthropic's top-level `cache_control`: marks the last block that can be marked. */
  readonly automatic?: Ttl
  /** OpenAI: settings that begin the prefix: parallel_tool_calls, effort, verbosity. */
  readonly settings?: string
  /** What invalidates Anthropic's system and messages parts when it changes: web search, citations, speed. */
  readonly systemSwitches?: string
  /** What invalidates the messages part only: thinking parameters, effort, tool_choice, presence of images. */
  readonly messageSwitches?: string
  /** OpenAI. */
  readonly cacheKey?: string
  readonly retention?: 'in_memory' | '24h'
  readonly cacheMode?: 'implicit' | 'explicit'
}

/** Input tokens in the disjoint classes that providers bill. */
export interface InputTokens {
  readonly input: number
  readonly cacheRead: number
  readonly cacheWrite: number
  readonly cacheWrite1h: number
}

/**
 * A provider's prompt cache in virtual time (milliseconds). Calls must come in order of `at`.
 * `readyAt`: when the first byte of the reply goes out; an entry can be read from then on, not before.
 * @throws ProviderError where the provider answers 400.
 */
export interface PromptCache {
  bill(prompt: Prompt, at: number, readyAt: number): InputTokens
  /** Entries that are held, expired ones included until the next sweep. */
  size(): number
}

export function totalTokens(blocks: readonly Block[]): number {
  let total = 0
  for (const block of blocks) total += block.tokens
  return total
}
