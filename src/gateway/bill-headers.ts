/**
 * The price of a whole reply, as headers.
 * @module
 */
import type { Money, Reply } from '../call.ts'
import type { Bill } from './parts.ts'

/** Appends cost, baseline and saved, in dollars, as far as they are known. Unpriced is left out: it is not 0. */
export function billHeaders(headers: string[], reply: Reply, bill: Bill | undefined): void {
  const paid = bill === undefined ? reply.outcome()?.cost : bill.paid
  if (paid === undefined) return
  const cost = dollars(paid)
  headers.push('x-farthing-cost', cost)
  const baseline = bill?.baseline
  if (baseline === undefined) return
  // Mostly nothing was saved, or everything: one amount is then written for both.
  const whole = baseline === paid ? cost : dollars(baseline)
  headers.push('x-farthing-baseline', whole)
  const { saved } = bill!
  headers.push('x-farthing-saved', saved === baseline ? whole : dollars(saved))
}

/** Below a thousand dollars a double holds the amount to less than half a picodollar. */
const mostAsNumber = 1_000_000_000_000_000n

/** Exact decimal dollars of picodollars, without trailing zeros: 1_500_000_000n is `0.0015`. */
export function dollars(money: Money): string {
  if (money === 0n) return '0'
  if (money > 0n && money < mostAsNumber) {
    const text = (Number(money) / 1e12).toFixed(12)
    let end = text.length
    while (text.charCodeAt(end - 1) === 0x30) end--
    if (text.charCodeAt(end - 1) === 0x2e) end--
    return text.slice(0, end)
  }
  const digits = (money < 0n ? -money : money).toString().padStart(13, '0')
  const fraction = digits.slice(-12).replace(/0+$/, '')
  const text = fraction === '' ? digits.slice(0, -12) : `${digits.slice(0, -12)}.${fraction}`
  return money < 0n ? `-${text}` : text
}
