/**
 * Prompts and replies, kept where a route says `storeText` and nowhere else.
 * @module
 */
import type { Call } from '../call.ts'
import type { Watch } from '../layers/layer.ts'
import { mostText } from '../ledger/rows.ts'
import { noteText } from './build-call.ts'

/** Watches what the client gets, and notes it with what the client sent. undefined: the route keeps nothing. */
export function recordText(call: Call): Watch | undefined {
  if (!call.route.storeText) return undefined
  const pieces: Uint8Array[] = []
  let size = 0
  return {
    onBytes(chunk) {
      if (size >= mostText) return
      // A copy: the rest of a large chunk must not be held for it.
      const piece = Uint8Array.prototype.slice.call(chunk, 0, mostText - size)
      pieces.push(piece)
      size += piece.length
    },
    onEnd() {
      noteText(call, { request: call.bytes.subarray(0, mostText), reply: Buffer.concat(pieces) })
    },
  }
}
