import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { JsoncError, position, readJsonc } from './jsonc.ts'

test('whatever JSON.stringify writes is read back', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(0, 2), (value, indent) => {
      const text = JSON.stringify(value, undefined, indent)
      fc.pre(!text.includes('"__proto__"'))
      assert.deepEqual(readJsonc(text).value, JSON.parse(text))
    }),
  )
})

test('any text is read or refused at a place inside it', () => {
  const pieces = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    '"',
    ',',
    ':',
    '//',
    '/*',
    '*/',
    '\n',
    '1',
    '\\',
    'true',
    ' ',
    '"a"',
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 30 }), (list) => {
      const text = list.join('')
      try {
        readJsonc(text)
      } catch (error) {
        assert.ok(error instanceof JsoncError)
        assert.ok(error.offset >= 0 && error.offset <= text.length)
      }
    }),
    { numRuns: 1000 },
  )
})

test('comments and trailing commas are allowed', () => {
  const text =
    '\ufeff// one\n{ "a": [1, /* two, ] */ 2,], // three\n "b": {"c": "//no",},\n}/* end */'
  assert.deepEqual(readJsonc(text).value, { a: [1, 2], b: { c: '//no' } })
})

test('values and keys know where they stand', () => {
  const text = '{\n  "a": [1,\n    {"b": true}]\n}'
  const document = readJsonc(text)
  assert.deepEqual(position(text, document.valueAt(['a', 1, 'b'])), { line: 3, column: 11 })
  assert.deepEqual(position(text, document.keyAt(['a', 1, 'b'])), { line: 3, column: 6 })
  assert.deepEqual(position(text, document.valueAt(['a', 7, 'x'])), { line: 2, column: 8 })
})

for (const [text, message, offset] of [
  ['{"a": 1, "a": 2}', /"a" stands here twice/, 9],
  ['{"__proto__": 1}', /not allowed/, 1],
  ['{a: 1}', /key in double quotes/, 1],
  ['{"a": \'x\'}', /no value; text needs double quotes/, 6],
  ['{"a": 01}', /no value/, 6],
  ['{"a" 1}', /colon/, 5],
  ['{"a": 1 "b": 2}', /comma or }/, 8],
  ['[1, 2', /never closed/, 0],
  ['{"a": "x\n"}', /no closing quote/, 6],
  ['{"a": "\\q"}', /escape/, 6],
  ['/* x', /comment has no end/, 0],
  ['', /the file ends/, 0],
  ['{} {}', /goes on/, 3],
  ['{"a": ,}', /a value is expected here, not ","/, 6],
  [`${'['.repeat(1000)}`, /more than 64 levels/, 65],
] as const)
  test(`refuses ${JSON.stringify(text.slice(0, 20))}`, () => {
    assert.throws(
      () => readJsonc(text),
      (error: unknown) => {
        assert.ok(error instanceof JsoncError)
        assert.match(error.message, message)
        assert.equal(error.offset, offset)
        return true
      },
    )
  })
