/**
 * Selection as a step of the compress layer: of the documents that the only turn of a call brings along, what its
 * question needs. A call with a turn of the assistant keeps all: what was dropped for the first question would be
 * missing for the next.
 * @module
 */
import { setImmediate as breathe } from 'node:timers/promises'
import { readBlocks, type TextBlock } from '../blocks.ts'
import type { Transform, TransformContext, Turn } from '../transforms.ts'
import { findDocuments, type FoundDocument, type Piece } from './find-documents.ts'
import { loadSelector, selectorVersion } from './load.ts'
import { neverSelect } from './never-select.ts'
import { mark } from './render.ts'
import type { Selector } from './selector.ts'

/** What a change must save to be made, in characters: the marks puzzle a reader for less. */
const leastSaved = 600
/** More is left alone: 45,000 tokens of new documents are 65 ms of scoring at a stretch. */
const mostCharacters = 200_000

export const selectTransform: Transform = {
  name: 'select',
  version: selectorVersion(),
  enabled: ({ selection }) => selection,
  forSingleTurns: true,
  apply(turn, context) {
    if (context.floor >= 1 || turn.number !== 0) return undefined
    if (!turn.blocks.some(isMaterial)) return undefined
    const selector = loadSelector()
    return selector ? selected(turn, context, selector) : undefined
  },
}

/** Fresh, open, and not at or before a mark of the client: a kept prefix is worth more than what selection saves. */
function isMaterial(block: TextBlock): boolean {
  return (
    block.mayTouch &&
    block.fresh &&
    !block.beforeMark &&
    (block.kind === 'user' || block.kind === 'document')
  )
}

async function selected(
  turn: Turn,
  { call, floor }: TransformContext,
  selector: Selector,
): Promise<readonly (string | undefined)[] | undefined> {
  const all = readBlocks(call)
  if (all.some(({ kind }) => kind === 'assistant' || kind === 'tool-result')) return undefined
  const pieces = turn.blocks.map((block, at): Piece => ({
    text: turn.texts[at]!,
    document: block.kind === 'document',
    title: block.title ?? '',
    open: isMaterial(block),
  }))
  const system = all.filter(({ kind }) => kind === 'system').map(({ text }) => text)
  const made = await selectIn(pieces, system.join('\n'), floor, selector)
  return made?.texts
}

export interface SelectedPieces {
  /** By piece; undefined: unchanged. */
  readonly texts: readonly (string | undefined)[]
}

/** The pieces of a turn with what the question needs; undefined where nothing is to be left out. */
export async function selectIn(
  pieces: readonly Piece[],
  system: string,
  floor: number,
  selector: Selector,
): Promise<SelectedPieces | undefined> {
  if (pieces.reduce((sum, { text }) => sum + text.length, 0) > mostCharacters) return undefined
  const found = findDocuments(pieces, system)
  if (!found) return undefined
  await breathe()
  const sources = found.documents.map(({ piece, start, end, title }) => ({
    title,
    text: pieces[piece]!.text.slice(start, end),
  }))
  const texts = sources.map(({ text }) => text)
  if (neverSelect(found.question, found.instructions, texts) !== undefined) return undefined
  await breathe()
  const { texts: left, kept } = await selector.select(found.question, sources, { floor })
  if (kept !== undefined) return undefined
  const saved = texts.reduce((sum, text, at) => sum + text.length - left[at]!.length, 0)
  if (saved < leastSaved) return undefined
  const own = pieces.map((): (FoundDocument & { left: string })[] => [])
  for (const [at, document] of found.documents.entries()) {
    own[document.piece]!.push({ ...document, left: left[at]! })
  }
  return {
    texts: pieces.map(({ text }, piece) => {
      const changed = written(text, own[piece]!)
      return changed === text ? undefined : changed
    }),
  }
}

/** The piece with each passage replaced by what is left of it; a passage that goes whole leaves its mark. */
function written(text: string, documents: readonly (FoundDocument & { left: string })[]): string {
  let result = ''
  let at = 0
  for (const { start, end, left } of documents) {
    const body = text.slice(start, end)
    const space = /\s*$/.exec(body)![0]
    result += text.slice(at, start) + (left === '' ? `${mark}${space}` : left)
    at = end
  }
  return result + text.slice(at)
}
