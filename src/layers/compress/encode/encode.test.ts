import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  array,
  assert as check,
  boolean,
  constantFrom,
  integer,
  jsonValue,
  nat,
  oneof,
  property,
  record,
  string,
} from 'fast-check'
import { loadCounter } from '../counter.ts'
import { decodePiece, encodeBlock, type Encoded } from './encode.ts'
import { foldLines, unfoldLines } from './fold-lines.ts'
import { parseJson } from './json-tree.ts'
import { groupPaths, ungroupPaths } from './path-once.ts'
import { countRepeats, repeatCounted } from './repeated-lines.ts'

const count = await loadCounter()

const words = constantFrom(
  'GET',
  '/a',
  '/b',
  '200',
  '12',
  '13',
  '14',
  'x',
  '{y}',
  'a,b',
  '1..3',
  '[×2]',
  '',
)
const spaces = constantFrom(' ', '  ', '\t')
const line = array(record({ word: words, space: spaces }), { maxLength: 6 }).map((parts) =>
  parts.map(({ word, space }) => word + space).join(''),
)

test('property: folded lines unfold to the letter', () => {
  const blocks = array(
    oneof(
      line,
      record({ from: nat(20), rows: integer({ min: 2, max: 8 }) }).map(({ from, rows }) =>
        Array.from({ length: rows }, (_, at) => `step ${from + at} of 30 done /p/${at}`).join('\n'),
      ),
    ),
    { maxLength: 8 },
  ).map((lines) => lines.join('\n'))
  check(
    property(blocks, (text) => {
      const folded = foldLines(text)
      if (folded !== undefined) assert.equal(unfoldLines(folded), text)
    }),
    { numRuns: 1500 },
  )
  assert.equal(
    foldLines('a 1 x\na 2 y\na 3 z.ts:12'),
    undefined,
    'more than half of the words differ',
  )
  assert.equal(
    foldLines('get 1 of 30 src/a.ts:12\nget 2 of 30 src/b.ts:7\nget 3 of 30 c'),
    '[×3] get {1..3} of 30 {src/a.ts:12,src/b.ts:7,c}',
  )
})

test('property: paths told once are told again for every line, to the letter', () => {
  const path = constantFrom(
    'src/a.ts',
    'src/b.ts',
    'src/c/',
    'a.md',
    'C:\\x\\y.cs',
    '--',
    'Makefile',
    '../x.ts',
  )
  const rest = constantFrom(
    ':12:let a',
    ':13: b',
    '-14-c',
    '(3,1): error',
    '(4,1): error',
    '(5,2): error',
    ': text',
    '',
    ':',
    ' x',
    ':9',
  )
  const hits = array(
    oneof(
      record({ path, rest }).map((one) => one.path + one.rest),
      line,
    ),
    {
      maxLength: 12,
    },
  ).map((lines) => lines.join('\n'))
  check(
    property(hits, (text) => {
      const grouped = groupPaths(text)
      if (grouped !== undefined) assert.equal(ungroupPaths(grouped), text, grouped)
    }),
    { numRuns: 2000 },
  )
  assert.equal(
    groupPaths('a/b.ts:1:x\na/b.ts:2:y\n--\na/b.ts:9:z\nc.ts(1,2): e\nc.ts(3,4): e\n'),
    'a/b.ts\n1:x\n2:y\n--\n9:z\nc.ts\n(1,2) (3,4): e\n',
  )
  assert.equal(groupPaths('src/x/a.ts\nsrc/x/b.ts\nsrc/x/c.ts'), 'src/x/\n a.ts\n b.ts\n c.ts')
})

test('property: counted lines come back', () => {
  const text = array(constantFrom('a', 'b', '', '[the line above 3 more times]'), { maxLength: 20 })
  check(
    property(text, (lines) => {
      const counted = countRepeats(lines.join('\n'))
      if (counted !== undefined) assert.equal(repeatCounted(counted), lines.join('\n'))
    }),
    { numRuns: 2000 },
  )
})

