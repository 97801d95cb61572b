/**
 * What one layer holds while its `down` runs: the contract's services, and a stopwatch that stops inside `send`.
 * @module
 */
import type { AttemptKind, Call, LayerName, Money, Reply, Usage } from '../call.ts'
import type { Clock, Job, Kit, Permit, Random } from '../layers/layer.ts'

/** What a kit asks of the run that it belongs to. */
export interface KitHost {
  readonly price: (call: Call) => Money | undefined
  readonly may: (layer: LayerName, call: Call) => Permit
  readonly later: (job: Job) => void
  readonly random: Random
  readonly clock: Clock
}

/** Thrown by `send` in a run whose result is dropped anyway: such a run costs nothing and sends nothing. */
export class DryRun extends Error {}

const none: readonly never[] = []

export class LayerKit implements Kit {
  readonly random: Random
  readonly clock: Clock
  readonly permit: Permit
  notes: readonly string[] = none
  effects: readonly (() => void)[] = none
  invested: Money = 0n
  left: unknown = undefined
  /** Why the last `send` failed. Thrown on by the layer, it is the call's failure and not the layer's. */
  sendError: unknown
  reverted: ((billed: Usage) => Usage) | undefined
  readonly #host: KitHost
  readonly #call: Call
  readonly #rest: ((call: Call, why: AttemptKind) => Promise<Reply>) | undefined
  readonly #startedAt = performance.now()
  #inSend = 0
  #sendMs = 0
  #sendSince = 0
  #timer: NodeJS.Timeout | undefined
  #expire: (() => void) | undefined
  #budgetMs = 0
  #abort: AbortController | undefined
  #signal: AbortSignal | undefined
  #closed = false

  /** `rest` undefined: a dry run. */
  constructor(
    host: KitHost,
    call: Call,
    permit: Permit,
    rest: ((call: Call, why: AttemptKind) => Promise<Reply>) | undefined,
  ) {
    this.#host = host
    this.#call = call
    this.#rest = rest
    this.permit = permit
    this.random = host.random
    this.clock = host.clock
  }

  price(call: Call): Money | undefined {
    return this.#host.price(call)
  }

  may(layer: LayerName, call: Call): Permit {
    return this.#host.may(layer, call)
  }

  later(job: Job): void {
    this.taken(() => this.#host.later(job))
  }

  taken(effect: () => void): void {
    if (!this.#closed) this.effects = [...this.effects, effect]
  }

  note(reason: string): void {
    if (!this.#closed && this.notes.length < 8) this.notes = [...this.notes, reason.slice(0, 200)]
  }

  invest(amount: Money): void {
    if (!this.#closed) this.invested += amount
  }

  undo(revert: (billed: Usage) => Usage): void {
    if (!this.#closed) this.reverted = revert
  }

  get signal(): AbortSignal {
    if (!this.#signal) {
      this.#abort = new AbortController()
      if (this.#closed) this.#abort.abort()
      this.#signal = AbortSignal.any([this.#abort.signal, this.#call.signal])
    }
    return this.#signal
  }

  async send(call: Call, why: AttemptKind): Promise<Reply> {
    if (!this.#rest || this.#closed) throw new DryRun()
    try {
      return await this.outside(this.#rest(call, why))
    } catch (error) {
      this.sendError = error
      throw error
    }
  }

  async outside<T>(waiting: Promise<T>): Promise<T> {
    if (this.#inSend++ === 0) {
      this.#sendSince = performance.now()
      clearTimeout(this.#timer)
    }
    try {
      return await waiting
    } finally {
      if (--this.#inSend === 0) {
        this.#sendMs += performance.now() - this.#sendSince
        // Most layers end within the turn in which their reply came, and a timer that is set and cleared costs 1 µs.
        if (this.#expire) process.nextTick(() => this.#arm())
      }
    }
  }

  /** The layer's own milliseconds so far. */
  get ownMs(): number {
    const open = this.#inSend > 0 ? performance.now() - this.#sendSince : 0
    return performance.now() - this.#startedAt - this.#sendMs - open
  }

  /** Calls `late` when the layer's own time is up; never while it is inside `send`. */
  deadline(budgetMs: number, late: () => void): void {
    this.#budgetMs = budgetMs
    this.#expire = late
    this.#arm()
  }

  /** Nothing that the layer does after this counts. */
  close(): void {
    this.#closed = true
    clearTimeout(this.#timer)
    this.#expire = undefined
  }

  /** As `close`, and tells the layer's signal: its result is not wanted. */
  abandon(): void {
    this.close()
    this.#abort?.abort(new Error('the layer ran out of its time'))
  }

  #arm(): void {
    if (!this.#expire || this.#inSend > 0) return
    const left = Math.max(0, this.#budgetMs - this.ownMs)
    this.#timer = setTimeout(this.#expire, left)
  }
}
