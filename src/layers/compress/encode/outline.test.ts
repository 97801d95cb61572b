import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  array,
  assert as check,
  boolean,
  constantFrom,
  dictionary,
  letrec,
  nat,
  oneof,
  property,
  record,
  string,
  type Arbitrary,
} from 'fast-check'
import { decode } from '@toon-format/toon'
import { parseJson, writeJson, type JsonTree } from './json-tree.ts'
import { writeOutline } from './outline.ts'
import { readOutline } from './read-outline.ts'

test('number text, key order and escapes stay what they were', () => {
  for (const text of [
    '{"b":1.0,"2":1e5,"a":12345678901234567890,"c":-0.0,"d":1E+400}',
    '["\\u00fc","\\ud800","\\/","",null,true,{"":[]}]',
    '{"__proto__":1,"constructor":{"toString":2}}',
  ]) {
    const tree = parseJson(text)!
    const written = writeJson(tree)
    assert.deepEqual(parseJson(written), tree)
    assert.equal(written.replace(/\\?u?00fc|ü/, ''), written.replace('ü', ''))
    const numbers = text.match(/-?\d[\d.eE+]*/g) ?? []
    for (const number of numbers) assert.ok(written.includes(number), number)
  }
})

test('what is no strict JSON, comes twice or lies too deep is left alone', () => {
  for (const text of [
    '{"a":1,"a":2}',
    "{'a':1}",
    '[1,]',
    '{"a":01}',
    '[1 2]',
    '{"a"}',
    '"\n"',
    '"\\x"',
    'NaN',
    '['.repeat(100) + ']'.repeat(100),
    '['.repeat(100_000),
    '{"a":'.repeat(100_000),
  ]) {
    assert.equal(parseJson(text), undefined, text.slice(0, 40))
  }
})

/** JSON trees as programs write them: records alike, with some members missing. */
const leaf: Arbitrary<JsonTree> = oneof(
  string({ unit: 'binary', maxLength: 12 }).map((value): JsonTree => ({ kind: 'string', value })),
  constantFrom(
    '',
    ' a',
    'a,b',
    '"',
    '-',
    '- x',
    '[x]',
    '{',
    'a=b}',
    '007',
    '1.0',
    'true',
    'null',
    'a\nb',
    'x: y',
  ).map((value): JsonTree => ({ kind: 'string', value })),
  constantFrom('1', '1.0', '-0', '1e5', '12345678901234567890', 'true', 'false', 'null').map(
    (text): JsonTree => ({ kind: 'literal', text }),
  ),
)
const keys = constantFrom('a', 'b', 'c.d', 'e=', 'f g', '', '0', '12', 'x"y', 'ü', '}', ',')
const { tree } = letrec<{ tree: JsonTree }>((tie) => ({
  tree: oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    array(tie('tree'), { maxLength: 4 }).map((items): JsonTree => ({ kind: 'array', items })),
    dictionary(keys, tie('tree'), { maxKeys: 4 }).map(objectOf),
    array(dictionary(keys, leaf, { maxKeys: 3 }).map(objectOf), { maxLength: 5 }).map(
      (items): JsonTree => ({ kind: 'array', items }),
    ),
    array(record({ a: leaf, b: record({ c: leaf, d: tie('tree') }) }), {
      minLength: 2,
      maxLength: 5,
    }).map((rows): JsonTree => ({
      kind: 'array',
      items: rows.map(({ a, b }) => objectOf({ a, b: objectOf(b) })),
    })),
  ),
}))

function objectOf(members: Readonly<Record<string, JsonTree>>): JsonTree {
  return { kind: 'object', keys: Object.keys(members), values: Object.values(members) }
}

test('property: an outline reads back as the same data, to the text of each number', () => {
  check(
    property(tree, (value) => {
      const outline = writeOutline(value)
      if (!outline) return
      assert.deepEqual(readOutline(outline.text), value, outline.text)
    }),
    { numRuns: 1500 },
  )
})

test('tables: columns that lie deeper, that are the same throughout, that some rows lack', () => {
  const outline = (value: unknown) => writeOutline(parseJson(JSON.stringify(value))!)!
  assert.equal(
    outline([
      { id: 1, p: { x: 2, y: 'a,b' }, s: 'ok' },
      { id: 2, p: { x: 3 }, s: 'ok' },
    ]).text,
    '[2]{id,p.x,p.y,s=ok}:\n 1,2,"a,b"\n 2,3,',
  )
  const plain = outline({ name: 'n', rows: [{ a: 1 }, { a: 2 }] })
  assert.deepEqual([plain.table, plain.extended], [true, false])
  assert.equal(plain.text, 'name: n\nrows[2]{a}:\n 1\n 2')
  assert.equal(outline([{ a: 1 }, [2]]).table, false)
})

test('property: without columns of its own an outline is TOON, as its reference reads it', () => {
  const word = constantFrom('a', 'some words', 'a,b', '', 'true', '007', '-x', 'x"y', 'ü', '12:30')
  const value = record({
    name: word,
    rows: array(record({ id: nat(99), 'odd key': word, on: boolean() }), {
      minLength: 2,
      maxLength: 5,
    }),
    list: array(word, { maxLength: 4 }),
    inner: record({ deep: word, none: constantFrom(null) }),
  })
  check(
    property(value, (data) => {
      const outline = writeOutline(parseJson(JSON.stringify(data))!)!
      if (outline.extended) return
      assert.equal(
        JSON.stringify(decode(outline.text, { indent: 1 })),
        JSON.stringify(data),
        outline.text,
      )
    }),
    { numRuns: 500 },
  )
})
