/**
 * Prices as the list meant them: 0.18000000000000002 is 0.18. What double arithmetic left behind is cut at 12
 * significant digits.
 * @module
 */

export function clean(price: number): number {
  return Number(price.toPrecision(12))
}
