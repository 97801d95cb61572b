/**
 * Logs and web pages among the tool results of a turn, cut down.
 * @module
 */
import type { TextBlock } from '../blocks.ts'
import { inStretches, type Work } from '../in-stretches.ts'
import type { Transform, Turn } from '../transforms.ts'
import { isHtml, readingHtml } from './html-to-text.ts'
import { isLog } from './is-log.ts'
import { reducing, roughTokens } from './reduce-log.ts'

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
    if (floor >= 1 || !turn.blocks.some(isLong)) return undefined
    return inStretches(reducedTurn(turn, floor))
  },
}

function isLong({ kind, mayTouch, text }: TextBlock): boolean {
  return kind === 'tool-result' && mayTouch && text.length >= leastCharacters
}

function* reducedTurn(turn: Turn, floor: number): Work<(string | undefined)[]> {
  const texts: (string | undefined)[] = []
  for (const [at, block] of turn.blocks.entries()) {
    yield
    texts.push(yield* reduced(turn, block, turn.texts[at]!, floor))
  }
  return texts
}

function* reduced(
  turn: Turn,
  block: TextBlock,
  text: string,
  floor: number,
): Work<string | undefined> {
  if (!isLong(block) || text.length < leastCharacters) return undefined
  if (floor <= htmlFloor && isHtml(text)) {
    const plain = yield* readingHtml(text)
    return plain !== undefined && plain.length < text.length ? plain : undefined
  }
  if (!isLog(text)) return undefined
  yield
  const question = questionOf(turn, block)
  return (yield* reducing(text, { budget: budgetOf(roughTokens(text), floor), question }))?.text
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
