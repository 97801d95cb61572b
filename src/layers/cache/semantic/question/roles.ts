/**
 * Which word stands behind which preposition.
 * @module
 */
import type { Role, Token } from './question.ts'
import { functionWords } from './tables/function-words.ts'

const markers = new Set(
  'from to into than by before after over under without with for against between on in at of via instead if within until since beyond outside inside above below'.split(
    ' ',
  ),
)
const skipped = /^(?:the|a|an|my|your|our|their|his|her|this|that|any|some|of)$/

/** The first word of matter behind each preposition. */
export function readRoles(tokens: readonly Token[]): Role[] {
  const roles: Role[] = []
  for (const [at, { lower }] of tokens.entries()) {
    if (!markers.has(lower)) continue
    let next = at + 1
    while (next < tokens.length && skipped.test(tokens[next]!.lower)) next += 1
    const head = tokens[next]
    if (head && !functionWords.has(head.lower))
      roles.push({ marker: markerOf(lower, tokens[at - 1]?.lower), head: head.stem })
  }
  return roles
}

/** "Compared with X" asks what "than X" asks, "out of X" what "from X" does. */
function markerOf(marker: string, before: string | undefined): string {
  if (marker === 'into') return 'to'
  if (marker === 'of' && before === 'out') return 'from'
  return before?.startsWith('compar') && (marker === 'with' || marker === 'to') ? 'than' : marker
}
