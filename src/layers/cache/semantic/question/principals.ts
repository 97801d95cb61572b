/**
 * Whose matter it is.
 * @module
 */
import type { Token } from './question.ts'

const relations =
  /^(?:husband|wife|spouse|partner|son|daughter|child|children|kids?|bab(?:y|ies)|toddler|mother|mom|mum|father|dad|parents?|brother|sister|siblings?|grand\w+|uncle|aunt|cousin|niece|nephew|boyfriend|girlfriend|ex|friends?|boss|manager|employees?|employer|landlord|tenants?|patients?|students?|teacher|colleagues?|coworker|clients?|customers?|neighbou?rs?|roommate|dogs?|cats?|pets?|horse)$/
const possessives = new Set(['my', 'your', 'his', 'her', 'our', 'their'])
const thirds = new Map(
  Object.entries({ he: 'he', him: 'he', his: 'he', she: 'she', her: 'she', hers: 'she' }),
)

/** Whose matter it is: a relation ("my husband's card"), he or she, the asker or the one asked. */
export function readPrincipals(tokens: readonly Token[]): Set<string> {
  const principals = new Set<string>()
  for (const [at, { lower }] of tokens.entries()) {
    if (possessives.has(lower)) {
      for (const next of [tokens[at + 1], tokens[at + 2]]) {
        if (next && relations.test(next.lower)) principals.add(`of ${next.stem}`)
      }
    }
    const third = thirds.get(lower)
    if (third) principals.add(third)
    else if (lower === 'my' || lower === 'mine') principals.add('my')
    else if (lower === 'our' || lower === 'ours') principals.add('our')
    else if (lower === 'your' || lower === 'yours') principals.add('your')
    else if (lower === 'their' || lower === 'theirs') principals.add('their')
    else if (lower === 'i' || lower === 'me') principals.add('i')
    else if (lower === 'you' || lower === 'u') principals.add('you')
    else if (lower === 'someone' || lower === 'somebody') principals.add('someone')
  }
  return principals
}
