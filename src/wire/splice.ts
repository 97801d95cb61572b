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
 * What the edited bytes consist of, in order: parts of `bytes`, which are not copied, and what was put between them.
 * Edits are in coordinates of `bytes` and may come in any order; insertions at one place keep theirs, and come before a
 * replacement that starts there.
 * @throws RangeError where edits overlap or lie outside: a bug of the layer that made them.
 */
export const pieces = (bytes: Uint8Array, edits: readonly Replacement[]): Uint8Array[] => {
  if (edits.length === 0) return bytes.length === 0 ? [] : [bytes]
  const ordered = inOrder(edits) ? edits : [...edits].sort(byPlace)
  const source = toBuffer(bytes)
  const found: Uint8Array[] = []
  let last = 0
  for (const { start, end, bytes: inserted } of ordered) {
    if (!(start >= last && end >= start && end <= bytes.length)) {
      throw new RangeError(
        `edit [${start}, ${end}) overlaps another or leaves [0, ${bytes.length})`,
      )
    }
    if (start > last) found.push(source.subarray(last, start))
    if (inserted.length > 0) found.push(inserted)
    last = end
  }
  if (last < bytes.length) found.push(source.subarray(last))
  return found
}

/** The same as one piece; without edits the same object comes back. */
export const splice = (bytes: Uint8Array, edits: readonly Replacement[]): Uint8Array =>
  edits.length === 0 ? bytes : Buffer.concat(pieces(bytes, edits))

const byPlace = (a: Replacement, b: Replacement) => a.start - b.start || a.end - b.end

const inOrder = (edits: readonly Replacement[]) => {
  for (let i = 1; i < edits.length; i++) {
    if (byPlace(edits[i - 1]!, edits[i]!) > 0) return false
  }
  return true
}
