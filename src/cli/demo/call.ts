/**
 * One call of the demo's traffic, as a client of OpenAI or Anthropic sends it.
 * @module
 */

export interface DemoCall {
  /** Tag and route. */
  readonly route: string
  /** Calls of one conversation wait for one another. */
  readonly conversation: string
  readonly client: 'openai' | 'anthropic'
  readonly path: string
  readonly body: Readonly<Record<string, unknown>>
  /** What the simulated provider is told to answer with. */
  readonly answer: Answer
}

export interface Answer {
  readonly text?: string
  readonly outputTokens?: number
  readonly reasoningTokens?: number
  readonly tools?: readonly string[]
  readonly fault?: 'rate-limit' | 'overloaded'
  readonly retryAfterMs?: number
}

/** Uniform in [0, 1). */
export type Random = () => number

/** One of a list, the first ones more often: the questions of a help desk follow such a law (Zipf, exponent 1). */
export function zipf<T>(random: Random, list: readonly T[]): T {
  const total = list.reduce((sum, _, index) => sum + 1 / (index + 1), 0)
  let left = random() * total
  return list.find((_, index) => (left -= 1 / (index + 1)) < 0) ?? list[0]!
}

export function pick<T>(random: Random, list: readonly T[]): T {
  return list[Math.floor(random() * list.length)]!
}

/** Mulberry32 (Tommy Ettinger, public domain): the demo is the same everywhere. */
export function seeded(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
