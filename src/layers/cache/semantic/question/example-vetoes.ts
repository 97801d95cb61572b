/**
 * For tests: tables of pairs of questions, a pair a line, that must or must not be kept apart.
 * @module
 */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readQuestion } from './read-question.ts'
import { vetoesBetween } from './vetoes.ts'

/** Declares a test for each `a | b` line: of `apart` some veto, either way round, and of `same` none at all. */
export function vetoTable(kind: string, { apart, same }: { apart: string; same: string }): void {
  describe(`${kind}: apart`, () => {
    for (const [a, b] of pairs(apart)) {
      it(`${a} | ${b}`, () => {
        assert.notDeepEqual(vetoes(a, b), [])
        assert.notDeepEqual(vetoes(b, a), [])
        assert.deepEqual(vetoes(a, a), [])
        assert.deepEqual(vetoes(b, b), [])
      })
    }
  })
  describe(`${kind}: one question`, () => {
    for (const [a, b] of pairs(same)) {
      it(`${a} | ${b}`, () => {
        assert.deepEqual(vetoes(a, b), [])
        assert.deepEqual(vetoes(b, a), [])
      })
    }
  })
}

const pairs = (lines: string): [string, string][] =>
  lines
    .trim()
    .split('\n')
    .map((line) => line.split(' | ') as [string, string])

const vetoes = (a: string, b: string): string[] =>
  vetoesBetween(readQuestion(a), readQuestion(b)).map(({ kind, words }) => `${kind}: ${words}`)
