/**
 * Runs one layer's `down` within its time. Whatever it does, a call goes on.
 * @module
 */
import type { Call, Reply } from '../call.ts'
import type { Layer } from '../layers/layer.ts'
import { DryRun, type LayerKit } from './kit.ts'

export interface Guarded {
  readonly ended: 'in-time' | 'threw' | 'late' | 'would-send' | 'send-failed'
  readonly result?: Call | Reply
  readonly error?: unknown
}

/**
 * A throw or a late result yields none; a late promise is told by its signal and its result discarded when it
 * comes. No timer stops synchronous code, so its time is looked at afterwards.
 */
export function guard(layer: Layer, call: Call, kit: LayerKit): Guarded | Promise<Guarded> {
  try {
    const answer = layer.down(call, kit)
    return answer instanceof Promise ? guardPromise(layer, kit, answer) : inTime(layer, kit, answer)
  } catch (error) {
    return thrown(kit, error)
  }
}

/** By callbacks: with a race of two promises what a call holds outlived two collections of young memory, 10 KB a call. */
function guardPromise(
  layer: Layer,
  kit: LayerKit,
  answer: Promise<Call | Reply>,
): Promise<Guarded> {
  return new Promise((resolve) => {
    kit.deadline(layer.budgetMs, () => {
      kit.abandon()
      answer.then(discard, () => {})
      resolve({ ended: 'late' })
    })
    answer.then(
      (result) => resolve(inTime(layer, kit, result)),
      (error: unknown) => resolve(thrown(kit, error)),
    )
  })
}

function inTime(layer: Layer, kit: LayerKit, result: Call | Reply): Guarded {
  // A reply in hand is quicker than any other, and may be paid for: a process that stalled is no reason to buy one.
  if (result.kind === 'reply' || kit.ownMs <= layer.budgetMs) return { ended: 'in-time', result }
  discard(result)
  return { ended: 'late' }
}

function thrown(kit: LayerKit, error: unknown): Guarded {
  if (error instanceof DryRun) return { ended: 'would-send' }
  const failed = error !== undefined && error === kit.sendError
  return { ended: failed ? 'send-failed' : 'threw', error }
}

/** Lets go of a reply that nobody will read. A call needs nothing. */
export function discard(result: Call | Reply): void {
  if (result.kind === 'reply' && !(result.body instanceof Uint8Array)) {
    result.body.cancel(new Error('the reply is not used'))
  }
}
