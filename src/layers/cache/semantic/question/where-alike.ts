/**
 * Checks that look only where two questions share much of their matter.
 * @module
 */
import type { Closeness } from './closeness.ts'
import type { Question, Veto, VetoKind } from './question.ts'

/** Share of common matter from which another facet makes another question. */
const enough = 0.5

/** @param differs - in which words the two differ; undefined where they do not */
export const whereAlike =
  (kind: VetoKind, differs: (a: Question, b: Question) => string | undefined) =>
  (a: Question, b: Question, { shared }: Closeness, vetoes: Veto[]): void => {
    const words = shared < enough ? undefined : differs(a, b)
    if (words) vetoes.push({ kind, words })
  }
