/**
 * What may be done to the texts of a turn, in order. What loses something comes first and only below a floor of 1, so
 * that a log is cut before its lines are folded; what decodes back comes after it, at every floor (`project.ts`).
 * @module
 */
import type { Call } from '../../call.ts'
import type { Awaitable } from '../layer.ts'
import type { TextBlock } from './blocks.ts'
import type { Count } from './encode/encode.ts'
import { logTransform } from './logs/transform.ts'
import { selectTransform } from './select/transform.ts'
import type { CompressSettings } from './settings.ts'

/** The blocks between two turns of the assistant: what the user and the tools said at one time. */
export interface Turn {
  /** `TextBlock.turn` of all of them. */
  readonly number: number
  readonly blocks: readonly TextBlock[]
  /** Their texts as the transforms before left them. */
  readonly texts: readonly string[]
}

export interface TransformContext {
  readonly call: Call
  readonly count: Count
  /** The share of what matters that must be kept, as certified: 1 keeps all. */
  readonly floor: number
  readonly settings: CompressSettings
}

export interface Transform {
  readonly name: string
  /** Of its code and weights. Conversations keep what they began with through the layer's version. */
  readonly version: string
  readonly enabled: (settings: CompressSettings) => boolean
  /** What it leaves out of a first turn comes again whole with the second: not for conversations that go on. */
  readonly forSingleTurns?: boolean
  /**
   * New texts, by position; undefined for those that stay, or for all. Must be a pure function of the turn, the texts
   * of the system, whether the assistant has spoken, the floor and the version: what it says is remembered by these,
   * and it is asked again on later turns and in other processes, where it must say the same.
   */
  readonly apply: (
    turn: Turn,
    context: TransformContext,
  ) => Awaitable<readonly (string | undefined)[] | undefined>
}

/** Owners add theirs here. */
export const lossyTransforms: readonly Transform[] = [selectTransform, logTransform]
