/**
 * A large JSON object whose large members are parsed only when someone asks for them: of a body of 100 KB everything
 * but the conversation is wanted, and stepping over that takes 12 µs where parsing takes 90, and garbage collection as
 * much again while the call is open.
 * @module
 */
import { indexObject, kindOf, type JsonNode } from './json-index.ts'
import { skipSpace } from './json-scan.ts'
import type { Span } from './json-span.ts'
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
    for (const { key, value } of root.members!) define(json, key, valueOf(bytes, value))
  } catch {
    return undefined
  }
  return { json: new Proxy(json, parsing), root }
}

/** A member that nobody has asked for yet. */
class Unread {
  readonly bytes: Buffer
  readonly node: JsonNode

  constructor(bytes: Buffer, node: JsonNode) {
    this.bytes = bytes
    this.node = node
  }
}

/**
 * Parses on the way out. A proxy, because V8 makes the pair of a getter and a setter in its old generation: what a
 * getter knows, here the body, then outlives its call until all memory is collected.
 */
const parsing: ProxyHandler<Record<string, unknown>> = {
  get(json, key, receiver) {
    const value: unknown = Reflect.get(json, key, receiver)
    if (!(value instanceof Unread)) return value
    let parsed: unknown
    try {
      parsed = parse(value.bytes, value.node)
    } catch {
      parsed = undefined
    }
    define(json, key, parsed)
    return parsed
  },
}

function valueOf(bytes: Buffer, node: JsonNode): unknown {
  return node.end - node.start < largeMember ? parse(bytes, node) : new Unread(bytes, node)
}

function parse(bytes: Buffer, { start, end }: Span): unknown {
  return JSON.parse(bytes.toString('utf8', start, end))
}

/** Of equal keys the last wins, as with JSON.parse; `__proto__` is a key like any other. */
function define(json: object, key: PropertyKey, value: unknown): void {
  Object.defineProperty(json, key, {
    value,
    configurable: true,
    enumerable: true,
    writable: true,
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
      yield parse(bytes, { start: at, end })
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
