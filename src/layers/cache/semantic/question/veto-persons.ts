/**
 * Who does it and whom it is done to, where one of them is the asker: "I trust them", "they trust me".
 * @module
 */
import type { Closeness } from './closeness.ts'
import type { Question, Veto } from './question.ts'
import { sides } from './sets.ts'

const doers = /^(?:i|we)$/
const done = /^(?:me|us)$/
const markers = /^(?:on|at|for|with|by|from|to|of|about|against|towards)$/

export function vetoPersons(a: Question, b: Question, { equal }: Closeness, vetoes: Veto[]): void {
  if (!equal) return
  const found = turned(a, b) ?? turned(b, a) ?? moved(a, b) ?? moved(b, a)
  if (found) vetoes.push({ kind: 'principal', words: found })
}

/** The verb before which one side has "I", and behind which the other has "me". */
function turned(from: Question, other: Question): string | undefined {
  for (const [at, { lower }] of from.tokens.entries()) {
    const verb = from.tokens[at + 1]
    if (!doers.test(lower) || !verb || !from.content.includes(verb.stem)) continue
    const meets = ({ tokens }: Question): boolean =>
      tokens.some(({ stem }, i) => stem === verb.stem && done.test(tokens[i + 1]?.lower ?? ''))
    if (meets(other) && !meets(from)) return sides(['i', verb.stem], [verb.stem, 'me'])
  }
  return undefined
}

/** "A crush on me" and "a crush on my neighbour". */
function moved(from: Question, other: Question): string | undefined {
  const { tokens } = from
  for (const [at, { lower }] of tokens.entries()) {
    const head = tokens[at - 1]
    if (!head || !markers.test(lower) || !done.test(tokens[at + 1]?.lower ?? '')) continue
    if (!from.content.includes(head.stem)) continue
    const elsewhere = other.tokens.some(
      ({ stem }, i) =>
        stem === head.stem &&
        other.tokens[i + 1]?.lower === lower &&
        !done.test(other.tokens[i + 2]?.lower ?? 'me'),
    )
    if (elsewhere) return sides([head.stem, lower, 'me'], [head.stem, lower])
  }
  return undefined
}
