/**
 * A block re-encoded in fewer tokens, part by part, so that it decodes back. A pure function of the block: the same
 * bytes come out on every turn, in every process, for one version.
 * @module
 */
import { segment, type Segment, type SegmentKind } from '../segment/segment.ts'
import { hasLines } from './has-lines.ts'
import { foldLegend, foldLines, unfoldLines } from './fold-lines.ts'
import { writeJson, type JsonTree } from './json-tree.ts'
import { outlineLegend, tableHeading, writeOutline } from './outline.ts'
import { groupPaths, ungroupPaths } from './path-once.ts'
import { readOutline } from './read-outline.ts'
import { countRepeats, repeatCounted } from './repeated-lines.ts'

/** Of all encodings together. Any change of what comes out is a new one: conversations keep theirs. */
export const encodingVersion = '1'

export type EncodingName = 'compact' | 'outline' | 'lines' | 'fold' | 'paths' | 'repeats'
export type Count = (text: string) => number

/** A part of the block: as it was, or encoded. */
export interface Piece {
  readonly by: EncodingName | undefined
  readonly before: string
  readonly after: string
}

export interface Encoded {
  readonly text: string
  readonly pieces: readonly Piece[]
  /** Tokens of the parts that changed. */
  readonly tokensBefore: number
  readonly tokensAfter: number
}

/** What may be done: everything, or only what leaves the notation as it is (the user's own words). */
export type Freedom = 'data' | 'same notation'

/** Shorter parts save less than a reader's attention is worth. */
const shortest = 60
/** Beyond, a block is left alone: its work would not fit into a call's time. */
export const longestBlock = 256_000
const mostLines = 20_000
/** A step must save this share of its part, or it is noise. */
const leastShare = 0.02

/**
 * undefined where nothing is saved. Every part is counted before and after, its legend included, and stays as it was
 * where it did not become cheaper. Linear; texts over 256,000 characters or 20,000 lines are left alone.
 */
export function encodeBlock(
  text: string,
  count: Count,
  freedom: Freedom = 'data',
): Encoded | undefined {
  if (text.length < shortest || text.length > longestBlock) return undefined
  if (hasLines(text, mostLines) || looksEncoded(text)) return undefined
  const legends = new Set<string>()
  const pieces: Piece[] = []
  let tokensBefore = 0
  let tokensAfter = 0
  let kept = 0
  const segments = joinJsonLines(segment(text), text)
  for (const part of segments) {
    const before = text.slice(part.start, part.end)
    if (before.length < shortest) continue
    const best = bestOf(part, before, count, freedom, legends)
    if (!best) continue
    if (part.start > kept) pieces.push(asItWas(text.slice(kept, part.start)))
    pieces.push({ by: best.by, before, after: best.text })
    if (best.legend) legends.add(best.legend)
    tokensBefore += best.before
    tokensAfter += best.after
    kept = part.end
  }
  if (kept === 0) return undefined
  if (kept < text.length) pieces.push(asItWas(text.slice(kept)))
  return { text: pieces.map(({ after }) => after).join(''), pieces, tokensBefore, tokensAfter }
}

/** What a piece was; data-equal where it was JSON, equal to the letter where it was not. */
export function decodePiece({ by, after }: Pick<Piece, 'by' | 'after'>): string | undefined {
  const text = withoutLegend(after)
  switch (by) {
    case undefined:
    case 'compact':
      return after
    case 'outline':
    case 'lines': {
      const trimmed = text.trimEnd()
      const tree = readOutline(trimmed.trimStart())
      if (!tree) return undefined
      const end = text.slice(trimmed.length)
      if (by === 'outline') return writeJson(tree) + end
      return tree.kind === 'array' ? tree.items.map(writeJson).join('\n') + end : undefined
    }
    case 'fold':
      return unfoldLines(text)
    case 'paths':
      return ungroupPaths(text)
    case 'repeats':
      return repeatCounted(text)
  }
}

interface Best {
  readonly by: EncodingName
  readonly text: string
  readonly legend: string
  readonly before: number
  readonly after: number
}

interface Candidate {
  readonly by: EncodingName
  readonly text: string
  readonly legend: string
}

const legendOfLines = '(one JSON object per row)'
const linesLegend = `${legendOfLines} `

