/**
 * Slots that are made rather than listed: amounts, ids, versions; and how each is changed by little.
 * @module
 */
import type { TrapKind } from './trap.ts'

/** Uniform in [0, 1). */
export type Draw = () => number

export interface Made {
  readonly kind: TrapKind
  make(draw: Draw): string
  /** Another value, often near; never the same. */
  change(value: string, draw: Draw): string
}

const whole = (draw: Draw, low: number, high: number): number =>
  low + Math.floor(draw() * (high - low + 1))
const pick = <T>(draw: Draw, from: readonly T[]): T => from[Math.floor(draw() * from.length)]!
const digits = (draw: Draw, count: number): string =>
  Array.from({ length: count }, () => whole(draw, 1, 9)).join('')

function amount(draw: Draw): string {
  const value = whole(draw, 2, 99) * pick(draw, [10, 50, 100])
  return draw() < 0.5 ? `$${value.toLocaleString('en-US')}` : `${value} dollars`
}

/** "$240" and "240 dollars" are one amount. */
const plain = (value: string): string => value.replace(/^\$|,| dollars$/g, '')

/** Draws until the value differs. */
function other(make: (draw: Draw) => string): Made['change'] {
  return (value, draw) => {
    for (let round = 0; round < 100; round++) {
      const next = make(draw)
      if (plain(next) !== plain(value)) return next
    }
    return `${value}1`
  }
}

/** Swaps two neighbouring digits, or changes one. */
function nudge(value: string, draw: Draw): string {
  const places = [...value].flatMap((letter, at) => (/\d/.test(letter) ? [at] : []))
  const at = pick(draw, places)
  const before = value[at]!
  const after = value[at + 1] ?? ''
  if (/\d/.test(after) && after !== before && draw() < 0.5) {
    return value.slice(0, at) + after + before + value.slice(at + 2)
  }
  return value.slice(0, at) + String((Number(before) % 9) + 1) + value.slice(at + 1)
}

function simple(kind: TrapKind, make: (draw: Draw) => string): Made {
  return { kind, make, change: other(make) }
}

const units = ['kg', 'pounds', 'grams']

export const figures: Readonly<Record<string, Made>> = {
  amount: simple('number', amount),
  days: simple(
    'number',
    (draw) => `${pick(draw, ['two', 'three', 'five', '10', '14', '20', '30', '60'])} days`,
  ),
  weight: {
    kind: 'unit',
    make: (draw) => `${whole(draw, 2, 9)} ${pick(draw, units)}`,
    change(value, draw) {
      const [figure = '', unit = ''] = value.split(' ')
      return `${figure} ${pick(
        draw,
        units.filter((one) => one !== unit),
      )}`
    },
  },
  year: simple('date', (draw) => String(whole(draw, 1991, 2024))),
  months: simple('number', (draw) => `${whole(draw, 2, 30)} months`),
  hours: simple(
    'number',
    (draw) => `${pick(draw, ['two', 'three', 'four', '5', '6', '8', '12'])} hours`,
  ),
  amountguests: simple('number', (draw) => pick(draw, ['two', 'three', 'four', '5', '6'])),
  date: simple(
    'date',
    (draw) =>
      `${pick(draw, ['3', '9', '14', '21', '30'])} ${pick(draw, ['May', 'June', 'October', 'November'])}`,
  ),
  code: { kind: 'id', make: (draw) => `F${digits(draw, 2)}`, change: nudge },
  serial: { kind: 'id', make: (draw) => `${digits(draw, 3)}-${digits(draw, 4)}`, change: nudge },
  grade: simple('number', (draw) => String(whole(draw, 2, 12))),
  size: simple('number', (draw) => String(whole(draw, 34, 49))),
  guests: simple(
    'number',
    (draw) => `${pick(draw, ['two', 'three', 'four', 'five', 'six', '7', '8'])} people`,
  ),
  version: {
    kind: 'id',
    make: (draw) => `${whole(draw, 1, 9)}.${whole(draw, 1, 9)}.${whole(draw, 1, 9)}`,
    change: nudge,
  },
  errorcode: {
    kind: 'id',
    make: (draw) =>
      pick(draw, [
        `E${digits(draw, 4)}`,
        `0x${digits(draw, 4)}F`,
        `ORA-${digits(draw, 5)}`,
        digits(draw, 4),
      ]),
    change: nudge,
  },
  sku: {
    kind: 'id',
    make: (draw) => `${pick(draw, ['KX', 'TRW', 'B'])}-${digits(draw, 4)}`,
    change: nudge,
  },
  id: {
    kind: 'id',
    make: (draw) =>
      pick(draw, [
        `#${digits(draw, 6)}`,
        `AB-${digits(draw, 5)}`,
        `${digits(draw, 3)}-${digits(draw, 4)}`,
      ]),
    change: nudge,
  },
}
