import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import {
  formatDollars,
  formatExact,
  fromAtto,
  fromDollars,
  parseDecimal,
  parseDollars,
  toRate,
} from './money.ts'

test('dollars are parsed exactly, and refused where they are not', () => {
  assert.equal(parseDollars('0.000102'), 102_000_000n)
  assert.equal(parseDollars('-1.5'), -1_500_000_000_000n)
  assert.equal(parseDollars('0.00000310000000000'), 3_100_000n)
  assert.equal(parseDollars('1e-12'), 1n)
  for (const text of [
    '1e-13',
    '',
    '.',
    '1.',
    '0x1',
    'NaN',
    'Infinity',
    '1_000',
    '1e999',
    ' 1',
    '1'.repeat(99),
  ]) {
    assert.equal(parseDollars(text), undefined, text)
  }
})

test('doubles that providers state go through their shortest decimal form', () => {
  assert.equal(fromDollars(0.1), 100_000_000_000n)
  assert.equal(fromDollars(1.777e-4), 177_700_000n)
  assert.equal(fromDollars(Number.NaN), undefined)
  assert.equal(fromDollars(Number.POSITIVE_INFINITY), undefined)
})

test('half a picodollar is rounded up, away from zero', () => {
  assert.deepEqual([499_999n, 500_000n, -500_000n, 1_500_000n].map(fromAtto), [0n, 1n, -1n, 2n])
})

test('a rate holds 12 decimals of a price per million exactly', () => {
  assert.equal(toRate(0.0375), 37_500_000_000n)
  assert.equal(toRate('0.000000000001'), 1n)
  assert.equal(toRate(10, 1000n), 10_000_000_000_000_000n)
  assert.equal(toRate(-1), undefined)
})

test('for people: three digits and a unit', () => {
  const cases: [string, string][] = [
    ['0', '$0'],
    ['0.0042', '0.42 ¢'],
    ['0.123456', '12.3 ¢'],
    ['0.00000123456', '0.000123 ¢'],
    ['0.9996', '$1'],
    ['12.3456', '$12.3'],
    ['99.96', '$100'],
    ['1234.56', '$1,235'],
    ['-2.5', '-$2.5'],
    ['1234567', '$1,234,567'],
  ]
  for (const [dollars, text] of cases) assert.equal(formatDollars(parseDollars(dollars)!), text)
})

test('format and parse are inverse', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), (amount) => {
      assert.equal(parseDollars(formatExact(amount)), amount)
    }),
  )
})

test('parsing never throws and takes no time, whatever the text', () => {
  fc.assert(fc.property(fc.string(), (text) => void parseDecimal(text, 12, 'half-up')))
  assert.equal(parseDecimal('9'.repeat(1_000_000), 12), undefined)
})
