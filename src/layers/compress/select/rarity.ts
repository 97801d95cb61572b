/**
 * How rare a stem is in text at large: a call's few documents cannot tell "director" from "Mitchell".
 * @module
 */

/** idf of a hashed stem over the passages that were counted; the highest there is for stems that were not seen. */
export type Rarity = (stem: number) => number

/** Reads the table of training/select/frequency.ts: a count, stems rising, a byte of 16 × idf each. */
export function readRarity(bytes: Uint8Array): Rarity {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const count = view.getUint32(0, true)
  if (bytes.length !== 4 + count * 5) throw new Error('the table of word rarity is damaged')
  const known = new Map<number, number>()
  for (let at = 0; at < count; at += 1) {
    known.set(view.getInt32(4 + at * 4, true), bytes[4 + count * 4 + at]! / 16)
  }
  return (stem) => known.get(stem) ?? unseen
}

/** As rare as one passage of 20,000. */
const unseen = 9.5
