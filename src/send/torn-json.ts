/**
 * JSON without its end. What is wrong in its midst is the provider's to explain, and passes.
 * @module
 */

/** Whether an object or a list begins and only its end is missing. */
export function isTorn(text: string): boolean {
  const trimmed = text.trim()
  if (!/^[{[]/.test(trimmed)) return false
  try {
    JSON.parse(trimmed)
    return false
  } catch (error) {
    const said = String(error)
    const [, position] = /at position (\d+)/.exec(said) ?? []
    if (position !== undefined && Number(position) >= trimmed.length) return true
    return /end of JSON input|Unterminated string/.test(said)
  }
}
