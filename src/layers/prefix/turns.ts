/**
 * Where the messages of a body lie, as numbers: a long conversation has thousands of blocks, of which a handful matter.
 * @module
 */
import type { JsonNode } from '../../wire/json-index.ts'
import { skipSpace } from '../../wire/json-scan.ts'
import { readKey } from '../../wire/json-span.ts'
import { skipStringIn, skipValueIn } from '../../wire/json-words.ts'

/** A list of messages. All numbers are positions in the body. */
export interface Turns {
  readonly start: number
  readonly end: number
  /** `fields` numbers for each message: its start and end, its content's, its first element's number. */
  readonly messages: readonly number[]
  /** Start and end of each element of the contents that are lists, one after the other. */
  readonly elements: readonly number[]
}

export const fields = 5

/** @param from where to go on, just behind a message; else at the list's first */
export function readTurns(
  bytes: Buffer,
  words: DataView,
  start: number,
  from?: number,
): Turns | undefined {
  if (bytes[start] !== openBracket) return undefined
  const messages: number[] = []
  const elements: number[] = []
  let at = skipSpace(bytes, from ?? start + 1)
  if (from !== undefined && bytes[at] === comma) at = skipSpace(bytes, at + 1)
  while (bytes[at] !== closeBracket) {
    const end = readMessage(bytes, words, at, messages, elements)
    if (end < 0) return undefined
    at = skipSpace(bytes, end)
    if (bytes[at] !== comma) break
    at = skipSpace(bytes, at + 1)
  }
  return bytes[at] === closeBracket ? { start, end: at + 1, messages, elements } : undefined
}

/** @returns the position behind it; -1 where it is cut off */
function readMessage(
  bytes: Buffer,
  words: DataView,
  start: number,
  messages: number[],
  elements: number[],
): number {
  const first = elements.length
  let contentStart = -1
  let contentEnd = -1
  if (bytes[start] !== openBrace) {
    const end = skipValueIn(bytes, words, start)
    messages.push(start, end, -1, -1, first)
    return end
  }
  let at = skipSpace(bytes, start + 1)
  while (bytes[at] === quote) {
    const keyEnd = skipStringIn(bytes, words, at + 1)
    if (keyEnd < 0) return -1
    const key = readKey(bytes, at, keyEnd)
    at = skipSpace(bytes, keyEnd)
    if (bytes[at] !== colon) return -1
    at = skipSpace(bytes, at + 1)
    const isContent = key === 'content'
    const value = at
    if (isContent) {
      // Of equal keys the last wins.
      elements.length = first
      at = readList(bytes, words, value, elements)
    } else {
      at = skipValueIn(bytes, words, value)
    }
    if (at < 0) return -1
    if (isContent) {
      contentStart = value
      contentEnd = at
    }
    at = skipSpace(bytes, at)
    if (bytes[at] !== comma) break
    at = skipSpace(bytes, at + 1)
  }
  if (bytes[at] !== closeBrace) return -1
  messages.push(start, at + 1, contentStart, contentEnd, first)
  return at + 1
}

/** The elements of a list; what is none is passed over. @returns the position behind it; -1 where it is cut off */
function readList(bytes: Buffer, words: DataView, start: number, elements: number[]): number {
  if (bytes[start] !== openBracket) return skipValueIn(bytes, words, start)
  let at = skipSpace(bytes, start + 1)
  while (bytes[at] !== closeBracket) {
    const end = skipValueIn(bytes, words, at)
    if (end < 0) return -1
    elements.push(at, end)
    at = skipSpace(bytes, end)
    if (bytes[at] !== comma) break
    at = skipSpace(bytes, at + 1)
  }
  return bytes[at] === closeBracket ? at + 1 : -1
}

/** The same of a list that is indexed already. */
export function spansOf(node: JsonNode | undefined): readonly number[] {
  return node?.elements?.flatMap(({ start, end }) => [start, end]) ?? []
}
const quote = 0x22
const comma = 0x2c
const colon = 0x3a
const openBracket = 0x5b
const closeBracket = 0x5d
const openBrace = 0x7b
const closeBrace = 0x7d

type Json = Readonly<Record<string, unknown>>

/** Shorter ones are parsed with their message. */
const longText = 4096

/**
 * Messages as objects, null where one is none: from `given`, which is the parsed list, or else each parsed when it is
 * asked for. A long text that is all of a content is then not looked at: it stands there as 'x'.
 * @returns reads the message at a record of `turns`, the `n`th of the list
 */
export function messageReader(
  bytes: Buffer,
  { messages }: Turns,
  given: unknown,
): (record: number, n: number) => Json | null {
  if (Array.isArray(given)) return (_, n) => objectOf(given[n])
  return (record) => {
    const [start, end] = [messages[record]!, messages[record + 1]!]
    const [from, to] = [messages[record + 2]!, messages[record + 3]!]
    const long = from >= 0 && bytes[from] === quote && to - from > longText
    const text = long
      ? `${bytes.toString('utf8', start, from)}"x"${bytes.toString('utf8', to, end)}`
      : bytes.toString('utf8', start, end)
    try {
      return objectOf(JSON.parse(text))
    } catch {
      return null
    }
  }
}

function objectOf(value: unknown): Json | null {
  return typeof value === 'object' ? (value as Json | null) : null
}
