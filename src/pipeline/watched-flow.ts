/**
 * A flow with watchers on it. Bytes pass as they are unless a watcher asks for events.
 * @module
 */
import type { Flow, LayerName, Outcome, Reply, Sink, StreamEvent } from '../call.ts'
import type { Watch } from '../layers/layer.ts'
import { toBuffer } from '../wire/bytes.ts'
import { createEventScanner, ScannedEvent } from '../wire/sse.ts'

/**
 * Returns the reply with its watchers attached, innermost layer first.
 * `finished` runs exactly once, after every `onEnd`, also on error, abort and for a body that nobody pipes
 * but someone cancels. A watcher that throws is dropped for the rest of the reply and told to `failed`.
 */
export function watchReply(
  reply: Reply,
  watches: readonly Watch[],
  used: readonly LayerName[],
  finished: (outcome: Outcome) => void,
  failed: (watch: Watch, error: unknown) => void,
): Reply {
  const body = reply.body
  if (body instanceof Uint8Array) {
    for (const watch of watches) guarded(watch, failed, () => watch.onBytes?.(body))
    endAll(reply.outcome()!, watches, used, finished, failed)
    return reply
  }
  return { ...reply, body: new WatchedFlow(reply, body, watches, used, finished, failed) }
}

/** Tells every watcher how it ended, then `finished`. */
export function endAll(
  outcome: Outcome,
  watches: readonly Watch[],
  used: readonly LayerName[],
  finished: (outcome: Outcome) => void,
  failed: (watch: Watch, error: unknown) => void,
): void {
  for (const watch of watches) {
    try {
      watch.onEnd(outcome, used)
    } catch (error) {
      failed(watch, error)
    }
  }
  finished(outcome)
}

function guarded(
  watch: Watch,
  failed: (watch: Watch, error: unknown) => void,
  run: () => void,
): boolean {
  try {
    run()
    return true
  } catch (error) {
    failed(watch, error)
    return false
  }
}

/** Whether nobody has begun to read a reply's body, so that it can still be served. */
export function isUntouched({ body }: Reply): boolean {
  return body instanceof Uint8Array || (body instanceof WatchedFlow && !body.begun)
}

class WatchedFlow implements Flow, Sink {
  readonly #reply: Reply
  readonly #source: Flow
  readonly #watches: readonly Watch[]
  readonly #used: readonly LayerName[]
  readonly #finished: (outcome: Outcome) => void
  readonly #failed: (watch: Watch, error: unknown) => void
  /** Watchers that still want events; one that throws leaves the list. */
  #readers: Watch[]
  #recorders: Watch[]
  #scanner: ReturnType<typeof createEventScanner> | undefined
  #sink: Sink | undefined
  #pending: Uint8Array[] = []
  #over = false
  #ending = false

  constructor(
    reply: Reply,
    source: Flow,
    watches: readonly Watch[],
    used: readonly LayerName[],
    finished: (outcome: Outcome) => void,
    failed: (watch: Watch, error: unknown) => void,
  ) {
    this.#reply = reply
    this.#source = source
    this.#watches = watches
    this.#used = used
    this.#finished = finished
    this.#failed = failed
    this.#readers = reply.streamed ? watches.filter((watch) => watch.onEvent) : []
    this.#recorders = watches.filter((watch) => watch.onBytes)
  }

  get begun(): boolean {
    return this.#over || this.#sink !== undefined
  }

  pipe(sink: Sink): void {
    this.#sink = sink
    if (this.#readers.length > 0) {
      this.#scanner = createEventScanner((event) => this.#read(event))
    }
    this.#source.pipe(this)
  }

  resume(): void {
    this.#source.resume()
  }

  cancel(reason: Error): void {
    if (this.#over) return
    this.#over = true
    this.#source.cancel(reason)
    this.#settle()
  }

  data(chunk: Uint8Array): boolean {
    if (this.#over) return true
    if (!this.#scanner) return this.#emit(chunk)
    this.#scanner.push(chunk)
    const more = this.#flush()
    if (this.#ending && !this.#over) this.#stop()
    return more
  }

  end(): void {
    if (this.#over) return
    this.#drainScanner()
    this.#over = true
    this.#settle()
    this.#sink!.end()
  }

  fail(error: Error): void {
    if (this.#over) return
    this.#drainScanner()
    this.#over = true
    this.#settle()
    this.#sink!.fail(error)
  }

  /** A watcher ended the stream: what it let through stands, the upstream is told to stop. */
  #stop(): void {
    this.#over = true
    this.#source.cancel(new Error('a layer ended the stream'))
    this.#settle()
    this.#sink!.end()
  }

  #drainScanner(): void {
    if (!this.#scanner) return
    const rest = this.#scanner.end()
    if (rest.length > 0) this.#pending.push(rest)
    this.#flush()
  }

  #read(event: StreamEvent): void {
    if (this.#ending) return
    let current = event
    for (const watch of this.#readers) {
      let answer: void | Uint8Array | 'drop' | 'end'
      try {
        answer = watch.onEvent!(current)
      } catch (error) {
        this.#readers = this.#readers.filter((other) => other !== watch)
        this.#failed(watch, error)
        continue
      }
      if (answer === 'drop') return
      if (answer === 'end') {
        this.#ending = true
        break
      }
      if (answer) current = new ScannedEvent(toBuffer(answer), false)
    }
    this.#pending.push(current.bytes)
  }

  #flush(): boolean {
    const pending = this.#pending
    if (pending.length === 0) return true
    this.#pending = []
    return this.#emit(pending.length === 1 ? pending[0]! : Buffer.concat(pending))
  }

  #emit(chunk: Uint8Array): boolean {
    for (const watch of this.#recorders) {
      if (!guarded(watch, this.#failed, () => watch.onBytes!(chunk))) {
        this.#recorders = this.#recorders.filter((other) => other !== watch)
      }
    }
    return this.#sink!.data(chunk)
  }

  #settle(): void {
    const tell = (): void =>
      endAll(this.#reply.outcome()!, this.#watches, this.#used, this.#finished, this.#failed)
    if (this.#reply.outcome() || !this.#reply.settled) tell()
    else this.#reply.settled(tell)
  }
}
