/**
 * Conversations grow at their end: what was read of the turns before is kept, so that a turn costs one pass of a hash
 * over them instead of an index, thousands of small hashes and objects. Names and hashes are kept, no text.
 * @module
 */
import { createHash, type Hash } from 'node:crypto'
import { indexObject, indexValue, type JsonNode } from '../../wire/json-index.ts'
import { skipSpace } from '../../wire/json-scan.ts'
import type { Digest } from './digest.ts'
import type { Block } from './reading.ts'

/** The messages of a body up to one that was whole and unmarked: they come again as they are. */
export interface Stable {
  /** Of the list of messages, and of the last of them, in the body. */
  readonly start: number
  readonly end: number
  readonly messages: number
  /** Blocks of the prompt up to there, what stands before the messages included. */
  readonly blocks: number
  readonly run: 'call' | 'result' | undefined
  /** Name and weight of all that stands before the messages. */
  readonly baseKey: Digest
  readonly baseWeight: number
  /** Has taken in the bytes from `start` to `hashed`. */
  readonly hash: Hash
  readonly hashed: number
}

export interface Grown extends Stable {
  readonly bytes: string
  readonly table: readonly Block[]
}

/** A body's index; of messages that were read before only the number is known. */
export interface GrownIndex {
  readonly root: JsonNode
  readonly skipped: number
  readonly hash: Hash
  readonly hashed: number
}

export interface Growing {
  get(name: string): Grown | undefined
  /** After the reply: the rest is hashed here. */
  keep(name: string, bytes: Buffer, stable: Stable, blocks: readonly Block[]): void
}

/** Smaller bodies are read anew: 30 µs at most. */
export const leastGrowing = 32_768
/** About 250 bytes each: 15 MB. */
const mostBlocks = 60_000

/** How far into the messages a reading has come without meeting a mark of the client: marks move from turn to turn. */
export interface Turn {
  readonly end: number
  readonly messages: number
  readonly blocks: number
  readonly run: Stable['run']
}

/** What of a reading stays: up to its last unmarked turn. undefined: nothing, or not worth it. */
export function stableOf(
  bytes: Buffer,
  list: JsonNode | undefined,
  turn: Turn | undefined,
  base: { readonly key: Digest; readonly weight: number },
  index: GrownIndex | undefined,
): Stable | undefined {
  if (bytes.length < leastGrowing || list === undefined || turn === undefined) return undefined
  return {
    ...turn,
    start: list.start,
    baseKey: base.key,
    baseWeight: base.weight,
    hash: index?.hash ?? createHash('sha256'),
    hashed: index?.hashed ?? list.start,
  }
}

export function createGrowing(): Growing {
  const kept = new Map<string, Grown>()
  let blocks = 0
  const drop = (name: string): void => {
    blocks -= kept.get(name)?.table.length ?? 0
    kept.delete(name)
  }
  return {
    get: (name) => kept.get(name),
    keep(name, bytes, stable, table) {
      drop(name)
      if (stable.blocks > mostBlocks) return
      const hash = stable.hash.copy().update(bytes.subarray(stable.hashed, stable.end))
      const own = table.length === stable.blocks ? table : table.slice(0, stable.blocks)
      kept.set(name, { ...stable, bytes: hash.digest('base64'), table: own })
      blocks += own.length
      for (const oldest of kept.keys()) {
        if (blocks <= mostBlocks) break
        drop(oldest)
      }
    },
  }
}

/**
 * Indexes a body to `depth`, its messages under `name` from where `before` ends.
 * @returns undefined where they are not the ones of before
 */
export function indexGrown(
  bytes: Buffer,
  depth: number,
  name: string,
  before: Grown,
): GrownIndex | undefined {
  const hash = before.end < bytes.length ? hashOf(bytes, before) : undefined
  if (hash === undefined) return undefined
  let found = false
  const root = indexObject(bytes, skipSpace(bytes, 0), (key, at) => {
    if (key !== name) return indexValue(bytes, at, depth - 1)
    // Of equal keys the last wins; whoever sends two is read the slow way.
    if (found || at !== before.start) return undefined
    found = true
    return indexRest(bytes, before, depth - 2)
  })
  if (root === undefined || !found) return undefined
  return { root, skipped: before.messages, hash, hashed: before.end }
}

function hashOf(bytes: Buffer, { start, end, bytes: before }: Grown): Hash | undefined {
  const hash = createHash('sha256').update(bytes.subarray(start, end))
  return hash.copy().digest('base64') === before ? hash : undefined
}

/** The list of messages, of which only those behind `before` are elements. */
function indexRest(bytes: Buffer, { start, end }: Grown, depth: number): JsonNode | undefined {
  const elements: JsonNode[] = []
  let i = skipSpace(bytes, end)
  while (bytes[i] === 0x2c) {
    const element = indexValue(bytes, skipSpace(bytes, i + 1), depth)
    if (element === undefined) return undefined
    elements.push(element)
    i = skipSpace(bytes, element.end)
  }
  return bytes[i] === 0x5d ? { start, end: i + 1, kind: 'array', elements } : undefined
}