/** Every piece decodes: to the letter, or to the same data where it was JSON. */
function decodes({ pieces }: Encoded): void {
  for (const piece of pieces) {
    const back = decodePiece(piece)
    if (piece.by === 'compact' || piece.by === 'outline') {
      assert.deepEqual(parseJson(back!), parseJson(piece.before))
    } else if (piece.by === 'lines') {
      const rows = (text: string) => text.trim().split('\n').map(parseJson)
      assert.deepEqual(rows(back!), rows(piece.before))
    } else assert.equal(back, piece.before)
  }
}

const part = oneof(
  jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify(value, undefined, 2)),
  array(record({ id: nat(), name: string({ maxLength: 8 }), ok: boolean() }), {
    minLength: 2,
    maxLength: 12,
  }).map((rows) => JSON.stringify(rows, undefined, 1)),
  array(record({ at: nat(99), level: constantFrom('INFO', 'WARN') }), {
    minLength: 3,
    maxLength: 9,
  }).map((rows) =>
    rows.map(({ at, level }) => `${level} request took ${at} ms on host-7`).join('\n'),
  ),
  array(record({ id: nat(), name: string({ maxLength: 8 }) }), { minLength: 3, maxLength: 9 }).map(
    (rows) => rows.map((row) => JSON.stringify(row)).join('\n'),
  ),
  array(nat(9), { minLength: 2, maxLength: 9 }).map((numbers) =>
    numbers.map((n) => `packages/core/src/deep/file.ts:${n}:  const x = ${n}`).join('\n'),
  ),
  constantFrom(
    'Some prose, which says this and that of it.',
    '```\ncode\n```',
    '> quoted',
    '| a | b |',
    '',
  ),
  constantFrom('same line again\n'.repeat(7), '1→a\n2→b\n3→c', '<div>\n<p>x</p>\n</div>'),
)
const blockText = array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('\n'))

test('a hit that comes again and again is counted, and not counted anew', () => {
  const text = Array(4).fill('packages/core/src/deep/file.ts:8:  const x = 8').join('\n')
  const encoded = encodeBlock(text, count)
  assert.equal(encoded?.pieces[0]?.by, 'repeats')
  decodes(encoded)
  assert.equal(encodeBlock(encoded.text, count), undefined)
})

test('property: blocks decode, never grow, and are encoded once', () => {
  check(
    property(blockText, (text) => {
      const encoded = encodeBlock(text, count)
      if (!encoded) return
      assert.equal(encoded.pieces.map(({ before }) => before).join(''), text)
      assert.equal(encoded.pieces.map(({ after }) => after).join(''), encoded.text)
      decodes(encoded)
      assert.ok(count(encoded.text) < count(text), encoded.text)
      assert.equal(encodeBlock(encoded.text, count), undefined, encoded.text)
      assert.deepEqual(encodeBlock(text, count), encoded)
    }),
    { numRuns: 300 },
  )
})

test('the notation of what a user wrote stays', () => {
  const rows = Array.from({ length: 20 }, (_, id) => ({ id, name: `n${id}`, ok: true }))
  const text = JSON.stringify(rows, undefined, 2)
  assert.equal(encodeBlock(text, count, 'same notation')!.text, JSON.stringify(rows))
  assert.ok(encodeBlock(text, count)!.text.startsWith('(a.b is b of a; x=v'))
  const log = Array.from({ length: 9 }, (_, at) => `INFO step ${at} of 9 is done`).join('\n')
  assert.equal(encodeBlock(log, count, 'same notation'), undefined)
})

test('prose, code, diffs, quotes, numbered lines, HTML and base64 stay', () => {
  const code = Array.from({ length: 30 }, (_, at) => `  const a${at} = b[${at}]`).join('\n')
  for (const text of [
    'The quick brown fox jumps over the lazy dog. '.repeat(20),
    `\`\`\`ts\n${code}\n\`\`\``,
    `diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,3 +1,3 @@\n${code}`,
    code.replaceAll(/^/gm, '> '),
    Array.from({ length: 30 }, (_, at) => `${at}→INFO step ${at} of 30`).join('\n'),
    'QUJD'.repeat(500),
    '<ul>\n' + '<li>one</li>\n'.repeat(30) + '</ul>',
  ]) {
    assert.equal(encodeBlock(text, count), undefined, text.slice(0, 30))
  }
})
