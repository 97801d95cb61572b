/**
 * Names for blocks and for the prompts that they end. Names never leave the partition of a tenant, so a collision,
 * made on purpose or not, misleads nobody but its maker, and only about prices; the hash may be a quick one.
 * @module
 */
import { crc32 } from 'node:zlib'
import { wordsOf } from '../../wire/json-words.ts'

/** 53 bits, so that it stays a number. */
export type Digest = number

/** From here on the call into zlib (0.15 µs) costs less than hashing here (0.65 µs a kilobyte). */
const largeBytes = 512
/** Words of a large block that are hashed beside its checksum. */
const sampled = 16

/** @param words of `bytes`: a view reads four bytes at once; whoever hashes much of a body makes one */
export function digest(
  bytes: Buffer,
  start: number,
  end: number,
  words: DataView = wordsOf(bytes),
): Digest {
  if (end - start < largeBytes) return mix(bytes, words, start, end)
  // A checksum of all bytes, 0.15 ms a megabyte where SHA-256 takes 0.6, and a sample for the bits that it lacks.
  let low = crc32(bytes.subarray(start, end)) ^ Math.imul(end - start, 0x9e3779b1)
  let high = 0x6c62272e
  const stride = Math.floor((end - start - 4) / sampled)
  for (let at = start; at <= end - 4; at += stride) {
    const word = words.getInt32(at, true)
    low = step(low, word)
    high = turn(high, word)
  }
  return finish(low, high)
}

/** The name of a prompt from the name of what comes before and that of its last block. */
export function chain(before: Digest, block: Digest): Digest {
  // Each half is turned before the next word comes, or the order of the two would not count.
  let low = step(0x2545f491, before >>> 0)
  let high = turn(0x6c62272e, (before / 4294967296) >>> 0)
  low = step(low, block >>> 0)
  high = turn(high, (block / 4294967296) >>> 0)
  low = step(low, high)
  high = turn(high, low)
  return finish(low, high)
}

/** Of a short text such as a setting. */
export function digestText(text: string): Digest {
  let low = 0x2545f491
  let high = 0x6c62272e
  for (let at = 0; at < text.length; at++) {
    low = step(low, text.charCodeAt(at))
    high = turn(high, text.charCodeAt(at))
  }
  return finish(low, high)
}

function mix(bytes: Buffer, words: DataView, start: number, end: number): Digest {
  let low = 0x2545f491 ^ (end - start)
  let high = 0x6c62272e
  let at = start
  // Each half takes every second word: they do not wait for one another.
  for (; at < end - 7; at += 8) {
    low = step(low, words.getInt32(at, true))
    high = turn(high, words.getInt32(at + 4, true))
  }
  for (; at < end; at++) {
    low = step(low, bytes[at]!)
    high = turn(high, bytes[at]!)
  }
  return finish(low, high)
}

function step(state: number, word: number): number {
  const next = Math.imul(state ^ word, 0x9e3779b1)
  return next ^ (next >>> 15)
}

function turn(state: number, word: number): number {
  const next = Math.imul((state + word) | 0, 0x85ebca77)
  return (next << 13) | (next >>> 19)
}

function finish(low: number, high: number): Digest {
  const first =
    Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35)
  const second =
    Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(first ^ (first >>> 13), 0xc2b2ae35)
  return (first >>> 0) + (second >>> 11) * 4294967296
}
