/**
 * Chance with a seed, and names made of it.
 * @module
 */

export interface Random {
  /** In [0, 1). */
  unit(): number
  /** Whole, 0 up to and without `below`. */
  whole(below: number): number
  pick<T>(of: readonly T[]): T
  name(): string
  title(): string
  hex(digits: number): string
}

const first =
  'order user cart ledger tenant report billing search mail token queue image schema worker route policy export stock seat tariff'.split(
    ' ',
  )
const second =
  'service store parser client cache loader sync view model index writer guard filter codec merger batch probe lease rollup cursor'.split(
    ' ',
  )

/** mulberry32. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const unit = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const whole = (below: number): number => Math.floor(unit() * below)
  const pick = <T>(of: readonly T[]): T => of[whole(of.length)]!
  const word = (text: string): string => text[0]!.toUpperCase() + text.slice(1)
  return {
    unit,
    whole,
    pick,
    name: () => `${pick(first)}_${pick(second)}`,
    title: () => `${word(pick(first))}${word(pick(second))}`,
    hex: (digits) => Array.from({ length: digits }, () => whole(16).toString(16)).join(''),
  }
}
