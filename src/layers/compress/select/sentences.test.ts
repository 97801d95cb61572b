import assert from 'node:assert/strict'
import { test } from 'node:test'
import { array, assert as check, constantFrom, property } from 'fast-check'
import { splitSentences } from './sentences.ts'

const cut = (text: string): string[] =>
  splitSentences(text).map(({ start, end }) => text.slice(start, end).trim())

test('units in order are the document', () => {
  check(
    property(
      array(
        constantFrom(
          'Mr. A',
          '. ',
          '! ',
          '\n',
          '\n\n',
          '# T\n',
          'a',
          'B',
          '- x',
          ' ',
          '。',
          '```\n',
          '\t',
          'é',
          '"',
          ')',
        ),
        {
          maxLength: 120,
        },
      ),
      (parts) => {
        const text = parts.join('')
        let behind = 0
        for (const { start, end } of splitSentences(text)) {
          assert.equal(start, behind)
          assert.ok(end > start)
          behind = end
        }
        assert.equal(behind, text.length)
      },
    ),
  )
})

test('abbreviations, initials, decimals and ordinals end no sentence', () => {
  assert.deepEqual(
    cut('Dr. Smith met J. F. Kennedy on Jan. 3 at 3.5 p.m. in Bern. They talked.').length,
    2,
  )
  assert.deepEqual(cut('Am 3. Mai kam z. B. Herr Dr. Maier. Er blieb.'), [
    'Am 3. Mai kam z. B. Herr Dr. Maier.',
    'Er blieb.',
  ])
})

test('quotes and brackets stay with their sentence; CJK marks end without a space', () => {
  assert.deepEqual(cut('He said "Stop." Then he left. (So it was.) End.'), [
    'He said "Stop."',
    'Then he left.',
    '(So it was.)',
    'End.',
  ])
  assert.deepEqual(cut('他来了。她走了！为什么？'), ['他来了。', '她走了！', '为什么？'])
})

test('kinds: heading, list, turn, row, code', () => {
  const text =
    '# Title\nIntro text goes here.\n- first item\n1. second item\nAnna B: Hello there. How are you?\n| a | b |\n```\nlet x = 1. Y\n```\n'
  assert.deepEqual(
    splitSentences(text).map(({ kind }) => kind),
    ['heading', 'sentence', 'item', 'item', 'turn', 'sentence', 'row', 'code', 'code', 'code'],
  )
})

test('long text without an end is cut, hostile text is bounded', () => {
  for (const { start, end } of splitSentences('word '.repeat(10_000))) assert.ok(end - start < 800)
  assert.ok(splitSentences('a'.repeat(1_000_000)).length < 1000)
  assert.ok(splitSentences('. A'.repeat(200_000)).length <= 20_001)
  assert.ok(splitSentences('\n'.repeat(100_000)).length <= 20_001)
})
