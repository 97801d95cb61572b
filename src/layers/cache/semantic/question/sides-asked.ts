/**
 * Of two sides of a deed, which one a question asks for: who does it, or whom or what it is done to.
 * @module
 */
import type { Question, Token } from './question.ts'
import { sides } from './sets.ts'
import { isPastForm } from './stem.ts'

/** The two sides asked for, in words, where they differ; for questions of the same words of matter. */
export function sidesAsked(a: Question, b: Question): string | undefined {
  for (const read of [doing, headAsked, passive]) {
    const [one, other] = [read(a), read(b)]
    if (one !== undefined && other !== undefined && one !== other) return sides([one], [other])
  }
  return undefined
}

/** "Which belt fits?" and "Who can fit a belt?": one asks for what the other speaks of. */
export function thingAsked(a: Question, b: Question): string | undefined {
  const [who, which] = a.frame === 'who' ? [a, b] : [b, a]
  if (who.frame !== 'who' || !/^(?:which|what)$/.test(which.frame)) return undefined
  const at = which.tokens.findIndex(({ lower }) => /^(?:which|what)$/.test(lower))
  const head = which.tokens[at + 1]?.stem ?? ''
  return which.content.includes(head) && who.content.includes(head)
    ? sides(['who'], [head])
    : undefined
}

const auxiliary = /^(?:do|does|did|can|could|may|will|would|should|must)$/

/** "What do snails eat?" and "What eats snails?": with an auxiliary what stands behind it does, without it the one asked for. */
function doing({ tokens, content }: Question): string | undefined {
  if (!/^(?:what|who|whom)$/.test(tokens[0]?.lower ?? '')) return undefined
  const next = tokens[1]
  if (!next) return undefined
  if (auxiliary.test(next.lower)) return content.includes(tokens[2]?.stem ?? '') ? 'do' : undefined
  return content.includes(next.stem) ? 'itself' : undefined
}

/** "How many users can a team have?" and "How many teams can a user have?" */
function headAsked({ tokens, content }: Question): string | undefined {
  for (const [at, { lower, stem }] of tokens.entries()) {
    const asks =
      /^(?:which|what)$/.test(tokens[at - 1]?.lower ?? '') ||
      (/^(?:many|much)$/.test(tokens[at - 1]?.lower ?? '') && tokens[at - 2]?.lower === 'how')
    if (asks && lower !== '' && auxiliary.test(tokens[at + 1]?.lower ?? ''))
      return content.includes(stem) ? stem : undefined
  }
  return undefined
}

/** "Who may add them?" and "Who may be added?" */
function passive({ frame, tokens, content }: Question): string | undefined {
  if (frame !== 'who' || tokens.some(({ lower }) => lower === 'by')) return undefined
  const at = tokens.findIndex(({ stem }, i) => i > 0 && content.includes(stem))
  const [before, verb] = [tokens[at - 1], tokens[at]]
  if (!before || !verb) return undefined
  return isBeing(before) && isPastForm(verb.lower) ? 'be' : 'do'
}

const isBeing = ({ lower }: Token): boolean =>
  /^(?:is|are|was|were|be|been|being|get|gets|got)$/.test(lower)
