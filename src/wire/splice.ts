/**
 * Materialises edits: the one place where a changed body is built.
 * @module
 */
import { toBuffer } from './bytes.ts'

/** Replaces `bytes[start, end)`; `start === end` inserts. */
export interface Replacement {
  readonly start: number
  readonly end: number
  readonly bytes: Uint8Array
}

/**
 * Applies edits given in coordinates of `bytes`, in one allocation. Without edits the same object comes back.
 * Edits may come in any order; insertions at one place keep theirs, and come before a replacement that starts there.
 * @throws RangeError where edits overlap or lie outside: a bug of the layer that made them.
 */
export const splice = (bytes: Uint8Array, edits: readonly Replacement[]): Uint8Array => {
  if (edits.length === 0) return bytes
  const ordered = inOrder(edits) ? edits : [...edits].sort(byPlace)
  let size = bytes.length
  let last = 0
  for (const { start, end, bytes: inserted } of ordered) {
    if (!(start >= last && end >= start && end <= bytes.length)) {
      throw new RangeError(
        `edit [${start}, ${end}) overlaps another or leaves [0, ${bytes.length})`,
      )
    }
    size += inserted.length - (end - start)
    last = end
  }
  const source = toBuffer(bytes)
  const out = Buffer.allocUnsafe(size)
  let from = 0
  let to = 0
  for (const { start, end, bytes: inserted } of ordered) {
    to += source.copy(out, to, from, start)
    if (inserted.length > 0) out.set(inserted, to)
    to += inserted.length
    from = end
  }
  source.copy(out, to, from)
  return out
}

const byPlace = (a: Replacement, b: Replacement) => a.start - b.start || a.end - b.end

const inOrder = (edits: readonly Replacement[]) => {
  for (let i = 1; i < edits.length; i++) {
    if (byPlace(edits[i - 1]!, edits[i]!) > 0) return false
  }
  return true
}
