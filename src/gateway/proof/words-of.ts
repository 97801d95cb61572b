/**
 * An answer as people read it, for the worst examples that are kept.
 * @module
 */

/** Its text, then its tool calls, a line each; '' for none. */
export function wordsOf(
  answer: { text: string; toolCalls: readonly object[] } | undefined,
): string {
  if (!answer) return ''
  const calls = answer.toolCalls.map((call) => JSON.stringify(call))
  return [answer.text, ...calls].filter((part) => part !== '').join('\n')
}
