/**
 * A call that was drawn for proof: its client gets the safe answer, and layers are tried beside it.
 * @module
 */
import type { Call, LayerName, Reply } from '../call.ts'
import type { Permit, Watch } from '../layers/layer.ts'
import type { Jobs } from './jobs.ts'

/** One a drawn call. */
export interface Trial {
  /**
   * The permit, on this call, of a layer that needs a certificate: `shadow` or `off`, never `live`. The safe answer
   * must be safe for all of them, or two layers that drew the same call would be compared with each other.
   */
  permit(layer: LayerName): Permit
  /** A layer has something to offer. The watch that comes back sees the safe answer. */
  take(tried: Tried, jobs: Jobs): Watch | undefined
}

/** What a layer would have done, and both arms, to be run once the client has its answer. */
export interface Tried {
  readonly layer: LayerName
  /** As the layer got it: what the safe answer is made from. */
  readonly call: Call
  /** What it offers, for its price; undefined where it sends before it knows. */
  readonly offered: Call | Reply | undefined
  /** Runs the layer's side, every other certificate layer off, as attempts of kind `shadow`. */
  treated(signal: AbortSignal, cheaper?: Cheaper): Promise<Arm>
  /** Runs the safe side a second time. */
  again(signal: AbortSignal, cheaper?: Cheaper): Promise<Arm>
  /** Lets go of the offer: nothing will be run. */
  drop(): void
}

/** The same call for less money and no hurry; undefined: there is no such way. */
export type Cheaper = (call: Call) => Call | undefined

/** An arm that was sent. */
export interface Arm {
  readonly reply: Reply
  /** Every reply that was bought for it, `reply` among them: their costs add up. */
  readonly bought: readonly Reply[]
}

const off: Permit = { arm: 'off', probability: 1 }

/** Below a trial: the layers under certificate stay out of both arms. */
export const allOff: Trial = { permit: () => off, take: () => undefined }
