/**
 * A pushed `Flow` as the `ReadableStream` that a `Response` wants.
 * @module
 */
import type { Flow } from '../call.ts'

/** Bytes that may wait in the stream for their reader: as much as a socket would hold. */
const waitingBytes = 65_536

export interface StreamEnds {
  /** The chunks belong to someone else (a kept answer): the reader gets copies. */
  readonly copy: boolean
  /** The last bytes of a flow that failed; undefined: the stream errors. */
  readonly farewell: (error: Error) => Uint8Array | undefined
  /** Called once: ended, failed (with why), or left by its reader. */
  readonly over: (failure: Error | undefined) => void
}

export interface FlowStream {
  readonly stream: ReadableStream<Uint8Array>
  /** Breaks the stream off: its reader gets `reason`, the flow is cancelled. */
  abort(reason: unknown): void
}

/** Starts the flow. It is paused while the reader does not read. */
export function streamOf(flow: Flow, ends: StreamEnds): FlowStream {
  let paused = false
  let closed = false
  let controller!: ReadableStreamDefaultController<Uint8Array>
  const leave = (reason: unknown): void => {
    if (closed) return
    closed = true
    const left = new Error('The client left', { cause: reason })
    flow.cancel(left)
    ends.over(left)
  }
  const stream = new ReadableStream<Uint8Array>(
    {
      start(given) {
        controller = given
      },
      pull() {
        if (!paused) return
        paused = false
        flow.resume()
      },
      cancel: leave,
    },
    { highWaterMark: waitingBytes, size: (chunk) => chunk.byteLength },
  )
  flow.pipe({
    data(chunk) {
      if (closed) return false
      if (chunk.byteLength > 0) controller.enqueue(ends.copy ? chunk.slice() : chunk)
      paused = (controller.desiredSize ?? 0) <= 0
      return !paused
    },
    end() {
      if (closed) return
      closed = true
      controller.close()
      ends.over(undefined)
    },
    fail(error) {
      if (closed) return
      closed = true
      const last = ends.farewell(error)
      if (last === undefined) controller.error(new TypeError('terminated', { cause: error }))
      else {
        controller.enqueue(last)
        controller.close()
      }
      ends.over(error)
    },
  })
  return {
    stream,
    abort(reason) {
      if (closed) return
      leave(reason)
      controller.error(reason)
    },
  }
}