function bestOf(
  part: Segment & { readonly lines?: readonly JsonTree[] },
  before: string,
  count: Count,
  freedom: Freedom,
  told: ReadonlySet<string>,
): Best | undefined {
  const offers = [...candidates(part, before, freedom)].map(({ by, text, legend }) => ({
    by,
    text: legend === '' || told.has(legend) ? text : `${legend}\n${text}`,
    legend,
  }))
  const shortestOffer = Math.min(...offers.map(({ text }) => text.length))
  let best: Best | undefined
  let tokens: number | undefined
  for (const { by, text, legend } of offers) {
    // Counting is most of the work, and much longer texts of the same data never have fewer tokens.
    if (text.length > before.length * 1.1 || text.length > shortestOffer * 1.25) continue
    tokens ??= count(before)
    const after = count(text)
    if (after < (best?.after ?? tokens * (1 - leastShare))) {
      best = { by, text, legend, before: tokens, after }
    }
  }
  return best
}

function* candidates(
  part: Segment & { readonly lines?: readonly JsonTree[] },
  before: string,
  freedom: Freedom,
): Generator<Candidate> {
  if (part.json) yield* ofJson(part.json, before, freedom)
  if (freedom !== 'data') return
  if (part.lines) {
    const outline = writeOutline({ kind: 'array', items: part.lines })
    if (outline?.table) {
      const legend = linesLegend + (outline.extended ? outlineLegend : '')
      yield { by: 'lines', text: outline.text + endOf(before), legend: legend.trim() }
    }
    return
  }
  const encoders = lineEncoders[part.kind] ?? []
  for (const by of encoders) {
    const { encode, legend } = lineEncodings[by]
    const text = encode(before)
    if (text !== undefined) yield { by, text, legend }
  }
}

function* ofJson(tree: JsonTree, before: string, freedom: Freedom): Generator<Candidate> {
  if (tree.kind !== 'object' && tree.kind !== 'array') return
  const end = endOf(before)
  yield { by: 'compact', text: writeJson(tree) + end, legend: '' }
  if (freedom !== 'data') return
  const outline = writeOutline(tree)
  if (outline?.table) {
    yield { by: 'outline', text: outline.text + end, legend: outline.extended ? outlineLegend : '' }
  }
}

const lineEncodings = {
  fold: { encode: foldLines, legend: foldLegend },
  paths: { encode: groupPaths, legend: '' },
  repeats: { encode: countRepeats, legend: '' },
}

const lineEncoders: Readonly<
  Partial<Record<SegmentKind, readonly (keyof typeof lineEncodings)[]>>
> = {
  log: ['fold', 'repeats'],
  hits: ['paths', 'repeats'],
  prose: ['repeats'],
  list: ['repeats'],
  yaml: ['repeats'],
}

/** The white space behind a value. */
function endOf(text: string): string {
  return text.slice(text.trimEnd().length)
}

function asItWas(text: string): Piece {
  return { by: undefined, before: text, after: text }
}

function withoutLegend(text: string): string {
  if (!text.startsWith('(')) return text
  const end = text.indexOf('\n')
  const first = text.slice(0, end)
  const known = first === foldLegend || first === outlineLegend || first.startsWith(legendOfLines)
  return known ? text.slice(end + 1) : text
}

const markedLine = /^\[(?:×\d+\] |the line above \d+ more times\]$)/m

/** What these encodings made is not encoded again. */
function looksEncoded(text: string): boolean {
  return tableHeading.test(text) || markedLine.test(text)
}

/** Records on lines of their own, at least three: one segment, with its records. */
function joinJsonLines(
  segments: readonly Segment[],
  text: string,
): (Segment & { readonly lines?: readonly JsonTree[] })[] {
  const out: (Segment & { readonly lines?: readonly JsonTree[] })[] = []
  for (let at = 0; at < segments.length;) {
    let end = at
    while (isRecordLine(segments[end], text)) end++
    if (end - at < 3) {
      out.push(segments[at++]!)
      continue
    }
    const lines = segments.slice(at, end).map(({ json }) => json!)
    out.push({
      kind: 'json',
      start: segments[at]!.start,
      end: segments[end - 1]!.end,
      lines,
    })
    at = end
  }
  return out
}

function isRecordLine(part: Segment | undefined, text: string): boolean {
  if (part?.json?.kind !== 'object') return false
  const lineFeed = text.indexOf('\n', part.start)
  return lineFeed < 0 || lineFeed >= part.end - 1
}
