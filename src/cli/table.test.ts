import assert from 'node:assert/strict'
import { test } from 'node:test'
import { grouped, share } from './amounts.ts'
import { CommandFailure } from './exit.ts'
import { readTime } from './span.ts'
import { csvTable, plain, textTable, type Column } from './table.ts'

const columns: Column<readonly [string, string]>[] = [
  { title: 'name', value: ([name]) => name },
  { title: 'cost', right: true, value: ([, cost]) => cost },
]

test('columns are aligned, numbers at the right', () => {
  assert.deepEqual(
    textTable(columns, [
      ['a', '12.5'],
      ['longer', '3'],
    ]),
    ['name    cost', 'a       12.5', 'longer     3'],
  )
})

test('names cannot move the cursor', () => {
  assert.deepEqual(textTable(columns, [['a\u001b[2J\nb', '1']])[1], 'a�[2J�b     1')
})

test('CSV is quoted, and no cell is a formula', () => {
  const text = csvTable(columns, [
    ['a "b", c', '-1.5'],
    ['=SUM(A1)', '1'],
    ['-x', '2'],
    ["-2+3+cmd|' /C calc'!A0", '-4'],
  ])
  assert.equal(
    text,
    'name,cost\r\n"a ""b"", c",-1.5\r\n\'=SUM(A1),1\r\n\'-x,2\r\n\'-2+3+cmd|\' /C calc\'!A0,-4',
  )
})

test('times are ages, dates or instants', () => {
  const now = Date.UTC(2026, 10, 21, 12)
  assert.equal(readTime('90m', now), now - 5_400_000)
  assert.equal(readTime('2w', now), now - 14 * 86_400_000)
  assert.equal(readTime('2026-11-01', now), Date.UTC(2026, 10, 1))
  assert.equal(readTime('2026-11-01T06:00:00Z', now), Date.UTC(2026, 10, 1, 6))
  // In the zone of the one who asks this would be another hour than that of the date.
  const zone = process.env['TZ']
  process.env['TZ'] = 'America/New_York'
  try {
    assert.equal(readTime('2026-11-01T06:00', now), Date.UTC(2026, 10, 1, 6))
    assert.equal(readTime('2026-11-01 06:00:30', now), Date.UTC(2026, 10, 1, 6, 0, 30))
    assert.equal(readTime('2026-11-01T06:00-05:00', now), Date.UTC(2026, 10, 1, 11))
  } finally {
    if (zone === undefined) delete process.env['TZ']
    else process.env['TZ'] = zone
  }
  assert.equal(readTime('2028-02-29', now), Date.UTC(2028, 1, 29))
  const wrong = ['', 'soon', '5y', '2026-13-01', '11/01/2026', '2026-02-31', '2026-02-29T01:00Z']
  for (const text of [...wrong, '2026-11-01T25:00', '2026-11-01 and more'])
    assert.throws(() => readTime(text, now), CommandFailure, text)
})

test('counts and shares', () => {
  assert.equal(grouped(1234567), '1,234,567')
  assert.equal(share(1n, 3n), '33.3 %')
  assert.equal(share(1n, 0n), '')
})

test('nothing in a name acts on the terminal, or turns what is written around', () => {
  for (const code of [0x0a, 0x1b, 0x9b, 0x61c, 0x200e, 0x200f, 0x2028, 0x202e, 0x2066, 0x2069])
    assert.equal(plain(`a${String.fromCodePoint(code)}b`), 'a�b', code.toString(16))
  assert.equal(plain('naïve 日本語 عربي 🎈‍x'), 'naïve 日本語 عربي 🎈‍x')
})
