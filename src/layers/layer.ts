/**
 * The contract of a layer. Layers never import one another; what they share is below them.
 * @module
 */
import type {
  AttemptKind,
  Call,
  CallId,
  LayerName,
  Mode,
  Money,
  Outcome,
  Reply,
  StreamEvent,
  Usage,
} from '../call.ts'

export type Awaitable<T> = T | Promise<T>

/**
 * One step of the pipeline.
 *
 * `down` is pure: it may compute, but every effect goes through `kit.taken`, so that a result which is dropped
 * (late, shadow, observe, too dear) leaves nothing behind. Returning the same call means: nothing to do.
 */
export interface Layer {
  readonly name: LayerName
  /** The lowest mode in which a result is used; below it the layer runs only to say what it would have saved. */
  readonly needs: Mode
  /** What holdout and shadow draws are drawn over. */
  readonly unit: 'call' | 'conversation'
  /** A result after this many milliseconds is dropped (time inside `kit.send` not counted). */
  readonly budgetMs: number
  /** Settings of its dial, the most careful first; `kit.permit.setting` says which one is allowed. Absent: no dial. */
  readonly dial?: readonly number[]
  /** Of its code and the weights that it decides with: certificates learn anew where it changes. */
  readonly version?: string
  down(call: Call, kit: Kit): Awaitable<Call | Reply>
  /** Absent, or undefined for a call: the bytes pass and no stream is parsed. */
  up?(call: Call, kit: Kit): Watch | undefined
  /**
   * Where the layer knows the provider's prompt cache: the classes that the `prompt` tokens of a call will be billed
   * in, which add up to it. What `kit.price` rests on, for all layers.
   */
  readonly prefixPlan?: (
    call: Call,
    prompt: number,
  ) => Pick<Usage, 'input' | 'cacheRead' | 'cacheWrite' | 'cacheWrite1h'> | undefined
  /** What a call leaves behind where its prompt is warm, should it go elsewhere. */
  readonly stakes?: {
    /** Dollars that its input is expected to cost more at another credential or endpoint. */
    lossOf(call: Call, place: string): Money
    /** It goes there all the same. */
    moved(call: Call, place: string): void
  }
  /** The provider answered with a 400 that speaks of what this layer added. */
  readonly refused?: (call: Call, words: string) => void
  /** Told what it may use beside a call's way, once a configuration and before its first call. */
  readonly engaged?: (aside: Aside) => void
  /** A call on which this layer was tried (`permit.arm` was `shadow`) has its label. */
  readonly labelled?: (call: Call, label: ShadowLabel) => void
  /** What a user says of an answer: 0 as good as can be, 1 bad. */
  readonly feedback?: (call: CallId, harm: number) => void
}

/** For what needs no call to wait. */
export interface Aside {
  /** False: there is no room, or the gateway is stopping. */
  later(job: Job): boolean
  /**
   * Compares two answers to a call, as bytes that its client would get, within the shadow budget.
   * @returns undefined where nobody can tell whether the second is worse
   */
  compare(
    call: Call,
    fresh: Uint8Array,
    kept: Uint8Array,
    signal: AbortSignal,
  ): Promise<ShadowLabel | undefined>
}

export interface ShadowLabel {
  /** 0: as good as the fresh answer; 1: worse. */
  readonly harm: number
  /** The answers were found equal, without anybody's judgement. */
  readonly equal: boolean
}

/** What a layer may use. One a call and layer. */
export interface Kit {
  /** Expected cost of a call over the best prefix plan; undefined where the model is unpriced. No tokenizer. */
  price(call: Call): Money | undefined
  /** The rest of the list, then the provider: a cascade or best-of-n awaits it inside `down`. */
  send(call: Call, why: AttemptKind): Promise<Reply>
  /** Waits for something that is not the layer's own work, such as another call's reply: not counted as its time. */
  outside<T>(waiting: Promise<T>): Promise<T>
  /** Whether the layer may act on this call: certificate, holdout and shadow draw. Under 1 µs. */
  may(layer: LayerName, call: Call): Permit
  /** Runs only if this layer's result is used. */
  taken(effect: () => void): void
  /** Runs after the reply, with its own signal and budget; drained at stop. */
  later(job: Job): void
  /**
   * What this step is expected to save on later calls, beside this one (a cache write is dearer now and cheaper
   * later). Counts when the step is weighed, never as a saving: those are credited when they are billed.
   */
  invest(amount: Money): void
  /**
   * How to read the bill without this layer: billed usage in, usage of the same call without the step out.
   * Where a layer does not say, the difference of the estimates is scaled to the billed tokens.
   */
  undo(revert: (billed: Usage) => Usage): void
  /** Says in words why the layer did, or did not, act; shown in the call's story. */
  note(reason: string): void
  /**
   * What `down` leaves for `up`, of this layer and call alone. A weak map with the call as its key does the same, but V8
   * takes its values for alive whenever it collects young objects: the calls of some 25 ms would grow old.
   */
  left: unknown
  /** The draw for this layer and call; 'off' also where the mode is too low and the layer only reports. */
  readonly permit: Permit
  /** Aborts at the layer's deadline and when the client leaves. */
  readonly signal: AbortSignal
  readonly random: Random
  readonly clock: Clock
}

export interface Permit {
  /** `live`: the client gets the result. `shadow`: act, but the client gets the safe answer. */
  readonly arm: 'live' | 'shadow' | 'holdout' | 'off'
  /** Probability with which this arm was drawn, for weighting labels. */
  readonly probability: number
  /** Certificate that allows it; undefined in `safe`, where none is needed. */
  readonly certificate?: string
  /** Where a layer has a dial: the setting that is certified. */
  readonly setting?: number
}

export type Job = (signal: AbortSignal) => Promise<void>
/** Uniform in [0, 1); seeded in tests. */
export type Random = () => number
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
}

/** Looks at a reply on its way back. `onEnd` is called exactly once, also on error and abort. */
export interface Watch {
  /** The body as the client gets it, in pieces or whole; for recording. */
  onBytes?(chunk: Uint8Array): void
  /** Return bytes to replace the event, 'drop' to remove it, 'end' to end the stream after it. */
  onEvent?(event: StreamEvent): void | Uint8Array | 'drop' | 'end'
  /** `used`: the layers whose result the reply was made with, for deciding what may be kept of it. */
  onEnd(outcome: Outcome, used: readonly LayerName[]): void
}
