/**
 * Counts and shares for people.
 * @module
 */
import type { Money } from '../call.ts'

/** 1234567 → '1,234,567' */
export function grouped(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** Part of a whole as per cent; '' where there is no whole. */
export function share(part: Money, whole: Money): string {
  return whole === 0n ? '' : `${(Number((part * 10_000n) / whole) / 100).toFixed(1)} %`
}
