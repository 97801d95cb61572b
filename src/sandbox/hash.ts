/**
 * Hashes and seeded numbers: every answer of the sandbox is a function of its seed and the request's bytes.
 * @module
 */
import { hash } from 'node:crypto'

/** First 16 hex digits of SHA-256: enough to tell blocks and accounts apart, short enough to log. */
export function shortHash(data: string | Uint8Array): string {
  return hash('sha256', data, 'hex').slice(0, 16)
}

/** Uniform in [0, 1), from a hex seed. 32 bits of state (mulberry32): texts need no better. */
export function seededRandom(hexSeed: string): () => number {
  let state = Number.parseInt(hexSeed.slice(0, 8), 16) | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** Running hash of a prefix, as a 53-bit number: a Map with number keys is five times faster than with strings. */
export interface Chain {
  high: number
  low: number
}

export function createChain(): Chain {
  return { high: 0x9e3779b9 | 0, low: 0x85ebca6b | 0 }
}

/** Extends the chain by one block and returns the key of the prefix that ends there. */
export function extendChain(chain: Chain, part: string): number {
  let { high, low } = chain
  for (let i = 0; i < part.length; i++) {
    const code = part.charCodeAt(i)
    high = Math.imul(high ^ code, 0x01000193)
    low = Math.imul(low ^ code, 0x5bd1e995) ^ (low >>> 15)
  }
  chain.high = Math.imul(high ^ (low >>> 7), 0x27d4eb2d) ^ (high >>> 13)
  chain.low = Math.imul(low ^ part.length, 0x165667b1) ^ (high >>> 11)
  return (chain.high >>> 0) * 0x200000 + (chain.low >>> 11)
}
