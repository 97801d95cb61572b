/**
 * Which words of an outline stand bare, and which need the quotes that JSON gives them.
 * @module
 */

/** As TOON has it; a dot is fine where no path is meant. */
export const plainKey = /^[A-Za-z_][A-Za-z0-9_.]*$/

/** What would be read back as something else than a string: numbers (also 007), words of JSON. */
const literalLike = /^(?:-?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|true|false|null)$/
// oxlint-disable-next-line no-control-regex
const cellBreaking = /["\\,\u0000-\u001f\u007f-\u009f\u2028\u2029=}]/
// oxlint-disable-next-line no-control-regex
const lineBreaking = /["\\,:[\]{}\u0000-\u001f\u007f-\u009f\u2028\u2029]/

/**
 * Whether a string must be quoted.
 * @param strict outside of tables, where TOON reads colons and brackets as its own
 */
export function needsQuotes(text: string, strict: boolean): boolean {
  if (text === '') return true
  const first = text.charCodeAt(0)
  const last = text.charCodeAt(text.length - 1)
  if (first <= 0x20 || last <= 0x20 || first > 0x7e || last > 0x7e) {
    if (text.trim() !== text) return true
  }
  // [ and { open JSON, - an element.
  if (first === 0x5b || first === 0x7b || first === 0x2d) return true
  return (strict ? lineBreaking : cellBreaking).test(text) || literalLike.test(text)
}
