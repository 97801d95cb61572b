import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Tokenizer } from '@huggingface/tokenizers'
import * as fc from 'fast-check'
import { openWeights } from './weights.ts'
import { createWordPieces, maximumUnits, type WordPieces } from './word-pieces.ts'

const special = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]']
const characters = [
  ...'abcdefghijklmnopqrstuvwxyz0123456789!?.,-_$€#\'"()中文あ한σςяß🙂👍',
].flatMap((character) => character.normalize('NFD').replace(/\p{Mn}/gu, ''))
const small = [
  ...special,
  ...characters,
  ...characters.map((character) => `##${character}`),
  'the',
  'how',
  'to',
  'can',
  '##cel',
  'order',
  '##ing',
  '##s',
  'un',
  '##able',
  'card',
  'über',
  '##abcd',
  'abcde',
  'нет',
  'σοφος',
  'cafe',
  '##fe',
  '##',
  '#',
  'a##b',
]

/** The reference, without its handling of special tokens in the text: a client's text has none. */
function reference(vocabulary: readonly string[]): (text: string) => number[] {
  const tokenizer = new Tokenizer(
    {
      version: '1.0',
      added_tokens: [],
      normalizer: {
        type: 'BertNormalizer',
        clean_text: true,
        handle_chinese_chars: true,
        strip_accents: null,
        lowercase: true,
      },
      pre_tokenizer: { type: 'BertPreTokenizer' },
      post_processor: null,
      decoder: null,
      model: {
        type: 'WordPiece',
        unk_token: '[UNK]',
        continuing_subword_prefix: '##',
        max_input_chars_per_word: 100,
        vocab: Object.fromEntries(vocabulary.map((piece, id) => [piece, id])),
      },
    } as never,
    {} as never,
  )
  return (text) => [...tokenizer.encode(text, { add_special_tokens: false }).ids]
}

const word = fc.oneof(
  fc.constantFrom(
    'the',
    'How',
    'CANCEL',
    'ordering',
    'cards',
    'über',
    'café',
    'нет',
    'Σοφος',
    'ΟΔΟΣ',
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.string({ unit: fc.constantFrom(...characters), maxLength: 30 }),
  fc.constantFrom(
    'a\u0000b',
    'x\u200dy',
    '\ufeffz',
    'e\u0301',
    '中文字',
    'ﬁ',
    'İ',
    '\u2028',
    '\u00ad',
    '\ufffd',
  ),
  fc.integer({ min: 95, max: 105 }).map((length) => 'a'.repeat(length)),
  fc.constantFrom('👍🏽', '👨‍👩‍👧', 'zo\u0308e', '\ud800', 'a##b', '##s', '$1,000.50', "don't"),
)
const text = fc
  .array(fc.tuple(word, fc.constantFrom(' ', '', '\n', '\t', '\u00a0', '-', '  ')), {
    maxLength: 12,
  })
  .map((parts) => parts.flat().join(''))
  // Both read ideographs beyond the basic plane as unknown; the reference as one word, BERT as one each.
  .filter((made) => !/[\u{20000}-\u{2FA1F}]/u.test(made))

const shipped = openWeights('sentence-static')
  ?.read('vocabulary.txt')
  .toString('utf8')
  .trimEnd()
  .split('\n')

for (const [what, vocabulary] of [
  ['a small vocabulary', small],
  ['the shipped vocabulary', shipped],
] as const) {
  test(
    `equal to the reference: ${what}`,
    { skip: vocabulary === undefined && 'no weights' },
    () => {
      const own = createWordPieces(vocabulary!)
      const expected = reference(vocabulary!)
      fc.assert(
        fc.property(text, (given) =>
          assert.deepEqual([...own.encode(given, 10_000)], expected(given)),
        ),
        { numRuns: 3000 },
      )
    },
  )
}

const names = (pieces: WordPieces, given: string, maximum = 100): string[] =>
  [...pieces.encode(given, maximum)].map((id) => small[id]!)

test('the longest piece first, the rest inside the word', () => {
  const own = createWordPieces(small)
  assert.deepEqual(names(own, 'How to CANcel ordering'), [
    'how',
    'to',
    'can',
    '##cel',
    'order',
    '##ing',
  ])
  assert.deepEqual(names(own, 'café'), ['cafe'])
  assert.deepEqual(names(own, 'ж the'), ['[UNK]', 'the'])
})

test('words that look like special tokens are words', () => {
  const ids = createWordPieces(small).encode('[SEP] [CLS]', 100)
  assert.ok(!ids.includes(small.indexOf('[SEP]')) && !ids.includes(small.indexOf('[CLS]')))
})

test('bounded: the maximum, and the part of a long text that is read', () => {
  const own = createWordPieces(small)
  assert.equal(own.encode('the the the', 2).length, 2)
  assert.equal(own.encode('über über', 1).length, 1)
  assert.equal(own.encode('a '.repeat(maximumUnits), 1e6).length, maximumUnits / 2)
  // A Hangul syllable comes apart into three units: the worst that fits.
  assert.ok(own.encode('각'.repeat(maximumUnits), 1e6).length >= 1)
  assert.deepEqual([...own.encode('', 10)], [])
})

test('a vocabulary without [UNK] is refused', () => {
  assert.throws(() => createWordPieces(['a', 'b']), /UNK/)
})
