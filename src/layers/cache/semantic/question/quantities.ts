/**
 * Figures in words or digits, with their units, under one spelling.
 * @module
 */
import type { Quantity, Token } from './question.ts'
import { currencyCodes, romanNumerals, scales, smallNumbers, units } from './tables/numbers.ts'

const figure = /^[+-]?([^\d.]?)(\d[\d,]*(?:\.\d+)?)(.*)$/

export interface Quantities {
  readonly numbers: readonly Quantity[]
  readonly one: boolean
  /** Ids that only looked like figures ("4a", "mp3"). */
  readonly ids: readonly string[]
}

/** Numbers of the tokens in order. A lone "one" is no number: it is a pronoun more often. */
export function readQuantities(tokens: readonly Token[]): Quantities {
  const numbers: Quantity[] = []
  const ids: string[] = []
  let one = false
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!
    let value: number | undefined
    let unit = ''
    // A number of an account or branch is no amount: 0471 is not 471.
    let literal: string | undefined
    if (token.kind === 'number') {
      const [, sign = '', digits = '', end = ''] = figure.exec(token.raw) ?? []
      value = Number(digits.replaceAll(',', ''))
      if (/^0\d|^\d{16}/.test(digits)) literal = digits
      const suffix = end.toLowerCase()
      const scale = scales.get(suffix) ?? (suffix === 'm' && sign !== '' ? 1e6 : undefined)
      if (sign !== '') unit = units.get(sign) ?? ''
      if (/^(?:st|nd|rd|th|s)?$/.test(suffix)) unit ||= ''
      else if (scale !== undefined) value *= scale
      else if (units.has(end) || units.has(suffix)) unit = units.get(end) ?? units.get(suffix)!
      else {
        ids.push(token.lower)
        continue
      }
    } else if (token.kind === 'word') {
      value = romanNumerals.get(token.raw) ?? smallNumbers.get(token.lower)
      if (value === undefined) {
        if (token.lower === 'half' && tokens[at + 1]?.lower !== 'of') value = 0.5
        else continue
      }
      const next = smallNumbers.get(tokens[at + 1]?.lower ?? '')
      if (value >= 20 && next !== undefined && next < 10) {
        value += next
        at += 1
      } else if (token.lower === 'one' && !scales.has(tokens[at + 1]?.lower ?? '')) {
        one = true
        continue
      }
    } else continue
    for (
      let scale = scaleAt(tokens, at + 1);
      scale !== undefined;
      scale = scaleAt(tokens, at + 1)
    ) {
      value *= scale
      at += 1
    }
    if (unit === '') unit = unitAt(tokens, at + 1) ?? currencyBefore(tokens, at) ?? ''
    numbers.push({
      value: literal ?? String(value),
      unit,
    })
  }
  return { numbers, one, ids }
}

function scaleAt(tokens: readonly Token[], at: number): number | undefined {
  const token = tokens[at]
  return token?.kind === 'word' ? scales.get(token.lower) : undefined
}

function unitAt(tokens: readonly Token[], at: number): string | undefined {
  const token = tokens[at]
  if (!token) return undefined
  if (token.lower === 'us' && units.has(tokens[at + 1]?.lower ?? ''))
    return units.get(tokens[at + 1]!.lower)
  if (currencyCodes.has(token.lower) && token.raw !== 'try') return token.lower
  // "in" behind a figure is a preposition; inches are then written out.
  return token.lower === 'in' || token.lower === 'am' ? undefined : units.get(token.lower)
}

function currencyBefore(tokens: readonly Token[], at: number): string | undefined {
  const token = tokens[at - 1]
  if (!token) return undefined
  if (token.lower === 'rs') return 'inr'
  return currencyCodes.has(token.lower) && token.lower !== 'try' ? token.lower : undefined
}
