/**
 * Which conversations are looked at where a layer may not act: `safe` then costs what it costs without it.
 * @module
 */

/** One conversation in `oneIn`, always the same ones. */
export function isSampled(conversation: string, oneIn: number): boolean {
  let sum = 0
  for (let at = 0; at < conversation.length && at < 64; at++) {
    sum = (Math.imul(sum, 31) + conversation.charCodeAt(at)) | 0
  }
  return Math.floor((sum >>> 0) / oneIn) % oneIn === 0
}
