/**
 * Whether two things are compared, or one is asked about: "Is iron heavier than tin?", "Is tin in iron?".
 * @module
 */
import type { Question } from './question.ts'
import { sides } from './sets.ts'
import { whereAlike } from './where-alike.ts'

export const vetoComparison = whereAlike('attribute', (a, b) => {
  if (!asksWhether(a) || !asksWhether(b)) return undefined
  const alone = (ranks(a) && !grades(b)) || (ranks(b) && !grades(a))
  return alone ? sides(['than'], []) : undefined
})

/** "Compared with tin, is iron …?" reads as a statement. */
const asksWhether = ({ frame }: Question): boolean => frame === 'yes-no' || frame === 'statement'

/** Sets one thing against another, but no figure. */
const ranks = ({ tokens, numbers }: Question): boolean =>
  numbers.length === 0 && tokens.some(({ lower }) => /^(?:than|compared)$/.test(lower))

/** Has a word of degree, or sets against. */
const grades = ({ tokens }: Question): boolean =>
  tokens.some(({ kind, lower }) => kind === 'word' && degree.test(lower))
const degree =
  /^(?:than|compared|versus|vs|more|less|most|least|better|worse|beat|beats|exceed|exceeds|same|equal|before|after|[a-z]{2,}er|[a-z]{2,}est)$/
