/**
 * The price of a whole reply, as headers.
 * @module
 */
import type { Money, Reply } from '../call.ts'
import type { Bill } from './parts.ts'

/** Appends cost, baseline and saved, in dollars, as far as they are known. Unpriced is left out: it is not 0. */
export function billHeaders(headers: string[], reply: Reply, bill: Bill | undefined): void {
  const paid = bill === undefined ? reply.outcome()?.cost : bill.paid
  if (paid !== undefined) headers.push('x-farthing-cost', dollars(paid))
  const baseline = bill?.baseline
  if (baseline === undefined || paid === undefined) return
  headers.push(
    'x-farthing-baseline',
    dollars(baseline),
    'x-farthing-saved',
    dollars(baseline - paid),
  )
}

/** Exact decimal dollars of picodollars, without trailing zeros: 1_500_000_000n is `0.0015`. */
export function dollars(money: Money): string {
  const digits = (money < 0n ? -money : money).toString().padStart(13, '0')
  const fraction = digits.slice(-12).replace(/0+$/, '')
  const text = fraction === '' ? digits.slice(0, -12) : `${digits.slice(0, -12)}.${fraction}`
  return money < 0n ? `-${text}` : text
}
