/**
 * What breaks a prefix: the first block that differs between two prompts of a family, and what sort of change it is.
 * Only hashes are kept: of each block as it is, and with times, ids and numbers blanked.
 * @module
 */
import type { Call, Money } from '../../call.ts'
import { digestText, type Digest } from './digest.ts'
import type { Reading } from './reading.ts'

export type BreakerKind =
  | 'timestamp'
  | 'uuid'
  | 'counter'
  | 'tool-order'
  | 'tools'
  | 'edited'
  | 'lapse'

export interface Breaker {
  readonly kind: BreakerKind
  /** Where: `tools 3`, `system 0`, `time`. */
  readonly place: string
  readonly times: number
  /** What reading the prefix would have saved, each time. */
  readonly dollars: Money
  readonly lastAt: number
  /** Where the text may be stored: around the change. */
  readonly excerpt?: string
}

/** The fixed part of a prompt, as hashes. */
export interface Print {
  readonly blocks: readonly BlockPrint[]
}

interface BlockPrint {
  readonly own: Digest
  readonly section: 'tools' | 'system' | 'messages'
  /** With times blanked; with times and ids; with these and all numbers. undefined: too long to look into. */
  readonly blanked: readonly Digest[] | undefined
  /** The first time, id or number, with its surroundings. */
  readonly excerpt: string | undefined
}

const mostBlocks = 64
const mostBytes = 65_536

const times =
  /\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?|\b\d{1,2}:\d\d(?::\d\d)?(?:\s?[AP]M)?\b|\b1[6-9]\d{8}(?:\d{3})?\b|\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? (?:\d{1,2} )?[A-Z][a-z]{2,8} ?\d{0,2},? ?\d{0,4}/g
const ids =
  /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b|\b[0-9a-f]{16,64}\b|\b[a-z]{2,8}_[0-9A-Za-z]{12,40}\b/gi
const numbers = /\d+/g

/** The print of the blocks up to `last`; of the first few where there is no fixed part. */
export function printOf(call: Call, { blocks }: Reading, last: number): Print {
  const count = Math.min(mostBlocks, last < 0 ? 4 : last + 1, blocks.length)
  let left = mostBytes
  return {
    blocks: blocks.slice(0, count).map(({ own, section, span }) => {
      const size = span.end - span.start
      left -= size
      if (left < 0) return { own, section, blanked: undefined, excerpt: undefined }
      const text = Buffer.from(
        call.bytes.buffer,
        call.bytes.byteOffset + span.start,
        size,
      ).toString()
      const timeless = text.replace(times, '#')
      const nameless = timeless.replace(ids, '#')
      const blanked = [timeless, nameless, nameless.replace(numbers, '#')].map(digestText)
      const at = text.search(new RegExp(`${times.source}|${ids.source}|${numbers.source}`, 'i'))
      const excerpt = at < 0 ? undefined : text.slice(Math.max(0, at - 20), at + 40)
      return { own, section, blanked, excerpt }
    }),
  }
}

const blankedKinds = ['timestamp', 'uuid', 'counter'] as const

/** The first difference; undefined where there is none, or where the prompts have nothing to do with one another. */
export function compare(
  before: Print,
  after: Print,
): { kind: BreakerKind; place: string; excerpt: string | undefined } | undefined {
  const count = Math.min(before.blocks.length, after.blocks.length)
  for (let at = 0; at < count; at++) {
    const old = before.blocks[at]!
    const now = after.blocks[at]!
    if (old.own === now.own) continue
    const place = `${now.section} ${at - after.blocks.findIndex(({ section }) => section === now.section)}`
    const level = now.blanked?.findIndex((digest, index) => digest === old.blanked?.[index]) ?? -1
    if (level >= 0) return { kind: blankedKinds[level]!, place, excerpt: now.excerpt }
    if (now.section === 'tools' || old.section === 'tools') {
      return { kind: sameTools(before, after) ? 'tool-order' : 'tools', place, excerpt: undefined }
    }
    // Another text altogether is another application, unless it stands between blocks that stayed.
    const rest = now.section === 'system' && at > 0
    return rest ? { kind: 'edited', place, excerpt: undefined } : undefined
  }
  return undefined
}

function sameTools(before: Print, after: Print): boolean {
  const tools = ({ blocks }: Print): string =>
    blocks
      .filter(({ section }) => section === 'tools')
      .map(({ own }) => own)
      .sort((a, b) => a - b)
      .join()
  return tools(before) === tools(after)
}
