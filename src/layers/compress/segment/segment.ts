/**
 * A text as typed segments: what may be done to a part of it depends on what the part is.
 * @module
 */
import { parseJsonAt, type JsonTree } from '../encode/json-tree.ts'
import { kindOfLine } from './line-kinds.ts'

export type SegmentKind =
  | 'prose'
  | 'list'
  | 'table'
  | 'code'
  | 'json'
  | 'yaml'
  | 'csv'
  | 'log'
  | 'diff'
  | 'hits'
  | 'html'
  | 'base64'
  | 'quoted'
  | 'numbered'
  | 'blank'

/** Whole lines `text[start, end)`, line ends included. Segments follow one another without a gap. */
export interface Segment {
  readonly kind: SegmentKind
  readonly start: number
  readonly end: number
  /** Of kind `json`: the value, read; white space around it is not part of it. */
  readonly json?: JsonTree
}

/** Values that begin and never end would be read again from each of their lines. */
const mostFailures = 24
const fence = /^ {0,3}(`{3,}|~{3,})/

/**
 * Splits a text into segments. Linear: each line is looked at once, in its first 400 characters; what
 * looks like JSON and is none is read 24 times at most.
 */
export function segment(text: string): Segment[] {
  const segments: Segment[] = []
  let tries = mostFailures
  let at = 0
  const add = (kind: SegmentKind, start: number, end: number, json?: JsonTree): void => {
    const last = segments.at(-1)
    if (last && !json && !last.json && joins(last.kind, kind)) {
      // A blank line belongs to what stands before it.
      const joined = last.kind === 'blank' ? kind : last.kind
      segments[segments.length - 1] = { kind: joined, start: last.start, end }
    } else segments.push(json ? { kind, start, end, json } : { kind, start, end })
  }
  while (at < text.length) {
    const end = lineEnd(text, at)
    const first = text.charCodeAt(firstInk(text, at))
    if ((first === 0x7b || first === 0x5b) && tries > 0) {
      const value = jsonAt(text, at)
      if (!value) tries--
      if (value) {
        add('json', at, value.end, value.tree)
        at = value.end
        continue
      }
    }
    const line = text.slice(at, Math.min(end, at + 400))
    const opened = fence.exec(line)?.[1]
    if (opened) {
      const close = closingFence(text, end, opened)
      segments.push({ kind: 'code', start: at, end: close })
      at = close
      continue
    }
    add(kindOfLine(line), at, end)
    at = end
  }
  return segments
}

/** A value that begins a line and ends one. */
function jsonAt(text: string, start: number): { tree: JsonTree; end: number } | undefined {
  const parsed = parseJsonAt(text, firstInk(text, start))
  if (!parsed) return undefined
  const end = lineEnd(text, parsed.end)
  const rest = text.slice(parsed.end, end)
  return rest.trim() === '' ? { tree: parsed.tree, end } : undefined
}

function closingFence(text: string, from: number, opened: string): number {
  let at = from
  while (at < text.length) {
    const end = lineEnd(text, at)
    const found = fence.exec(text.slice(at, Math.min(end, at + 400)))?.[1]
    if (found && found[0] === opened[0] && found.length >= opened.length) return end
    at = end
  }
  return text.length
}

function joins(last: SegmentKind, next: SegmentKind): boolean {
  return last === next || next === 'blank' || last === 'blank'
}

/** Just behind the line feed. */
function lineEnd(text: string, at: number): number {
  const found = text.indexOf('\n', at)
  return found < 0 ? text.length : found + 1
}

function firstInk(text: string, at: number): number {
  let i = at
  while (text.charCodeAt(i) === 0x20 || text.charCodeAt(i) === 0x09) i++
  return i
}
