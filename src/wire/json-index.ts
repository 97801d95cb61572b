/**
 * A small tree of spans over the upper levels of a JSON text, made in one pass.
 * @module
 */
import { toBuffer } from './bytes.ts'
import { skipSpace, skipString, skipValue } from './json-scan.ts'
import { readKey } from './json-span.ts'
import type { Span } from './json-span.ts'

/** A value, and what lies in it down to the depth asked for. */
export interface JsonNode extends Span {
  readonly kind: 'object' | 'array' | 'string' | 'other'
  /** Members of an object, duplicates included. */
  readonly members?: readonly JsonMember[]
  /** Elements of an array. */
  readonly elements?: readonly JsonNode[]
}

export interface JsonMember {
  readonly key: string
  readonly keyStart: number
  readonly value: JsonNode
}

/** Deeper than any layer looks; also bounds the recursion. */
const deepest = 32

/**
 * Indexes a JSON text: objects and arrays down to `depth` levels are opened, deeper ones are stepped over.
 * One pass, about 1 ns a byte. The bytes are taken to be valid JSON.
 * @returns undefined where the bytes are visibly no JSON
 */
export const indexJson = (bytes: Uint8Array, depth: number): JsonNode | undefined => {
  const buffer = toBuffer(bytes)
  return readNode(buffer, skipSpace(buffer, 0), Math.min(depth, deepest))
}

/** The value that starts at `start`, indexed likewise; for whoever steps through a body by himself. */
export const indexValue = (bytes: Buffer, start: number, depth: number): JsonNode | undefined =>
  readNode(bytes, start, Math.min(depth, deepest))

/** The last member of that key: the one that JSON.parse keeps. */
export const memberOf = (node: JsonNode | undefined, key: string): JsonNode | undefined =>
  node?.members?.findLast((member) => member.key === key)?.value

/** What a value is, by its first byte. */
export const kindOf = (first: number | undefined): JsonNode['kind'] =>
  first === 0x7b ? 'object' : first === 0x5b ? 'array' : first === 0x22 ? 'string' : 'other'

const readNode = (bytes: Buffer, start: number, depth: number): JsonNode | undefined => {
  const kind = kindOf(bytes[start])
  if (depth > 0 && kind === 'object') return readObject(bytes, start, depth)
  if (depth > 0 && kind === 'array') return readArray(bytes, start, depth)
  const end = skipValue(bytes, start)
  return end < 0 ? undefined : { start, end, kind }
}

const readObject = (bytes: Buffer, start: number, depth: number): JsonNode | undefined =>
  indexObject(bytes, start, (_, at) => readNode(bytes, at, depth - 1))

/**
 * Indexes the object that starts at `start`, with `read` for the value of each member: `key` as JSON.parse has it, `at`
 * where the value starts. undefined from it ends the index.
 */
export const indexObject = (
  bytes: Buffer,
  start: number,
  read: (key: string, at: number) => JsonNode | undefined,
): JsonNode | undefined => {
  if (bytes[start] !== 0x7b) return undefined
  const members: JsonMember[] = []
  let i = skipSpace(bytes, start + 1)
  while (bytes[i] === 0x22) {
    const keyStart = i
    const keyEnd = skipString(bytes, i + 1)
    if (keyEnd < 0) return undefined
    i = skipSpace(bytes, keyEnd)
    if (bytes[i] !== 0x3a) return undefined
    const key = readKey(bytes, keyStart, keyEnd)
    const value = read(key, skipSpace(bytes, i + 1))
    if (value === undefined) return undefined
    members.push({ key, keyStart, value })
    i = skipSpace(bytes, value.end)
    if (bytes[i] !== 0x2c) break
    i = skipSpace(bytes, i + 1)
  }
  return bytes[i] === 0x7d ? { start, end: i + 1, kind: 'object', members } : undefined
}

const readArray = (bytes: Buffer, start: number, depth: number): JsonNode | undefined => {
  const elements: JsonNode[] = []
  let i = skipSpace(bytes, start + 1)
  while (bytes[i] !== 0x5d) {
    const element = readNode(bytes, i, depth - 1)
    if (element === undefined) return undefined
    elements.push(element)
    i = skipSpace(bytes, element.end)
    if (bytes[i] !== 0x2c) break
    i = skipSpace(bytes, i + 1)
  }
  return bytes[i] === 0x5d ? { start, end: i + 1, kind: 'array', elements } : undefined
}
