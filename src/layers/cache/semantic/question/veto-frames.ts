/**
 * A reason is no way, a time no place; what was is not what will be, what one may not what one must.
 * @module
 */
import type { Closeness } from './closeness.ts'
import type { Frame, Mood, Question, Veto } from './question.ts'
import { sides } from './sets.ts'
import { reasons } from './tables/frame-words.ts'

/** Frames that never share an answer. What is not here may ("what is the best way" and "how do I"). */
const apart: readonly (readonly [Frame, readonly Frame[]])[] = [
  [
    'why',
    [
      'how-to',
      'how-much',
      'how-long',
      'how-many-days',
      'when',
      'where',
      'who',
      'which',
      'definition',
    ],
  ],
  ['when', ['how-much', 'where', 'who', 'definition', 'how', 'how-to']],
  ['where', ['how-much', 'how-long', 'how-many-days', 'when']],
  ['who', ['how-to', 'how-much', 'how-long', 'how-many-days', 'where']],
  ['how-to', ['how-much', 'how-long', 'how-many-days', 'definition']],
  ['how-long', ['definition', 'how-much']],
  ['how-much', ['definition']],
]

/** These do only where the two share their matter: elsewhere either may be a way to ask the other. */
const closeApart: readonly (readonly [Frame, readonly Frame[]])[] = [
  ['when', ['yes-no', 'what', 'how', 'how-to', 'which']],
  ['who', ['yes-no', 'how', 'how-to', 'when', 'definition']],
  ['how-long', ['yes-no', 'what', 'how', 'how-to', 'which', 'who']],
  ['how-many-days', ['yes-no', 'how', 'how-to', 'when', 'how-much']],
  ['how-much', ['yes-no', 'how', 'which']],
  ['definition', ['yes-no', 'how']],
  ['where', ['yes-no']],
  ['which', ['yes-no']],
  ['yes-no', ['how-to']],
]
/** These where hardly a word of matter differs. */
const nearlyApart: readonly (readonly [Frame, readonly Frame[]])[] = [
  ['why', ['yes-no']],
  ['where', ['how', 'how-to', 'which']],
  ['who', ['what', 'statement']],
  ['yes-no', ['how', 'what']],
]
/** And these only where all matter of one side is there on the other. */
const equalApart: readonly (readonly [Frame, readonly Frame[]])[] = [
  ['why', ['what', 'how']],
  ['how-to', ['which']],
  ['where', ['what']],
]

const pairsOf = (table: typeof apart): Set<string> =>
  new Set(
    table.flatMap(([one, others]) =>
      others.flatMap((other) => [`${one} ${other}`, `${other} ${one}`]),
    ),
  )
const conflicts = pairsOf(apart)
const closeConflicts = pairsOf(closeApart)
const nearlyConflicts = pairsOf(nearlyApart)
const equalConflicts = pairsOf(equalApart)

/** Share of common matter from which another frame is meant. */
const close = 0.5
const nearly = 0.75

/** Moods of yes-or-no questions that differ; '' differs from none. */
const classes: Readonly<Record<Mood, number>> = {
  '': 0,
  present: 1,
  can: 2,
  past: 3,
  future: 4,
  should: 5,
  must: 6,
}

export function vetoFrames(a: Question, b: Question, closeness: Closeness, vetoes: Veto[]): void {
  const pair = `${a.frame} ${b.frame}`
  const apart =
    conflicts.has(pair) ||
    (closeness.shared >= close && closeConflicts.has(pair)) ||
    (closeness.shared >= nearly && nearlyConflicts.has(pair)) ||
    (closeness.shared >= close && (undergoes(a, b) || counts(a, b) || counts(b, a))) ||
    (closeness.equal && equalConflicts.has(pair)) ||
    (closeness.shared >= close && reasonApart(a, b))
  const did = [a, b].some(({ frame, mood }) => frame === 'yes-no' && mood === 'past')
  const how = [a, b].some(({ frame }) => frame === 'how' || frame === 'how-to')
  if ((apart || (did && how && closeness.shared >= 0.6)) && !shareFrame(a, b))
    vetoes.push({ kind: 'frame', words: sides([a.frame], [b.frame]) })
  if (tensesApart(a, b, closeness)) vetoes.push({ kind: 'tense', words: sides([a.mood], [b.mood]) })
}

