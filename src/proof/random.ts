/**
 * A seeded generator for simulations and tests, so that every figure of the bench can be had again.
 * Not for draws on traffic: those are keyed hashes (`draws.ts`).
 * @module
 */
import type { Random } from '../layers/layer.ts'

/**
 * Uniform in [0, 1) from a 32-bit seed: Marsaglia's xorshift128 (J. Stat. Soft. 8(14), 2003), its state spread out
 * of the seed by a Weyl sequence with a multiplicative finaliser.
 */
export function seededRandom(seed: number): Random {
  let weyl = seed | 0
  const spread = () => {
    weyl = (weyl + 0x9e3779b9) | 0
    let value = Math.imul(weyl ^ (weyl >>> 16), 0x85ebca6b)
    value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35)
    return value ^ (value >>> 16)
  }
  let a = spread()
  let b = spread()
  let c = spread()
  let d = spread() | 1
  return () => {
    const t = a ^ (a << 11)
    a = b
    b = c
    c = d
    d = d ^ (d >>> 19) ^ t ^ (t >>> 8)
    return (d >>> 0) / 4294967296
  }
}
