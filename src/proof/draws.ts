/**
 * Draws on traffic: which conversation or call is a holdout, a shadow, an A/A pair.
 *
 * A draw is a keyed hash of the unit, so that it is the same on every replica and after every restart, and no client
 * can steer it. One SHA-256 a conversation gives 64 secret bits; each purpose mixes them with its own constant, and a
 * draw over calls with the id of the call, which the gateway makes itself: no call costs more than one SHA-256.
 * @module
 */
import { hash } from 'node:crypto'
import type { LayerName } from '../call.ts'

/** The unit that a layer is drawn over: what shapes a conversation's beginning or text must act on all of it. */
export function unitOf(layer: LayerName): 'call' | 'conversation' {
  return layer === 'cache' || layer === 'router' ? 'call' : 'conversation'
}

export interface Draws {
  /**
   * Uniform in [0, 1), the same for the same secret, unit and purpose, and independent between purposes.
   * `within`: a part of the unit, a call of a conversation, that is drawn by itself.
   * 0.05 µs for one of the last two units, 0.4 µs for another.
   */
  uniform(unit: string, purpose: Purpose, within?: string): number
}

/** Made once by `purpose()`, never on the hot path. */
export interface Purpose {
  readonly high: number
  readonly low: number
}

/** What a draw is for, for example `shadow compress default`. */
export function purpose(...words: readonly string[]): Purpose {
  return halves(hash('sha256', words.join('\n'), 'binary'))
}

/** `secret`: of this installation, 16 characters or more. Throws RangeError for a shorter one. */
export function createDraws(secret: string): Draws {
  if (secret.length < 16) throw new RangeError('The secret of the draws is under 16 characters')
  let unit: string | undefined
  let seed: Purpose = { high: 0, low: 0 }
  let earlierUnit: string | undefined
  let earlierSeed = seed
  let part: string | undefined
  let mixed = whole
  return {
    uniform(asked, { high, low }, within) {
      if (asked !== unit) {
        const found =
          asked === earlierUnit
            ? earlierSeed
            : halves(hash('sha256', `${secret}\n${asked}`, 'binary'))
        earlierUnit = unit
        earlierSeed = seed
        unit = asked
        seed = found
      }
      if (within !== undefined && within !== part) {
        part = within
        mixed = spread(within)
      }
      const own = within === undefined ? whole : mixed
      const first = finalise(seed.high ^ high ^ own.high)
      const second = finalise(seed.low ^ low ^ own.low ^ first)
      return ((first >>> 5) * 67_108_864 + (second >>> 6)) / 9_007_199_254_740_992
    },
  }
}

const whole: Purpose = { high: 0, low: 0 }

/** 64 bits of an id, no secret: two lanes of FNV-1a (Fowler, Noll, Vo), from different beginnings. */
function spread(id: string): Purpose {
  let high = 0x811c9dc5
  let low = 0x9e3779b9
  for (let at = 0; at < id.length; at++) {
    const code = id.charCodeAt(at)
    high = Math.imul(high ^ code, 0x01000193)
    low = Math.imul(low ^ code, 0x85ebca6b)
  }
  return { high: finalise(high), low: finalise(low) }
}

/** The first 64 bits of a digest. As a string of bytes it costs a quarter of a Buffer. */
function halves(digest: string): Purpose {
  const word = (at: number) =>
    digest.charCodeAt(at) |
    (digest.charCodeAt(at + 1) << 8) |
    (digest.charCodeAt(at + 2) << 16) |
    (digest.charCodeAt(at + 3) << 24)
  return { high: word(0), low: word(4) }
}

/** The 32-bit finaliser of MurmurHash3 (A. Appleby, public domain): every input bit moves every output bit. */
function finalise(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}
