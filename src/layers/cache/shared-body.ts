/**
 * One body for several receivers: each reads at its own pace, the source is left when the last one has gone.
 * @module
 */
import type { Flow, Sink } from '../../call.ts'

/**
 * Keeps what has come until every receiver has it, and for those who join later as long as it fits `limit`.
 * Beyond the limit nobody joins, nothing is recorded, and the slowest receiver sets the pace.
 */
export class SharedBody implements Sink {
  readonly #source: Flow
  readonly #limit: number
  readonly #receivers = new Set<Receiver>()
  readonly #chunks: Uint8Array[] = []
  /** Chunks that every receiver has and that were let go of. */
  #gone = 0
  #bytes = 0
  #over: { readonly error?: Error } | undefined
  #waiting: (() => void)[] = []

  constructor(source: Flow, limit: number) {
    this.#source = source
    this.#limit = limit
    source.pipe(this)
  }

  /** The whole body so far; undefined where it outgrew the limit or did not end well. */
  recorded(): Uint8Array | undefined {
    if (this.overgrown || !this.#over || this.#over.error) return undefined
    return Buffer.concat(this.#chunks)
  }

  get overgrown(): boolean {
    return this.#bytes > this.#limit
  }

  /** Runs once the source has ended, failed or been left. */
  settled(run: () => void): void {
    if (this.#over) run()
    else this.#waiting.push(run)
  }

  join(): Flow {
    const receiver = new Receiver(this)
    this.#receivers.add(receiver)
    return receiver
  }

  data(chunk: Uint8Array): boolean {
    this.#bytes += chunk.length
    this.#chunks.push(chunk)
    let full = 0
    for (const receiver of this.#receivers) if (!receiver.advance()) full++
    if (this.overgrown) this.#letGo()
    return this.overgrown ? full === 0 : full < this.#receivers.size
  }

  end(): void {
    this.#finish({})
  }

  fail(error: Error): void {
    this.#finish({ error })
  }

  chunk(at: number): Uint8Array | undefined {
    return this.#chunks[at - this.#gone]
  }

  get over(): { readonly error?: Error } | undefined {
    return this.#over
  }

  resume(): void {
    if (!this.#over) this.#source.resume()
  }

  leave(receiver: Receiver, reason: Error): void {
    this.#receivers.delete(receiver)
    if (this.#over) return
    if (this.#receivers.size > 0) {
      // The one that left may be the one that held the source back.
      this.resume()
      return
    }
    this.#source.cancel(reason)
    this.#finish({ error: reason })
  }

  #letGo(): void {
    const taken = Math.min(...[...this.#receivers].map((receiver) => receiver.taken))
    if (!Number.isFinite(taken) || taken <= this.#gone) return
    this.#chunks.splice(0, taken - this.#gone)
    this.#gone = taken
  }

  #finish(over: { readonly error?: Error }): void {
    if (this.#over) return
    this.#over = over
    for (const run of this.#waiting.splice(0)) run()
    for (const receiver of this.#receivers) receiver.advance()
  }
}

/** One receiver's place in a shared body. */
class Receiver implements Flow {
  readonly #body: SharedBody
  #sink: Sink | undefined
  #at = 0
  #full = false
  #done = false

  constructor(body: SharedBody) {
    this.#body = body
  }

  /** How many chunks this receiver has. */
  get taken(): number {
    return this.#at
  }

  pipe(sink: Sink): void {
    this.#sink = sink
    // What came before there was a receiver was refused, and nobody else asks for more.
    if (this.advance()) this.#body.resume()
  }

  resume(): void {
    this.#full = false
    if (this.advance()) this.#body.resume()
  }

  cancel(reason: Error): void {
    if (this.#done) return
    this.#done = true
    this.#body.leave(this, reason)
  }

  /** Hands over what has come. False: the receiver is full, or not there yet. */
  advance(): boolean {
    if (this.#done) return true
    if (!this.#sink || this.#full) return false
    for (let chunk = this.#body.chunk(this.#at); chunk; chunk = this.#body.chunk(this.#at)) {
      this.#at++
      this.#full = !this.#sink.data(chunk)
      if (this.#done) return true
      if (this.#full) return false
    }
    const { over } = this.#body
    if (!over) return true
    this.#done = true
    if (over.error) this.#sink.fail(over.error)
    else this.#sink.end()
    return true
  }
}
