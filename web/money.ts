/**
 * Money as the page shows it: three significant digits with their unit, and the exact amount to hover for.
 *
 * The gateway sends exact decimal dollars as text; here they are picodollars again, so that sums stay exact.
 * @module
 */

/** Picodollars of decimal dollars such as `-0.00123`; 0 where the text is none. */
export function parseMoney(text: string | undefined): bigint {
  const match = /^(-?)(\d+)(?:\.(\d{1,12}))?$/.exec(text ?? '')
  if (match === null) return 0n
  const amount = BigInt(match[2]! + (match[3] ?? '').padEnd(12, '0'))
  return match[1] === '-' ? -amount : amount
}

/** Dollars as a number, for lengths of bars and axes only. */
export function toDollars(money: bigint): number {
  return Number(money) / 1e12
}

/**
 * Three significant digits: `$12.3`, `0.42 ¢`, `$1.25 M`; `$0` for nothing. Zeros at the end stand where digits were
 * rounded away (`$95.0` for $94.97), and not where there are none (`$95`).
 */
export function shortMoney(money: bigint): string {
  if (money === 0n) return '$0'
  const sign = money < 0n ? '−' : ''
  const absolute = money < 0n ? -money : money
  const dollars = toDollars(absolute)
  const inDollars = dollars >= 0.9995
  const value = inDollars ? dollars : dollars * 100
  const rounded = Number(value.toPrecision(3))
  if (rounded >= 1000) return `${sign}$${shortNumber(dollars)}`
  const exact = BigInt(Math.round(rounded * (inDollars ? 1e12 : 1e10))) === absolute
  const shown = exact ? plain(rounded) : padded(rounded)
  return inDollars ? `${sign}$${shown}` : `${sign}${shown} ¢`
}

/** Three significant digits of a count: `286`, `1,240`, `12.3 k`, `1.25 M`. */
export function shortNumber(value: number): string {
  const rounded = Number(value.toPrecision(3))
  if (rounded >= 1e9) return `${plain(rounded / 1e9)} G`
  if (rounded >= 1e6) return `${plain(rounded / 1e6)} M`
  if (rounded >= 1e4) return `${plain(rounded / 1e3)} k`
  if (rounded >= 1e3) return rounded.toLocaleString('en-US')
  return plain(rounded)
}

/** Every digit: `$0.0000001234`. */
export function exactMoney(money: bigint): string {
  const digits = (money < 0n ? -money : money).toString().padStart(13, '0')
  const whole = digits.slice(0, -12).replace(/\B(?=(\d{3})+$)/g, ',')
  const fraction = digits.slice(-12).replace(/0+$/, '').padEnd(2, '0')
  return `${money < 0n ? '−' : ''}$${whole}.${fraction}`
}

/** A share in whole percent, told apart from 0 and 100 where it is neither. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return '–'
  const share = (100 * part) / whole
  if (share > 0 && share < 0.1) return '< 0.1 %'
  if (share > 99.9 && share < 100) return '> 99.9 %'
  const shown = Math.abs(share) < 10 ? share.toFixed(1) : share.toFixed(0)
  return `${shown.replace('-', '−').replace(/\.0$/, '')} %`
}

/** No exponent: 1.2e-7 is `0.00000012`. */
function plain(value: number): string {
  const text = String(Number(value.toPrecision(3)))
  return text.includes('e') ? value.toFixed(12).replace(/0+$/, '') : text
}

/** With as many zeros as make three significant digits. */
function padded(value: number): string {
  const text = value.toPrecision(3)
  return text.includes('e') ? plain(value) : text
}
