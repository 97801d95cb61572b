/**
 * What is remembered of conversations that grow: names and sums of their earlier turns, the oldest given up first.
 * @module
 */
import { crc32 } from 'node:zlib'
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
  /** Other layers' edits from `start` to `end`, which they replay each turn; whether there are any at all. */
  readonly edits: Digest
  readonly edited: boolean
  /** Checksum of the bytes from `start` to `hashed`. */
  readonly sum: number
  readonly hashed: number
}

export interface Grown extends Stable {
  /** Checksum of the bytes from `start` to `end`. */
  readonly bytes: number
  readonly table: readonly Block[]
}

export interface Growing {
  get(name: string): Grown | undefined
  /** After the reply: the rest is summed up here. */
  keep(name: string, bytes: Buffer, stable: Stable, blocks: readonly Block[]): void
}

/** About 250 bytes each: 15 MB. */
const mostBlocks = 60_000

/** A conversation's place, kept from turn to turn: taking it out and putting it in anew makes the map a new table. */
interface Place {
  grown: Grown
  /** It has grown since the oldest were last looked at. */
  again: boolean
}

export function createGrowing(): Growing {
  const places = new Map<string, Place>()
  let blocks = 0
  /** The oldest go, but for those that have grown meanwhile: these count as new once more. */
  function makeRoom(): void {
    for (const [name, place] of places) {
      if (blocks <= mostBlocks) return
      places.delete(name)
      if (place.again) {
        place.again = false
        places.set(name, place)
      } else blocks -= place.grown.table.length
    }
  }
  return {
    get: (name) => places.get(name)?.grown,
    keep(name, bytes, stable, table) {
      const place = places.get(name)
      if (stable.blocks > mostBlocks) {
        blocks -= place?.grown.table.length ?? 0
        places.delete(name)
        return
      }
      const sum = crc32(bytes.subarray(stable.hashed, stable.end), stable.sum)
      const own = table.length === stable.blocks ? table : table.slice(0, stable.blocks)
      const grown = { ...stable, bytes: sum, table: own }
      blocks += own.length
      if (place === undefined) places.set(name, { grown, again: false })
      else {
        blocks -= place.grown.table.length
        place.grown = grown
        place.again = true
      }
      makeRoom()
    },
  }
}
