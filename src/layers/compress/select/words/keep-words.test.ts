import assert from 'node:assert/strict'
import { test } from 'node:test'
import { array, assert as check, double, property, string, stringMatching } from 'fast-check'
import { keepWords } from './keep-words.ts'
import { isProtected } from './score-words.ts'

const flat = (): number => 4
const text =
  'The committee of the city did not approve invoice 4711 of Miller & Sons in src/main.ts:42 and it must pay $300 ' +
  'before 3 May 2024, which is a matter that the members of the board talk about rather often these days.'

test('numbers, negations, modals and identifiers stay at every share', () => {
  for (const share of [0, 0.1, 0.3, 0.5, 0.9]) {
    const kept = keepWords(text, share, flat).text.split(/\s+/)
    for (const word of ['not', '4711', 'src/main.ts:42', 'must', '$300', '2024,', 'before']) {
      assert.ok(kept.includes(word), `${word} at ${share}`)
    }
  }
})

test('the share reached is within one word of the share asked, where the protected words leave room', () => {
  check(
    property(
      array(stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 400 }),
      double({ min: 0, max: 1, noNaN: true }),
      (words, share) => {
        const source = words.join(' ')
        const found = keepWords(source, share, flat)
        const asked = Math.max(share, found.protected / words.length)
        const slack = Math.max(0.02, 1 / words.length) + 1e-9
        assert.ok(Math.abs(found.share - asked) <= slack, `${found.share} for ${asked}`)
        const left = found.text === '' ? 0 : found.text.split(/\s+/).length
        assert.equal(left, Math.round(found.share * words.length))
      },
    ),
  )
})

test('what is left is the text with words taken out, in order', () => {
  check(
    property(
      string({ maxLength: 400 }),
      double({ min: 0, max: 1, noNaN: true }),
      (source, share) => {
        const words = source.split(/\s+/).filter((word) => word !== '')
        let at = 0
        for (const word of keepWords(source, share, flat).text.split(/\s+/)) {
          if (word === '') continue
          while (at < words.length && words[at] !== word) at += 1
          assert.ok(at < words.length, `${word} is not of the text, or not in order`)
          at += 1
        }
      },
    ),
  )
})

test('an empty text and a share of one change nothing', () => {
  assert.equal(keepWords('', 0.5, flat).text, '')
  assert.equal(keepWords(text, 1, flat).text, text)
})

test('fenced code stays whole', () => {
  const source = 'some very plain words here\n```\nlet a = b\n```\nand more of the plain words'
  assert.match(keepWords(source, 0.2, flat).text, /```\nlet a = b\n```/)
})

test('protected classes', () => {
  for (const word of [
    'nicht',
    "don't",
    'v1.2.3',
    '--force',
    'README.md',
    'HTTP',
    'camelCase',
    'a1b2c3d',
    '“quote',
    'Only',
  ]) {
    assert.ok(isProtected(word), word)
  }
  for (const word of ['committee', 'The', 'often', 'talks,']) assert.ok(!isProtected(word), word)
})
