/**
 * Exact money. `Money` is picodollars (1e-12 $) as bigint; rates are attodollars (1e-18 $) per token, because
 * lists have prices such as 0.0375 $ per million and cheaper: attodollars hold 12 decimals of a price per million.
 * A product of tokens and rate is exact; it is rounded once, half up, when it becomes `Money` (`fromAtto`).
 * @module
 */
import type { Money } from '../call.ts'

/** Attodollars (1e-18 $), for rates per unit and unrounded products. */
export type Atto = bigint

export const picodollarsPerDollar = 1_000_000_000_000n
const attoPerPico = 1_000_000n

// 64 digits are far beyond any price; the bound keeps a hostile exponent from making a huge bigint.
const decimalPattern = /^([+-]?)(\d{1,64})(?:\.(\d{1,64}))?(?:[eE]([+-]?\d{1,3}))?$/

/**
 * The integer `text × 10^digits`, exact, from a decimal string (exponent allowed).
 * @returns undefined where the text is no decimal number, or is too fine for `digits` and `round` is not given.
 */
export function parseDecimal(
  text: string,
  digits: number,
  round: 'exact' | 'half-up' = 'exact',
): bigint | undefined {
  const match = decimalPattern.exec(text)
  if (match === null) return undefined
  const fraction = match[3] ?? ''
  const exponent = Number(match[4] ?? 0)
  if (Math.abs(exponent) > 64) return undefined
  const shift = digits + exponent - fraction.length
  let value = BigInt(match[2]! + fraction)
  if (shift >= 0) value *= 10n ** BigInt(shift)
  else {
    const divisor = 10n ** BigInt(-shift)
    const rest = value % divisor
    if (rest !== 0n && round === 'exact') return undefined
    value = value / divisor + (rest * 2n >= divisor ? 1n : 0n)
  }
  return match[1] === '-' ? -value : value
}

/** Dollars as a decimal string to `Money`; undefined where it is none or finer than a picodollar. */
export function parseDollars(text: string): Money | undefined {
  return parseDecimal(text, 12)
}

/**
 * Dollars as a JSON number to `Money`, half up: for costs that a provider states as a number.
 * Goes through the shortest decimal form, so 0.1 is a tenth. Undefined for NaN and infinities.
 */
export function fromDollars(amount: number): Money | undefined {
  return parseDecimal(String(amount), 12, 'half-up')
}

/** Rounds an exact product to `Money`, half away from zero. The only place where money is rounded. */
export function fromAtto(amount: Atto): Money {
  if (amount < 0n) return -((-amount + attoPerPico / 2n) / attoPerPico)
  return (amount + attoPerPico / 2n) / attoPerPico
}

/** A list price (dollars per `per` units) as attodollars per unit, half up; undefined where negative or no number. */
export function toRate(price: number | string, per: bigint = 1_000_000n): Atto | undefined {
  const scaled = parseDecimal(String(price), 18, 'half-up')
  if (scaled === undefined || scaled < 0n) return undefined
  return (scaled + per / 2n) / per
}

/** The exact decimal string in dollars, without trailing zeros: '0.000102'. */
export function formatExact(amount: Money): string {
  const sign = amount < 0n ? '-' : ''
  const digits = (amount < 0n ? -amount : amount).toString().padStart(13, '0')
  const fraction = digits.slice(-12).replace(/0+$/, '')
  return sign + digits.slice(0, -12) + (fraction === '' ? '' : '.' + fraction)
}

/**
 * For people: three significant digits, in cents below a dollar ('0.42 ¢', '12.3 ¢'), else dollars ('$12.3');
 * from $100 on whole dollars, grouped ('$1,234'). Trailing zeros go.
 */
export function formatDollars(amount: Money): string {
  if (amount === 0n) return '$0'
  const sign = amount < 0n ? '-' : ''
  const size = amount < 0n ? -amount : amount
  const rounded =
    size >= 100n * picodollarsPerDollar ? roundTo(size, picodollarsPerDollar) : significant(size)
  if (rounded < picodollarsPerDollar) return `${sign}${formatExact(rounded * 100n)} ¢`
  const [whole, fraction] = formatExact(rounded).split('.')
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, ',')
  return `${sign}$${grouped}${fraction === undefined ? '' : '.' + fraction}`
}

/** Dollars as a double, for charts and ratios only; never added up. */
export function toNumber(amount: Money): number {
  return Number(amount) / 1e12
}

function significant(size: bigint): bigint {
  const digits = size.toString().length
  return digits <= 3 ? size : roundTo(size, 10n ** BigInt(digits - 3))
}

function roundTo(size: bigint, unit: bigint): bigint {
  return ((size + unit / 2n) / unit) * unit
}
