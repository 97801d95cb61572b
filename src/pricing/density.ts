/**
 * Bytes of request body per prompt token of a model, learned from what was billed: exponentially weighted sums of
 * bytes and tokens (long prompts count for more, which is where the money is), bounded, odd reports left out.
 * @module
 */

export interface Density {
  observe(bytes: number, tokens: number): void
  /** Expected tokens of so many bytes. */
  tokens(bytes: number): number
  /** Tokens that so many bytes hardly exceed: three usual deviations above. */
  high(bytes: number): number
  snapshot(): DensitySnapshot
}

export interface DensitySnapshot {
  readonly bytes: number
  readonly tokens: number
  readonly deviation: number
}

/** Weight that a prompt keeps per prompt that follows. */
const memory = 0.95
/** No tokenizer is outside: one byte a token is the least, long runs of spaces the most. */
const least = 1
const most = 12
/** The default counts as a prompt of so many tokens: a few real ones outweigh it. */
const priorTokens = 500
const priorDeviation = 0.15

/**
 * Bytes per token before anything is billed. Measured with o200k on JSON-escaped text: meetings 4.2, code 3.9,
 * tool schemas 4.3 to 4.7, customer-service dialogues 4.0, agent sessions 3.6, dense notes 3.3. Anthropic's
 * tokenizers make about 1.2 times as many tokens; for others the usual vocabulary of 128 to 256 thousand is assumed.
 */
export function familyBytesPerToken(model: string): number {
  if (/claude/i.test(model)) return 3.3
  if (/gpt|^o\d|gemini/i.test(model)) return 4
  return 3.8
}

/** Expected tokens of so many bytes where nothing of the model was billed yet. */
export const familyTokens = (model: string, bytes: number): number =>
  Math.ceil(bytes / familyBytesPerToken(model))

export function createDensity(from: number | DensitySnapshot): Density {
  let bytes = typeof from === 'number' ? from * priorTokens : from.bytes
  let tokens = typeof from === 'number' ? priorTokens : from.tokens
  let deviation = typeof from === 'number' ? priorDeviation : from.deviation
  const ratio = () => Math.min(most, Math.max(least, bytes / tokens))
  return {
    observe(seenBytes, seenTokens) {
      if (!(seenBytes > 0) || !(seenTokens > 0)) return
      const seen = seenBytes / seenTokens
      // Below a byte a token the prompt held something that was not in the body: a stored file, a conversation id.
      if (seen < least || seen > most * 2) return
      deviation += 0.05 * (Math.abs(Math.log(seen / ratio())) - deviation)
      bytes = bytes * memory + seenBytes
      tokens = tokens * memory + seenTokens
    },
    tokens: (count) => Math.ceil(count / ratio()),
    high: (count) =>
      Math.ceil((count / ratio()) * Math.exp(Math.min(1.4, 3 * Math.max(0.05, deviation)))),
    snapshot: () => ({ bytes, tokens, deviation }),
  }
}
