/**
 * Which conversations are looked at where the layer may not act.
 * @module
 */

/** Where the layer only reports, one conversation in eight is looked at: `safe` costs what it costs without it. */
export function isSampled(conversation: string): boolean {
  let sum = 0
  for (let at = 0; at < conversation.length && at < 64; at++) {
    sum = (Math.imul(sum, 31) + conversation.charCodeAt(at)) | 0
  }
  return ((sum >>> 3) & 7) === 0
}
