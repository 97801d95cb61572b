import assert from 'node:assert/strict'
import { test } from 'node:test'
import { array, assert as check, constantFrom, integer, property } from 'fast-check'
import { Earlier } from './earlier.ts'

const lines = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, at) => `  const value${from + at} = compute(${from + at})`)
const text = (from: number, to: number): string => lines(from, to).join('\n')

function after(...texts: readonly string[]): Earlier {
  const earlier = new Earlier()
  for (const [at, one] of texts.entries()) earlier.add(`tool result ${at + 1} (bash)`, one, one)
  return earlier
}

test('the same text, and a run of its lines, are where they stood first', () => {
  const earlier = after(text(0, 30), text(0, 30), text(50, 60))
  assert.equal(
    earlier.refer(text(0, 30)),
    '[same as tool result 1 (bash) above: "const value0 = compute(0)"]',
  )
  const part = `before\n${text(5, 20)}\nafter`
  assert.equal(
    earlier.refer(part),
    'before\n[15 lines as in tool result 1 (bash), lines 6-20, from "const value5 = compute(5)" to "const value19 = compute(19)"]\nafter',
  )
  assert.equal(earlier.resolve(earlier.refer(part)!), part)
})

test('short runs, other indents, empty lines and what already refers stay', () => {
  const earlier = after(text(0, 30))
  assert.equal(earlier.refer(text(0, 2)), undefined)
  assert.equal(
    earlier.refer(
      lines(0, 20)
        .map((line) => ` ${line}`)
        .join('\n'),
    ),
    undefined,
  )
  assert.equal(after('\n'.repeat(500)).refer('\n'.repeat(400)), undefined)
  assert.equal(earlier.refer(earlier.refer(text(0, 30))!), undefined)
  const held = `[15 lines as in x, lines 6-20, from "a" to "b"]\n${text(0, 30)}`
  assert.equal(earlier.refer(held), undefined)
})

test('a file is referred to only whole, but for two lines', () => {
  const earlier = after(text(0, 40))
  assert.ok(earlier.refer(`${text(0, 30)}\n\n… (10 more lines)`, true))
  const changed = [...lines(0, 10), '  const changed = 1', ...lines(11, 40)].join('\n')
  assert.ok(earlier.refer(changed))
  assert.equal(earlier.refer(changed, true), undefined)
  assert.equal(earlier.refer(`a\nb\nc\n${text(0, 30)}`, true), undefined)
})

test('what was encoded is referred to as a whole only: its lines are not what the model saw', () => {
  const earlier = new Earlier()
  const json = JSON.stringify(lines(0, 20), undefined, 1)
  earlier.add('document 1', json, '[20]: …')
  assert.match(earlier.refer(json)!, /^\[same as document 1 above: "\["\]$/)
  assert.equal(earlier.refer(`${json}\n`), undefined)
})

test('property: with what stands above, references resolve to the letter, and are shorter', () => {
  const piece = constantFrom(
    ...Array.from({ length: 12 }, (_, at) => text(at * 3, at * 3 + 8)),
    'other',
    '',
  )
  const texts = array(
    array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join('\n')),
    { minLength: 2, maxLength: 8 },
  )
  check(
    property(texts, integer({ min: 0, max: 1 }), (all, whole) => {
      const earlier = new Earlier()
      for (const [at, one] of all.entries()) {
        const referred = earlier.refer(one, whole === 1)
        if (referred !== undefined) {
          assert.ok(referred.length < one.length)
          assert.equal(earlier.resolve(referred), one)
        }
        earlier.add(`tool result ${at + 1}`, one, referred ?? one)
      }
    }),
    { numRuns: 400 },
  )
})
