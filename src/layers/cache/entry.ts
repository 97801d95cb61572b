/**
 * A kept answer, and the reply that it makes.
 * @module
 */
import type { Outcome, Reply, Target, TenantId, Usage } from '../../call.ts'
import { emptyUsage } from '../../pricing/classes.ts'

export interface Entry {
  readonly key: string
  readonly tenant: TenantId
  readonly tags: readonly string[]
  readonly target: Target
  /** The model that answered. */
  readonly model: string
  readonly contentType: string
  readonly streamed: boolean
  readonly stop: string | undefined
  /** What the answer used when it was bought; its price today is what a hit avoids. */
  readonly usage: Usage | undefined
  /** As the client got it. Empty in `observe`, where only the fact is remembered. */
  readonly body: Uint8Array
  readonly madeAt: number
  readonly expiresAt: number
}

/** How an answer from memory ends: nothing was used and nothing is owed. */
export const freeOutcome = (model: string, stop: string | undefined, bytes: number): Outcome => ({
  status: 200,
  ended: 'complete',
  stop,
  usage: emptyUsage,
  usageOrigin: 'computed',
  cost: 0n,
  costOrigin: 'computed',
  tier: 'standard',
  model,
  bytes,
})

export const hitHeaders = (contentType: string): string[] => [
  'content-type',
  contentType,
  'x-farthing-cache',
  'hit',
]

/** The reply of a hit: all events at once, in the order and with the ids that they came with. */
export function replyOf(entry: Entry): Reply {
  const outcome = freeOutcome(entry.model, entry.stop, entry.body.length)
  const { target, usage } = entry
  return {
    kind: 'reply',
    status: 200,
    headers: hitHeaders(entry.contentType),
    body: entry.body,
    from: 'cache',
    streamed: entry.streamed,
    model: entry.model,
    avoided: () => (usage === undefined ? undefined : { target, usage }),
    outcome: () => outcome,
  }
}

/** Bytes of an entry beside its body. */
export const overhead = 600

/** Bytes that an entry takes in memory, bookkeeping counted. */
export const sizeOf = (entry: Entry): number => entry.body.length + overhead
