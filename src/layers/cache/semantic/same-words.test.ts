import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sameWords } from './same-words.ts'

const asked = 'How do I reset my password?'

test('case, spaces and the mark at the end do not count', () => {
  for (const other of [
    asked,
    'how do i reset my password',
    '  How do I\treset my  password ?\n',
    'HOW DO I RESET MY PASSWORD?!',
    'How do I reset my Password…',
  ]) {
    assert.ok(sameWords(asked, other), other)
    assert.ok(sameWords(other, asked), other)
  }
})

test('anything else does', () => {
  for (const other of ['How do I reset your password?', 'How do I reset my password now?', '', '?'])
    assert.ok(!sameWords(asked, other), other)
  for (const [one, other] of [
    ['Is it legal to work in the US?', 'Is it legal to work in the us?'],
    ['What does getUser do?', 'What does getuser do?'],
    ['What is C++?', 'What is C?'],
    ['What is 1 .5?', 'What is 1.5?'],
    ['Is "a.b" a name?', 'Is "ab" a name?'],
  ] as const)
    assert.ok(!sameWords(one, other), one)
})

test('a long text of spaces and marks takes no time', () => {
  const long = `a${' .'.repeat(50_000)}b`
  assert.ok(!sameWords(long, long.slice(0, -1)))
})
