/**
 * The sample of the demo: made up by small templates, always the same.
 * @module
 */
import { agent } from './agent.ts'
import { classification, embeddings, mishaps, summaries } from './batches.ts'
import { seeded, type DemoCall } from './call.ts'
import { documents } from './documents.ts'
import { support } from './support.ts'

/** About 300 calls, the kinds mixed as they would arrive; calls of a conversation keep their order. */
export function sampleTraffic(): DemoCall[] {
  const random = seeded(4114)
  const kinds = [
    support(random, 90),
    documents(random, 36),
    agent(random, 1, 18),
    agent(random, 2, 14),
    classification(random, 80),
    embeddings(random, 20),
    summaries(random, 12),
    mishaps(),
  ]
  return mixed(kinds)
}

/** Places each kind's calls evenly over the whole, which keeps their order. */
export function mixed(kinds: readonly (readonly DemoCall[])[]): DemoCall[] {
  return kinds
    .flatMap((calls) => calls.map((call, index) => ({ call, at: (index + 0.5) / calls.length })))
    .sort((first, second) => first.at - second.at)
    .map(({ call }) => call)
}
