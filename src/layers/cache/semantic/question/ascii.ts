/**
 * Most text is ASCII, and then much work falls away.
 * @module
 */

export function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) return false
  return true
}
