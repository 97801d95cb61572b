/**
 * A large JSON object whose large members are parsed only when someone asks for them: of a body of 100 KB everything
 * but the conversation is wanted, and stepping over that takes 12 µs where parsing takes 90, and garbage collection as
 * much again while the call is open.
 * @module
 */
import { indexObject, type JsonNode } from './json-index.ts'
import { skipSpace } from './json-scan.ts'
import { skipValueIn, wordsOf } from './json-words.ts'

type Json = Readonly<Record<string, unknown>>

export interface Members {
  /** Enumerable own members, as JSON.parse would give them; a large one that is no JSON is undefined. */
  readonly json: Json
  readonly root: JsonNode
}

/** Smaller values are parsed at once: that takes less than what makes them wait. */
export const largeMember = 4096

/**
 * Reads the upper level of an object. `undefined` where the bytes are no JSON object, as far as that level and its small
 * members show; large members are not looked into.
 */
export function readMembers(bytes: Buffer): Members | undefined {
  const words = wordsOf(bytes)
  const root = indexObject(bytes, skipSpace(bytes, 0), (_, start) => {
    const end = skipValueIn(bytes, words, start)
    return end < 0 ? undefined : { start, end, kind: kindOf(bytes[start]) }
  })
  if (root === undefined || skipSpace(bytes, root.end) < bytes.length) return undefined
  const json: Record<string, unknown> = {}
  try {
    for (const { key, value } of root.members!) define(json, key, bytes, value)
  } catch {
    return undefined
  }
  return { json, root }
}

/** Of equal keys the last wins, as with JSON.parse; `__proto__` is a key like any other. */
function define(json: object, key: string, bytes: Buffer, { start, end }: JsonNode): void {
  const parse = (): unknown => JSON.parse(bytes.toString('utf8', start, end))
  const shown = { configurable: true, enumerable: true }
  if (end - start < largeMember) {
    Object.defineProperty(json, key, { ...shown, writable: true, value: parse() })
    return
  }
  Object.defineProperty(json, key, {
    ...shown,
    get() {
      let value: unknown
      try {
        value = parse()
      } catch {
        value = undefined
      }
      Object.defineProperty(json, key, { ...shown, writable: true, value })
      return value
    },
  })
}

/** The elements of the list that starts at `start`, each parsed when it is reached; they end at one that is no JSON. */
export function* elementsAt(bytes: Buffer, start: number): Generator<unknown> {
  if (bytes[start] !== openBracket) return
  const words = wordsOf(bytes)
  let at = skipSpace(bytes, start + 1)
  while (bytes[at] !== closeBracket) {
    const end = skipValueIn(bytes, words, at)
    if (end < 0) return
    try {
      yield JSON.parse(bytes.toString('utf8', at, end))
    } catch {
      return
    }
    at = skipSpace(bytes, end)
    if (bytes[at] !== comma) return
    at = skipSpace(bytes, at + 1)
  }
}

const openBracket = 0x5b
const closeBracket = 0x5d
const comma = 0x2c

function kindOf(first: number | undefined): JsonNode['kind'] {
  if (first === 0x7b) return 'object'
  if (first === 0x5b) return 'array'
  return first === 0x22 ? 'string' : 'other'
}