/** "How many are there?" against "Which are there?". */
function counts(a: Question, b: Question): boolean {
  return (
    a.frame === 'how-much' &&
    (/^(?:what|which)$/.test(b.frame) || asksWhat(b) || prices(b)) &&
    !prices(a) &&
    a.tokens.some(({ lower }, at) => lower === 'how' && a.tokens[at + 1]?.lower === 'many') &&
    !b.tokens.some(
      ({ lower }) =>
        /^(?:many|numbers?|count)$/.test(lower) ||
        (!prices(b) && /^(?:much|total|amount)$/.test(lower)),
    )
  )
}

/** "When it is late, what can I …?" */
const asksWhat = ({ frame, tokens }: Question): boolean =>
  frame === 'statement' && tokens.some(({ lower }) => /^(?:what|which)$/.test(lower))

/** Asks what it costs. */
const prices = ({ frame, tokens }: Question): boolean =>
  frame === 'how-much' &&
  tokens.some(({ lower }) => /^(?:costs?|prices?|fees?|pay|charge|charges)$/.test(lower))

/** "How is it treated?" against "Which doctor treats it?". */
function undergoes(a: Question, b: Question): boolean {
  const how = a.frame === 'how' ? a : b.frame === 'how' ? b : undefined
  const other = how === a ? b : a
  return (
    how !== undefined &&
    other.frame === 'which' &&
    how.tokens.some(
      ({ lower }, at) =>
        lower === 'how' && /^(?:is|are|was|were)$/.test(how.tokens[at + 1]?.lower ?? ''),
    )
  )
}

/** "Why" against what, how or a mere heading, unless that speaks of a reason. */
function reasonApart(a: Question, b: Question): boolean {
  const other = a.frame === 'why' ? b : b.frame === 'why' ? a : undefined
  return (
    other !== undefined &&
    /^(?:what|how|statement)$/.test(other.frame) &&
    !other.tokens.some(({ lower }) => reasons.has(lower) || lower.startsWith('expla'))
  )
}

function tensesApart(a: Question, b: Question, { equal, shared }: Closeness): boolean {
  if (a.mood === b.mood || a.mood === '' || b.mood === '') return false
  const [past, future, present, can] = (['past', 'future', 'present', 'can'] as const).map(
    (mood) => a.mood === mood || b.mood === mood,
  )
  if (past && future) return true
  // "Which did I send?" and "which must I send?": what was done, and what is to do.
  const due = [a.mood, b.mood].some((mood) => mood === 'must' || mood === 'should')
  const how = a.frame.startsWith('how') || b.frame.startsWith('how')
  if (past && due && shared >= 0.75 && !how) return true
  if (past && present && shared >= close && a.frame === 'when' && b.frame === 'when') return true
  if (
    past &&
    present &&
    equal &&
    a.frame === b.frame &&
    /^(?:when|where|who|which|how-much|yes-no)$/.test(a.frame)
  )
    return true
  // "What was the capital of Kenya?": of a place or person what was may no longer be, unless a year says when.
  const settled = a.numbers.length > 0 || b.numbers.length > 0
  const named = a.entities.size > 0 && b.entities.size > 0
  const facts = /^(?:what|which|definition|how-much)$/
  if (
    past &&
    present &&
    shared >= 0.8 &&
    named &&
    !settled &&
    facts.test(a.frame) &&
    facts.test(b.frame)
  )
    return true
  const whether = a.frame === 'yes-no' && b.frame === 'yes-no'
  const mild = Math.max(classes[a.mood], classes[b.mood]) <= 2
  return whether && shared >= 0.6 && !mild && !(future && (present || can))
}

/** Of several questions in one text, one may be that of the other side. */
function shareFrame(a: Question, b: Question): boolean {
  if (a.frames.size === 1 && b.frames.size === 1) return false
  for (const one of a.frames) {
    for (const other of b.frames) if (!conflicts.has(`${one} ${other}`)) return true
  }
  return false
}
