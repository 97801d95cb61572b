/**
 * Tables of questions for the tests of what is never reused: those that a rule has to catch, and their near neighbours
 * that it has to leave alone, since each of these is a saving.
 * @module
 */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { neverAcross } from './never.ts'
import { readQuestion } from './read-question.ts'

const lines = (table: string): string[] =>
  table
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** A test for each line: `caught` must have a reason, `fine` must have none. */
export function testKind(kind: string, caught: string, fine: string): void {
  describe(kind, () => {
    for (const text of lines(caught)) {
      it(`never: ${text}`, () => assert.notEqual(neverAcross(readQuestion(text)), undefined))
    }
    for (const text of lines(fine)) {
      it(`may: ${text}`, () => assert.equal(neverAcross(readQuestion(text)), undefined))
    }
  })
}
