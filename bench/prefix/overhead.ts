/**
 * Time that the layer takes: blocks read and hashed, plan chosen, marks made. The request is parsed already.
 * @module
 */
import type { Call } from '../../src/call.ts'
import { createView } from '../../src/dialects/view.ts'
import { decide } from '../../src/layers/prefix/decision.ts'
import { sent } from '../../src/layers/prefix/decision.ts'
import { markEdits } from '../../src/layers/prefix/mark.ts'
import { createGrowing } from '../../src/layers/prefix/grown.ts'
import { keepReading, kindOfReading, placesOf, readBlocks } from '../../src/layers/prefix/places.ts'
import { rulesOf } from '../../src/layers/prefix/rules.ts'
import { createWarmth } from '../../src/pricing/warmth/warmth.ts'
import { sessionBodies } from './session-bodies.ts'

export interface Overhead {
  /** µs for a call of 4 KB. */
  readonly small: number
  /** ms for the next turn of a conversation of 2 MB. */
  readonly large: number
  /** ms for such a conversation where none of its turns was seen before. */
  readonly unseen: number
  readonly what: string
}

export function overhead(data: string): Overhead {
  const large = sessionBodies(data)
  return {
    small: fastest(small(), 200, 300) * 1000,
    large: fastest(large.body, 1, 100, true),
    unseen: fastest(large.body, 1, 300),
    what: `${large.what}, ${(large.body.length / 1e6).toFixed(2)} MB`,
  }
}

function small(): Buffer {
  const words = (count: number): string =>
    'compare the "fees" of both plans, then answer. '.repeat(count)
  return Buffer.from(
    JSON.stringify({
      model: 'claude-sonnet-5',
      max_tokens: 500,
      system: words(25),
      tools: [1, 2].map((n) => ({
        name: `tool_${n}`,
        description: words(6),
        input_schema: { type: 'object', properties: { query: { type: 'string' } } },
      })),
      messages: [
        { role: 'user', content: words(12) },
        { role: 'assistant', content: [{ type: 'text', text: words(12) }] },
        { role: 'user', content: words(12) },
      ],
    }),
  )
}

/** Milliseconds a call; the fastest of many short rounds, for other work on the machine only adds. */
function fastest(body: Buffer, calls: number, rounds: number, grown = false): number {
  const growing = createGrowing()
  const warmth = createWarmth()
  const view = createView(body, 'anthropic-messages')
  void view.json
  const target = { provider: 'anthropic', model: 'claude-sonnet-5', dialect: 'anthropic-messages' }
  const own = { tenant: 't', conversation: 'c', edits: [], target }
  const call = { ...own, bytes: body, view } as unknown as Call
  if (grown) {
    // The turn before: the same without the last two messages.
    const json = view.json as { messages: unknown[] }
    const text = JSON.stringify({ ...json, messages: json.messages.slice(0, -2) })
    const bytes = Buffer.from(text)
    const before = {
      ...own,
      bytes,
      view: createView(bytes, 'anthropic-messages'),
    } as unknown as Call
    keepReading(before, readBlocks(before)!, growing)
  }
  const rules = rulesOf('marks', 'claude-sonnet-5', undefined)
  let best = Infinity
  let at = 0
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    for (let n = 0; n < calls; n++) {
      const reading = readBlocks(call, growing)!
      const places = placesOf(reading, body.length / 3.3, rules)
      const decision = decide(
        places,
        warmth.partition('t'),
        rules,
        kindOfReading('r', reading),
        (at += 1000),
      )
      for (const marker of decision.plan.markers)
        markEdits(reading.blocks[marker.at]!, marker.lifetime)
      sent(decision)
    }
    best = Math.min(best, (performance.now() - start) / calls)
  }
  return best
}
