/**
 * What happened to one call on its way down: the steps that were taken, and the words for them.
 * @module
 */
import type { Call, LayerName, Money, Outcome, Reply, Target, Usage } from '../call.ts'
import type { Permit } from '../layers/layer.ts'

/** Where a call would go and what it would use, as estimated before it was sent. */
export interface Expectation {
  readonly target: Target
  readonly usage: Usage
}

/** One layer's change, taken: what the call was expected to use before and after it. */
export interface Step {
  readonly layer: LayerName
  readonly before: Expectation
  readonly after: Expectation
  readonly undo?: (billed: Usage) => Usage
}

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
  /** What the layer expected to save, whether used or not; undefined where unpriced or nothing was offered. */
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
