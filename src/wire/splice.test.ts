import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assert as check, array, nat, property, record, uint8Array } from 'fast-check'
import { splice } from './splice.ts'

const bytes = (text: string) => Buffer.from(text)

test('no edits give back the same object', () => {
  const body = new Uint8Array([1, 2, 3])
  assert.equal(splice(body, []), body)
})

test('inserts, replaces, deletes, in any order given', () => {
  const edits = [
    { start: 6, end: 7, bytes: bytes('') },
    { start: 0, end: 0, bytes: bytes('<') },
    { start: 2, end: 4, bytes: bytes('XYZ') },
    { start: 7, end: 7, bytes: bytes('>') },
  ]
  assert.equal(splice(bytes('0123456'), edits).toString(), '<01XYZ45>')
})

test('insertions at one place keep their order and come before a replacement there', () => {
  const edits = [
    { start: 1, end: 2, bytes: bytes('R') },
    { start: 1, end: 1, bytes: bytes('a') },
    { start: 1, end: 1, bytes: bytes('b') },
  ]
  assert.equal(splice(bytes('012'), edits).toString(), '0abR2')
})

test('overlapping, reversed and outside edits are bugs', () => {
  const one = bytes('x')
  for (const edits of [
    [
      { start: 0, end: 2, bytes: one },
      { start: 1, end: 3, bytes: one },
    ],
    [{ start: 2, end: 1, bytes: one }],
    [{ start: 0, end: 4, bytes: one }],
    [{ start: -1, end: 0, bytes: one }],
    [{ start: Number.NaN, end: 0, bytes: one }],
  ]) {
    assert.throws(() => splice(bytes('012'), edits), RangeError)
  }
})

test('property: equals cutting and joining by hand', () => {
  const pieces = array(record({ keep: nat(5), drop: nat(5), insert: uint8Array({ maxLength: 5 }) }))
  check(
    property(pieces, uint8Array({ maxLength: 20 }), (steps, tail) => {
      const source: number[] = []
      const wanted: number[] = []
      const edits = steps.map(({ keep, drop, insert }, index) => {
        for (let i = 0; i < keep; i++) {
          source.push(index & 255)
          wanted.push(index & 255)
        }
        const start = source.length
        for (let i = 0; i < drop; i++) source.push(255)
        wanted.push(...insert)
        return { start, end: source.length, bytes: insert }
      })
      const body = new Uint8Array([...source, ...tail])
      assert.deepEqual([...splice(body, edits)], [...wanted, ...tail])
    }),
  )
})
