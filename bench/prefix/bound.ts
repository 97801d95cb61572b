/**
 * What a clairvoyant would pay: each segment of the prompts (a block under all before it) is written, read or left
 * alone as its own future makes cheapest, without the limit of four markers or look-back. What lies before the
 * provider's minimum counts as one segment with the block that reaches it, for no entry ends earlier. No plan can pay
 * less; whether any can pay as little is not known.
 * @module
 */
import { firstByteMs, keysOf, type SimulatedCall } from './arms.ts'

interface Segment {
  readonly tokens: number
  readonly times: number[]
}

const short = 300_000 + firstByteMs
const hour = 3_600_000 + firstByteMs
const read = 0.1
const minimums: Readonly<Record<string, number>> = {
  'claude-haiku-4-5': 4096,
  'claude-sonnet-4-5': 1024,
}

/** Lower bound of the input cost of calls in units of fresh tokens, for Anthropic's prices. */
export function clairvoyant(calls: readonly SimulatedCall[]): number {
  const segments = new Map<string | number, Segment>()
  let total = 0
  for (const { blocks, keys, at, tenant, model } of calls) {
    const minimum = minimums[model] ?? 1024
    const names = keys ?? keysOf(blocks).map((key) => `${tenant}|${model}|${key}`)
    let end = 0
    let waiting = 0
    for (let index = 0; index < blocks.length; index++) {
      const { tokens } = blocks[index]!
      end += tokens
      waiting += tokens
      if (end < minimum) continue
      const key = names[index]!
      let segment = segments.get(key)
      if (!segment) segments.set(key, (segment = { tokens: waiting, times: [] }))
      segment.times.push(at)
      waiting = 0
    }
    total += waiting
  }
  for (const { tokens, times } of segments.values()) total += tokens * cheapest(times)
  return total
}

/** Dynamic programme over the visits of one segment: it is held for nothing, five minutes or an hour. */
export function cheapest(times: readonly number[]): number {
  let none = 0
  let five = Infinity
  let sixty = Infinity
  for (let index = 0; index < times.length; index++) {
    const gap = index === 0 ? Infinity : times[index]! - times[index - 1]!
    const before = Math.min(none, five, sixty)
    const fiveRead = gap <= short ? five + read : Infinity
    const sixtyRead = gap <= hour ? sixty + read : Infinity
    none = before + 1
    five = Math.min(before + 1.25, fiveRead)
    sixty = Math.min(before + 2, sixtyRead)
  }
  return Math.min(none, five, sixty)
}
