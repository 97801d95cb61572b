import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createGoesOn } from './goes-on.ts'

test('one conversation that went on makes the next be expected to', () => {
  const goesOn = createGoesOn()
  assert.equal(goesOn.expected('chat'), false)
  goesOn.seen('chat', 'one', false)
  assert.equal(goesOn.expected('chat'), false)
  goesOn.seen('chat', 'one', true)
  goesOn.seen('chat', 'one', true)
  assert.equal(goesOn.expected('chat'), true)
  assert.equal(goesOn.expected('another kind'), false)
})

test('where most end with their first answer, a few that go on change nothing', () => {
  const goesOn = createGoesOn()
  for (let at = 0; at < 20; at++) {
    goesOn.seen('questions', `${at}`, false)
    if (at % 4 === 3) goesOn.seen('questions', `${at}`, true)
  }
  assert.equal(goesOn.expected('questions'), false)
})
