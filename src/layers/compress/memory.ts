/**
 * What was made of blocks before, so that a turn pays for its new blocks only. A cache and nothing else: without it
 * the same comes out.
 * @module
 */
import { hash } from 'node:crypto'
import { createBoundedMap } from '../../maps/bounded-map.ts'
import type { Earlier } from './encode/earlier.ts'

/** Name of a block and of all that its encoding depends on. */
export type Key = string

export interface Made {
  /** As sent; undefined: unchanged. */
  readonly text: string | undefined
  /** Tokens saved, o200k. */
  readonly saved: number
  /** Labels of the older texts that it refers to. */
  readonly refers?: readonly string[] | undefined
}

export interface Memory {
  get(key: Key): Made | undefined
  set(key: Key, made: Made): void
  /** What stands above a place of a conversation; it is the caller's until it is given back. */
  takeEarlier(chain: Key): Earlier | undefined
  keepEarlier(chain: Key, earlier: Earlier): void
  /** How a conversation began. */
  beginningOf(conversation: string): Beginning | undefined
  keepBeginning(conversation: string, beginning: Beginning): void
}

export interface Beginning {
  readonly floor: number
  /** Messages before this one were sent as they came, before the layer acted, and stay so. */
  readonly since: number
}

const entryBytes = 120
const mostConversations = 50_000

export function createMemory(mostBytes = 64 * 1024 * 1024): Memory {
  const made = new Map<Key, Made>()
  const indexes = new Map<Key, Earlier>()
  const beginnings = createBoundedMap<Beginning>(mostConversations)
  let madeBytes = 0
  let indexBytes = 0
  const weigh = ({ text }: Made): number => entryBytes + (text?.length ?? 0) * 2
  return {
    get(key) {
      const found = made.get(key)
      if (found) {
        // Moved to the end: what was not asked for longest goes first.
        made.delete(key)
        made.set(key, found)
      }
      return found
    },
    set(key, value) {
      const old = made.get(key)
      if (old) madeBytes -= weigh(old)
      made.delete(key)
      made.set(key, value)
      madeBytes += weigh(value)
      for (const [oldest, one] of made) {
        if (madeBytes <= mostBytes / 2) break
        made.delete(oldest)
        madeBytes -= weigh(one)
      }
    },
    beginningOf: (conversation) => beginnings.get(conversation),
    keepBeginning: (conversation, beginning) => beginnings.set(conversation, beginning),
    takeEarlier(chain) {
      const found = indexes.get(chain)
      if (found) {
        indexes.delete(chain)
        indexBytes -= found.bytes
      }
      return found
    },
    keepEarlier(chain, earlier) {
      const old = indexes.get(chain)
      if (old) indexBytes -= old.bytes
      indexes.delete(chain)
      indexes.set(chain, earlier)
      indexBytes += earlier.bytes
      for (const [oldest, one] of indexes) {
        if (indexBytes <= mostBytes / 2) break
        indexes.delete(oldest)
        indexBytes -= one.bytes
      }
    },
  }
}

/** 128 bits of SHA-256 over the parts. */
export function keyOf(...parts: readonly string[]): Key {
  return hash('sha256', parts.join('\0'), 'base64url').slice(0, 22)
}
