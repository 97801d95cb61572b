/**
 * What happened to one call on its way down: the steps that were taken, and the words for them.
 * @module
 */
import type { Call, LayerName, Money, Outcome, Reply } from '../call.ts'
import type { Permit } from '../layers/layer.ts'
import type { Step } from '../pricing/account.ts'

/** Why a layer's result was, or was not, used. */
export type Verdict =
  | 'taken'
  | 'nothing'
  | 'answered'
  | 'dearer'
  | 'threw'
  | 'late'
  | 'send-failed'
  | 'mode'
  | 'holdout'
  | 'shadow'
  | 'off'

/** A line of the call's story, one for each layer that ran. */
export interface Line {
  readonly layer: LayerName
  readonly verdict: Verdict
  /** The layer's own milliseconds, time inside `kit.send` left out. */
  readonly ms: number
  /** What the layer expected to save, used or not; undefined where unpriced, not weighed (answers) or not offered. */
  readonly offered: Money | undefined
  readonly permit: Permit
  readonly notes: readonly string[]
}

/** One call as the ledger will know it. */
export interface Story {
  readonly call: Call
  readonly lines: Line[]
  /** The steps of the reply that is served; replaced when a layer serves another of its sends. */
  steps: readonly Step[]
  reply: Reply | undefined
  /** When the reply's headers were there, in `clock.now()` milliseconds. */
  answeredAt: number
}

export type CloseStory = (story: Story, outcome: Outcome) => void
