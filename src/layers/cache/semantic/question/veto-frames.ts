/**
 * A reason is no way, a time no place; what was is not what will be, what one may not what one must.
 * @module
 */
import type { Frame, Mood, Question, Veto } from './question.ts'
import { sides } from './sets.ts'

/** Frames that never share an answer. What is not here may ("what is the best way" and "how do I"). */
const apart: readonly (readonly [Frame, readonly Frame[]])[] = [
  [
    'why',
    ['how-to', 'how-much', 'how-long', 'when', 'where', 'who', 'which', 'definition', 'yes-no'],
  ],
  ['when', ['how-to', 'how-much', 'where', 'who', 'definition', 'why']],
  ['where', ['how-much', 'how-long', 'who', 'definition']],
  ['who', ['how-to', 'how-much', 'how-long', 'definition']],
  ['how-to', ['definition', 'how-much', 'how-long']],
  ['how-long', ['definition', 'how-much']],
  ['how-much', ['definition']],
]

const conflicts = new Set(
  apart.flatMap(([one, others]) =>
    others.flatMap((other) => [`${one} ${other}`, `${other} ${one}`]),
  ),
)

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

export function vetoFrames(a: Question, b: Question, vetoes: Veto[]): void {
  if (conflicts.has(`${a.frame} ${b.frame}`))
    vetoes.push({ kind: 'frame', words: sides([a.frame], [b.frame]) })
  if (a.mood === b.mood || a.mood === '' || b.mood === '') return
  const past = a.mood === 'past' || b.mood === 'past'
  const future = a.mood === 'future' || b.mood === 'future'
  const whether = a.frame === 'yes-no' && b.frame === 'yes-no'
  const mild = Math.max(classes[a.mood], classes[b.mood]) <= 2
  if (
    (past && future) ||
    (whether && !mild && !(future && (a.mood === 'present' || b.mood === 'present')))
  ) {
    vetoes.push({ kind: 'tense', words: sides([a.mood], [b.mood]) })
  }
}
