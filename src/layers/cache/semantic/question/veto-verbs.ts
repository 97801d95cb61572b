/**
 * The verb that is asked about: another of those that say little, or another tense of it where no auxiliary says so.
 * @module
 */
import type { Closeness } from './closeness.ts'
import type { Question, Token, Veto } from './question.ts'
import { sides } from './sets.ts'
import { isPastForm } from './stem.ts'
import { auxiliaries } from './tables/frame-words.ts'

/** Share of common matter from which the verb alone makes another question. */
const enough = 0.5

export function vetoVerbs(a: Question, b: Question, { shared }: Closeness, vetoes: Veto[]): void {
  const apart =
    shared >= 1 && a.frame === 'how-to' && b.frame === 'how-to' ? actsApart(a, b) : undefined
  if (apart) vetoes.push({ kind: 'substitution', words: apart })
  if (shared < enough) return
  if (functions(a) !== functions(b) && (functions(a) ? b : a).frame === 'how-to')
    vetoes.push({ kind: 'frame', words: sides(['work'], ['how-to']) })
  if (aimsAlone(a, b) || aimsAlone(b, a)) vetoes.push({ kind: 'frame', words: sides(['for'], []) })
  if (isUsed(a) !== isUsed(b)) vetoes.push({ kind: 'attribute', words: sides(['used'], []) })
  if (isPerfect(a) !== isPerfect(b)) vetoes.push({ kind: 'tense', words: sides(['have'], []) })
  const [one, other] = [personDoing(a), personDoing(b)]
  if (
    one !== undefined &&
    other !== undefined &&
    one !== other &&
    (persons.test(one) || persons.test(other))
  )
    vetoes.push({ kind: 'principal', words: sides([one], [other]) })
  const tenses = pastOf(a, b) ?? pastOf(b, a)
  if (tenses) vetoes.push({ kind: 'tense', words: tenses })
}

/** Verbs that are no matter, by what they do; those of one line stand for each other. */
const acts: ReadonlyMap<string, number> = new Map(
  `
find get obtain look seek
become
make create build do
use
start begin
stop
keep
go
take
come
see
work
`
    .trim()
    .split('\n')
    .flatMap((line, at) => line.split(' ').map((verb): [string, number] => [verb, at])),
)

/** "How do I find a pilot?" and "How do I become a pilot?" */
function actsApart(a: Question, b: Question): string | undefined {
  const [one, other] = [actOf(a), actOf(b)]
  return one !== undefined && other !== undefined && acts.get(one) !== acts.get(other)
    ? sides([one], [other])
    : undefined
}

/** The verb behind "how do I" or "to", where it is one of these. */
function actOf({ tokens }: Question): string | undefined {
  for (const [at, { lower }] of tokens.slice(0, 8).entries()) {
    const verb = tokens[at + 1]?.lower ?? ''
    if (/^(?:i|you|we|one|to)$/.test(lower) && verb !== '') return acts.has(verb) ? verb : undefined
  }
  return undefined
}

/** "How does a compass work?" */
const functions = ({ frame, tokens }: Question): boolean =>
  frame.startsWith('how') &&
  /^(?:do|does)$/.test(tokens[1]?.lower ?? '') &&
  !/^(?:i|you|we|one)$/.test(tokens[2]?.lower ?? '') &&
  /^(?:work|function)$/.test(tokens.at(-1)?.lower ?? '')

/** "What is it for?", and no word of a purpose on the other side. */
const aimsAlone = (a: Question, b: Question): boolean =>
  /^(?:what|definition)$/.test(a.frame) &&
  /^(?:what|definition)$/.test(b.frame) &&
  a.tokens.at(-1)?.lower === 'for' &&
  !b.tokens.some(({ lower }) => purposes.test(lower))
const purposes = /^(?:for|purposes?|uses?|used|using|functions?|roles?|do)$/

/** "Which used belt fits?": not new. */
const isUsed = ({ tokens, content }: Question): boolean =>
  tokens.some(
    ({ lower }, at) =>
      lower === 'used' &&
      /^(?:a|an|the|my|your|any|some|which|what)$/.test(tokens[at - 1]?.lower ?? '') &&
      content.includes(tokens[at + 1]?.stem ?? ''),
  )

/** "What should I have done?" */
const isPerfect = ({ tokens }: Question): boolean =>
  tokens.some(
    ({ lower }, at) =>
      /^(?:should|could|would)$/.test(lower) &&
      tokens[at + 2]?.lower === 'have' &&
      (isPastForm(tokens[at + 3]?.lower ?? '') || tokens[at + 3]?.lower === 'done'),
  )

const persons =
  /^(?:guests?|customers?|visitors?|members?|owners?|clients?|readers?|holders?|passengers?)$/
/** Who or what stands behind "do" or "does". */
function personDoing({ tokens }: Question): string | undefined {
  const at = tokens.findIndex(({ lower }) => /^(?:do|does)$/.test(lower))
  if (at < 0) return undefined
  const next = tokens[at + 1]
  return next?.lower === 'the' || next?.lower === 'a' ? tokens[at + 2]?.lower : next?.lower
}

/** "Who paid for it?" and "Who pays for it?" */
function pastOf(from: Question, other: Question): string | undefined {
  if (!/^(?:who|which|what)$/.test(from.frame)) return undefined
  const verb = from.tokens.slice(1, 4).find(isPast)
  if (!verb || from.tokens.some(({ lower }) => auxiliaries.has(lower))) return undefined
  const now = other.tokens.find(({ stem, lower }) => stem === verb.stem && !lower.endsWith('ing'))
  return now && !isPast(now) && !other.tokens.some(({ lower }) => before.test(lower))
    ? sides([verb.lower], [now.lower])
    : undefined
}

/** What speaks of the past without the verb. */
const before = /^(?:did|was|were|had|has|have|been)$/

const isPast = ({ kind, lower }: Token): boolean => kind === 'word' && isPastForm(lower)
