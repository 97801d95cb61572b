/**
 * Token counts of the sandbox: o200k for everyone, times a measured factor for Claude. Deterministic and cached.
 * @module
 */
import { createRequire } from 'node:module'
import { shortHash } from './hash.ts'

type Encode = (text: string) => number[]

const require = createRequire(import.meta.url)
/** Byte-pair merging is quadratic in the length of one run of letters. */
const longestRun = 512
const cachedTexts = 20_000

/**
 * Tokens of Claude for one of o200k: the same support prompt was billed 6,000 tokens by Haiku 4.5, 8,753 by Sonnet 5
 * (at $3) and 5,215 by gpt-5.6-sol (caching.ai runs of July 2026, scenario S2).
 */
export function tokenFactor(model: string): number {
  if (!model.includes('claude')) return 1
  return /(sonnet|opus|haiku|fable|mythos)-[5-9]/.test(model) || /opus-4-[7-9]/.test(model)
    ? 1.68
    : 1.15
}

export interface TokenCounter {
  /** Tokens of a text for a model. An empty text has none. */
  count(text: string, model: string): number
}

/** @param method `bytes`: a quarter of the UTF-8 length, where speed matters more than likeness. */
export function createTokenCounter(method: 'o200k' | 'bytes' = 'o200k'): TokenCounter {
  let encode: Encode | undefined
  const cache = new Map<string, number>()

  function raw(text: string): number {
    if (method === 'bytes') return Math.ceil(Buffer.byteLength(text) / 4)
    encode ??= (require('gpt-tokenizer/encoding/o200k_base') as { encode: Encode }).encode
    const key = text.length < 64 ? text : shortHash(text)
    const known = cache.get(key)
    if (known !== undefined) return known
    const tokens = hasLongRun(text)
      ? Math.ceil(Buffer.byteLength(text) / 4)
      : safeEncode(encode, text)
    if (cache.size >= cachedTexts) cache.delete(cache.keys().next().value!)
    cache.set(key, tokens)
    return tokens
  }

  return {
    count: (text, model) =>
      text === '' ? 0 : Math.max(1, Math.round(raw(text) * tokenFactor(model))),
  }
}

/** A text may spell a special token, which the tokenizer refuses by default. */
function safeEncode(encode: Encode, text: string): number {
  try {
    return encode(text).length
  } catch {
    return Math.ceil(Buffer.byteLength(text) / 4)
  }
}

function hasLongRun(text: string): boolean {
  let run = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 32 || code === 10) run = 0
    else if (++run > longestRun) return true
  }
  return false
}
