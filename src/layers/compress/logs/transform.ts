/**
 * Logs and web pages among the tool results of a turn, cut down.
 * @module
 */
import type { TextBlock } from '../blocks.ts'
import type { Transform, Turn } from '../transforms.ts'
import { htmlToText, isHtml } from './html-to-text.ts'
import { isLog } from './is-log.ts'
import { reduceLog, roughTokens } from './reduce-log.ts'

/** Shorter results have nothing to give. */
const leastCharacters = 4000
/** The most of a question that ranks lines: what was asked, and what the tool was called with. */
const mostQuestion = 2000

/** Share of a log's tokens that a floor leaves, and within which bounds. */
function budgetOf(tokens: number, floor: number): number {
  const [share, least, most] =
    floor >= 0.99
      ? [8, 3000, 16_000]
      : floor >= 0.97
        ? [12, 1500, 12_000]
        : floor >= 0.95
          ? [16, 1500, 8000]
          : [24, 1000, 6000]
  return Math.min(most!, Math.max(least!, Math.round(tokens / share!)))
}

/** A page loses its markup from this floor on: a reader of the page, not of its source, misses nothing. */
const htmlFloor = 0.97

export const logTransform: Transform = {
  name: 'logs',
  version: '1',
  enabled: ({ logs }) => logs,
  apply(turn, { floor }) {
    if (floor >= 1) return undefined
    let changed = false
    const texts = turn.blocks.map((block, at) => {
      const made = reduced(turn, block, turn.texts[at]!, floor)
      if (made !== undefined) changed = true
      return made
    })
    return changed ? texts : undefined
  },
}

function reduced(turn: Turn, block: TextBlock, text: string, floor: number): string | undefined {
  if (block.kind !== 'tool-result' || !block.mayTouch || text.length < leastCharacters) {
    return undefined
  }
  if (floor <= htmlFloor && isHtml(text)) {
    const plain = htmlToText(text)
    return plain !== undefined && plain.length < text.length ? plain : undefined
  }
  if (!isLog(text)) return undefined
  const question = questionOf(turn, block)
  return reduceLog(text, { budget: budgetOf(roughTokens(text), floor), question })?.text
}

/** What the user said in the same turn, and what the tool was asked: nothing of other turns, which may change. */
function questionOf(turn: Turn, block: TextBlock): string {
  const said = turn.blocks
    .filter(({ kind }) => kind === 'user')
    .map(({ text }) => text.slice(0, mostQuestion))
  const input = block.toolInput
  const asked = input === undefined ? '' : typeof input === 'string' ? input : JSON.stringify(input)
  return [...said, asked].join(' ').slice(0, mostQuestion)
}
