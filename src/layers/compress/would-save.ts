/**
 * What the layer would save on a call that it may not touch: by lengths, on a few conversations and little text, so
 * that `safe` costs what it costs without it.
 * @module
 */
import type { Call } from '../../call.ts'
import { readBlocks } from './blocks.ts'
import { countByLength } from './counter.ts'
import { encodeBlock } from './encode/encode.ts'

const mostCharacters = 8192
/** Finding the new texts of a larger body takes a millisecond. */
const mostBytes = 262_144

/** In words; undefined: nothing, or too large to be looked at. */
export function wouldSave(call: Call): string | undefined {
  if (call.bytes.length > mostBytes) return undefined
  let left = mostCharacters
  let before = 0
  let after = 0
  for (const { text, fresh, mayTouch, kind } of readBlocks(call)) {
    if (!fresh || !mayTouch || kind === 'user' || text.length > left) continue
    left -= text.length
    const encoded = encodeBlock(text, countByLength)
    before += text.length
    after += encoded ? encoded.text.length : text.length
  }
  if (after === before) return undefined
  return `encodings would make ${after} of ${before} characters of new tool results and documents`
}
