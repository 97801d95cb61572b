import assert from 'node:assert/strict'
import { test } from 'node:test'
import { array, assert as check, constantFrom, property, string } from 'fast-check'
import { readHit } from './hit.ts'
import { segment } from './segment.ts'

const kinds = (text: string): string[] =>
  segment(text).map(({ kind, start, end }) => `${kind} ${end - start}`)
const kindOf = (text: string): string => segment(text)[0]!.kind

test('each kind of text is known by its lines', () => {
  const samples: readonly (readonly [string, string])[] = [
    ['prose', 'The quick brown fox, which jumps over a dog.\nAnd again.'],
    ['list', '- one\n- two\n1. three'],
    ['table', '| a | b |\n|---|---|\n| 1 | 2 |'],
    ['code', '```ts\nconst a = { b: 1 }\n```\n'],
    ['code', '~~~\n``` inside\n~~~'],
    ['json', '{"a": [1, 2.0],\n "b": {}}\n'],
    ['json', '  [1, 2, 3]'],
    ['yaml', 'name: x\nversion: 1.2\nitems:'],
    ['csv', 'a,b,c,d\n1,2,3,4'],
    ['csv', 'a\tb\tc\td\nx\t2\t3\t4'],
    ['log', '2025-01-02 03:04:05 INFO started\n2025-01-02 03:04:06 INFO stopped'],
    ['log', '[12:00:01] done\nnpm warn deprecated x\nok 3 - works\nDownloading abc'],
    ['diff', 'diff --git a/x b/x\nindex 0a1b2c3..4d5e6f7 100644\n--- a/x\n+++ b/x\n@@ -1 +1 @@'],
    ['hits', 'src/a.ts:12:let a\nsrc/a.ts-13-let b\nC:\\x\\y.cs(3,1): error'],
    ['hits', 'src/a.ts\nsrc/b/\n./c/d'],
    ['hits', 'src/a.ts:  import x'],
    ['html', '<!doctype html>\n<div class="x">\n</div>'],
    ['base64', `${'QUJD'.repeat(20)}\n${'QUJD'.repeat(20)}==`],
    ['base64', `data:image/png;base64,${'QUJD'.repeat(20)}`],
    ['base64', '0a1b2c3d4e5f'.repeat(8)],
    ['quoted', '> so he said\n> and then'],
    ['numbered', '1→a\n 12→b'],
    ['numbered', ' 1\tconst a\n 2\tconst b'],
  ]
  for (const [kind, text] of samples) {
    assert.deepEqual([...new Set(segment(text).map((one) => one.kind))], [kind], text)
  }
})

test('parts of one text, blank lines with what stands before them', () => {
  const text =
    'Here it is:\n\n{"a": 1}\n\nsrc/a.ts:1:x\nsrc/a.ts:2:y\nDone.\n```\n{"not": "json"}\n```\nend'
  assert.deepEqual(kinds(text), ['prose 13', 'json 9', 'hits 27', 'prose 6', 'code 24', 'prose 3'])
})

test('what begins like JSON and is none is no JSON, however often', () => {
  assert.equal(kindOf('{"a": 1,}'), 'prose')
  assert.equal(kindOf('[1, 2] and more'), 'prose')
  assert.equal(kindOf('{a: 1}'), 'prose')
  assert.equal(kindOf('{"a": 1, "a": 2}'), 'prose')
  const openings = segment('{"a":[\n'.repeat(5000))
  assert.ok(openings.every(({ kind }) => kind !== 'json'))
})

test('places in files: with a column, in a context, on Windows; URLs and times are none', () => {
  const read = (line: string) => {
    const hit = readHit(line)
    return hit && [hit.path, hit.mark, line.slice(hit.end)]
  }
  assert.deepEqual(read('src/a.ts:12:let a'), ['src/a.ts', ':', ':12:let a'])
  assert.deepEqual(read('a-b/c-3.ts-12-let a'), ['a-b/c-3.ts', '-', '-12-let a'])
  assert.deepEqual(read('src/a.ts(3,14): error'), ['src/a.ts', '(', '(3,14): error'])
  assert.deepEqual(read('C:\\x\\y.cs:7:z'), ['C:\\x\\y.cs', ':', ':7:z'])
  assert.deepEqual(read('src/a.ts:let a'), ['src/a.ts', ' ', ':let a'])
  for (const line of [
    'https://x.y/z:1',
    '12:30:45 up',
    'note: this',
    'a:1:b',
    `${'a/'.repeat(400)}b.ts:1:x`,
  ]) {
    assert.equal(read(line), undefined, line)
  }
})

const lines = constantFrom(
  '{"a":1}',
  '{',
  '[1,',
  ']',
  '```',
  'a/b.ts:1:x',
  '> q',
  '',
  '  ',
  '1→x',
  '- i',
  'text',
)

test('property: segments follow one another and cover the text', () => {
  const covers = (text: string): void => {
    let at = 0
    for (const { start, end } of segment(text)) {
      assert.equal(start, at)
      assert.ok(end > start)
      at = end
    }
    assert.equal(at, text.length)
  }
  check(
    property(array(lines, { maxLength: 12 }), (some) => covers(some.join('\n'))),
    { numRuns: 300 },
  )
  check(property(string({ unit: 'binary' }), covers), { numRuns: 150 })
})
