/**
 * How long a provider may take, and the one timer that watches all open attempts.
 * @module
 */

/** Milliseconds; 0 turns a limit off. */
export interface Timeouts {
  /** TCP and TLS. */
  readonly connectMs: number
  /** From dispatch to the first byte of the reply's head. */
  readonly firstByteMs: number
  /** Between two pieces of the body, while the client keeps up. */
  readonly idleMs: number
  /** From dispatch to the last byte. */
  readonly totalMs: number
}

/**
 * Reasoning models think for minutes before the first byte of a reply that is not streamed, and the
 * official clients wait 600 s by default: a gateway that gives up earlier would break calls that work without it.
 * An hour in all bounds a stream that drips for ever.
 */
export const defaultTimeouts: Timeouts = {
  connectMs: 10_000,
  firstByteMs: 600_000,
  idleMs: 300_000,
  totalMs: 3_600_000,
}

/** Something that the wheel asks about time. */
export interface Watched {
  /** The wheel's own: where it lies in the list; -1 outside. */
  slot: number
  /** `now` is monotonic, in milliseconds. Called once a tick. */
  tick(now: number): void
}

const longestTickMs = 1000
const shortestTickMs = 10

/** How often limits must be looked at so that the shortest of them is met to a tenth, in milliseconds. */
export function tickFor(all: Iterable<Timeouts>): number {
  let shortest = Infinity
  for (const { firstByteMs, idleMs, totalMs } of all) {
    for (const limit of [firstByteMs, idleMs, totalMs]) {
      if (limit > 0 && limit < shortest) shortest = limit
    }
  }
  return Math.min(longestTickMs, Math.max(shortestTickMs, Math.floor(shortest / 10)))
}

/**
 * One interval for every open attempt: a timer a call costs more than the call's share of a second's walk.
 * Resolution one second, which limits of ten seconds and more can bear; shorter ones make it finer (`tickFor`).
 *
 * An array with slots and not a `Set`: its table, rehashed for ever, cost 10 µs of garbage collection a call.
 */
export class TimerWheel {
  readonly #watched: Watched[] = []
  #tickMs: number
  #timer: NodeJS.Timeout | undefined
  #now = performance.now()

  constructor(tickMs = longestTickMs) {
    this.#tickMs = tickMs
  }

  /** Looks as often as this from now on, also at what is watched already. */
  setTick(tickMs: number): void {
    if (tickMs === this.#tickMs) return
    this.#tickMs = tickMs
    if (this.#timer === undefined) return
    clearInterval(this.#timer)
    this.#start()
  }

  get size(): number {
    return this.#watched.length
  }

  /** Coarse monotonic time, at most one tick old while something is watched. */
  get now(): number {
    return this.#now
  }

  add(watched: Watched): void {
    watched.slot = this.#watched.push(watched) - 1
    if (this.#timer !== undefined) return
    this.#now = performance.now()
    this.#start()
  }

  #start(): void {
    this.#timer = setInterval(() => this.#turn(), this.#tickMs)
    this.#timer.unref()
  }

  delete(watched: Watched): void {
    const { slot } = watched
    if (slot === -1) return
    watched.slot = -1
    const last = this.#watched.pop()!
    if (last === watched) return
    this.#watched[slot] = last
    last.slot = slot
  }

  #turn(): void {
    this.#now = performance.now()
    // Backwards: whoever leaves during the walk is replaced by one that was already asked.
    for (let i = this.#watched.length - 1; i >= 0; i--) this.#watched[i]?.tick(this.#now)
    // Stopped here and not in `delete`: back-to-back calls would otherwise make a timer each.
    if (this.#watched.length > 0) return
    clearInterval(this.#timer)
    this.#timer = undefined
  }
}
