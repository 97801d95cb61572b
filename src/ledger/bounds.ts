/**
 * What the columns of the ledger can carry: everything from outside is held to it as it is bound.
 * @module
 */
import type { SQLInputValue } from 'node:sqlite'
import type { Money } from '../call.ts'
import type { Closing } from './rows.ts'

const mostMoney = 2n ** 63n - 1n
const longestNotes = 4096

/** Sums of provider-stated money could pass 64 bits; no bill of $9.2 million a call is real. */
export function money(value: Money | undefined): SQLInputValue {
  if (value === undefined) return null
  return value > mostMoney ? mostMoney : value < -mostMoney ? -mostMoney : value
}

/** Hostile counts are held to what sums can carry. */
export function tokens(count: number): number {
  return count > 0 ? Math.min(Math.round(count), 1e12) : 0
}

/** Milliseconds since the epoch, fractions dropped. */
export function whole(at: number): number {
  return Math.floor(at)
}

/** 0 for what a clock that was set back made negative. */
export function microseconds(milliseconds: number): number {
  return milliseconds > 0 ? Math.round(milliseconds * 1000) : 0
}

export function shortened(text: string | undefined, most: number): string | null {
  return text === undefined ? null : text.length > most ? text.slice(0, most) : text
}

/** Reasons are for reading: where they are long, the first of each layer is kept, cut. */
export function compactNotes(notes: NonNullable<Closing['notes']>): string {
  const whole = JSON.stringify(notes)
  if (whole.length <= longestNotes) return whole
  const entries = Object.entries(notes).map(([layer, [first = '']]) => [
    layer,
    [first.slice(0, 256)],
  ])
  return JSON.stringify(Object.fromEntries(entries))
}
