/**
 * Answers as people read them, for the worst examples that are kept.
 * @module
 */
import type { Call } from '../../call.ts'
import type { Archive } from '../../proof/archive.ts'
import type { Plan } from '../../proof/arms.ts'
import type { Labelled } from '../../proof/shadow.ts'

/** Keeps the two answers behind a label that found harm, on routes that store text. */
export function keepExample(
  archive: Archive,
  { id, route }: Call,
  { certificate }: Plan,
  { harm, question, safe, candidate }: Labelled,
): void {
  if (harm === 0 || !route.storeText) return
  archive.keepText(certificate, id, {
    question,
    safe: wordsOf(safe),
    candidate: wordsOf(candidate),
  })
}

/** An answer's text, then its tool calls, a line each; '' for none. */
function wordsOf(answer: Labelled['candidate']): string {
  if (!answer) return ''
  const calls = answer.toolCalls.map((call) => JSON.stringify(call))
  return [answer.text, ...calls].filter((part) => part !== '').join('\n')
}
