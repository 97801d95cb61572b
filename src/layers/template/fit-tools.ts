/**
 * Which tools one turn of the user asks for.
 * @module
 */
import type { Fit } from './choose-tools.ts'
import { indexTools } from './rank-tools.ts'
import type { ToolFacts } from './tool-facts.ts'
import { wordsOf } from './tool-words.ts'

/** A tool stays that scores at least this share of the best; docs/template.md says what each share keeps. */
const usualShare = 0.3
/** A turn with fewer words that say something decides nothing: greetings, "yes", "go on". */
const leastWords = 2

/** Reads the tools once; then each turn takes time in its own length and the number of tools. */
export function createFit(
  tools: readonly ToolFacts[],
  { share = usualShare }: { readonly share?: number } = {},
): (turn: string) => Fit {
  const index = indexTools(tools)
  return (turn) => {
    const words = wordsOf(turn)
    if (new Set(words).size < leastWords) return undefined
    const scores = index.score(words)
    const best = Math.max(...scores)
    if (best <= 0) return 'nothing'
    const fit: number[] = []
    for (const [at, score] of scores.entries()) if (score >= share * best) fit.push(at)
    return fit
  }
}
