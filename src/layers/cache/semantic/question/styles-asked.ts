/**
 * Which form of answer is asked for.
 * @module
 */
import type { Token } from './question.ts'
import { styleRules, styleTriggers } from './tables/styles.ts'

/** The form, length, tone or language that the answer shall have. Lower-cased text; tried only behind a trigger word. */
export function readStyles(lowered: string, tokens: readonly Token[]): Set<string> {
  const styles = new Set<string>()
  if (!tokens.some(({ lower }) => styleTriggers.has(lower))) return styles
  for (const [name, pattern] of styleRules) {
    const match = pattern.exec(lowered)
    if (!match) continue
    const about = match.slice(1).filter((group) => group !== undefined)
    styles.add(about.length > 0 ? `${name} ${about.join(' ')}` : name)
  }
  return styles
}
