/**
 * A reason is no way, a time no place; what was is not what will be, what one may not what one must.
 * @module
 */
import type { Closeness } from './closeness.ts'
import type { Frame, Mood, Question, Veto } from './question.ts'
import { sides } from './sets.ts'

/** Frames that never share an answer. What is not here may ("what is the best way" and "how do I"). */
const apart: readonly (readonly [Frame, readonly Frame[]])[] = [
  ['why', ['how-to', 'how-much', 'how-long', 'when', 'where', 'who', 'which', 'definition']],
  ['when', ['how-much', 'where', 'who', 'definition']],
  ['where', ['how-much', 'how-long', 'when']],
  ['who', ['how-to', 'how-much', 'how-long', 'where']],
  ['how-to', ['how-much', 'how-long', 'definition']],
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

export function vetoFrames(a: Question, b: Question, { equal }: Closeness, vetoes: Veto[]): void {
  if (conflicts.has(`${a.frame} ${b.frame}`) && !shareFrame(a, b)) {
    vetoes.push({ kind: 'frame', words: sides([a.frame], [b.frame]) })
  } else if (equal && whether(a, b) && !shareFrame(a, b)) {
    vetoes.push({ kind: 'frame', words: sides([a.frame], [b.frame]) })
  }
  if (a.mood === b.mood || a.mood === '' || b.mood === '') return
  const past = a.mood === 'past' || b.mood === 'past'
  const future = a.mood === 'future' || b.mood === 'future'
  const yesNo = a.frame === 'yes-no' && b.frame === 'yes-no'
  const mild = Math.max(classes[a.mood], classes[b.mood]) <= 2
  const able = future && [a.mood, b.mood].some((mood) => mood === 'present' || mood === 'can')
  if ((past && future) || (yesNo && !mild && !able)) {
    vetoes.push({ kind: 'tense', words: sides([a.mood], [b.mood]) })
  }
}

/** Of several questions in one text, one may be that of the other side. */
function shareFrame(a: Question, b: Question): boolean {
  if (a.frames.size === 1 && b.frames.size === 1) return false
  for (const one of a.frames) {
    for (const other of b.frames) if (!conflicts.has(`${one} ${other}`)) return true
  }
  return false
}

/** "Is it so?" and "Why is it so?", "Can I?" and "How can I?", of the very same thing. */
function whether(a: Question, b: Question): boolean {
  const other = a.frame === 'yes-no' ? b.frame : b.frame === 'yes-no' ? a.frame : undefined
  return other !== undefined && /^(?:why|when|where|who|how-much|how-long)$/.test(other)
}
