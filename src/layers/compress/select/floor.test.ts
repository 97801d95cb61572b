import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keptFor } from './floor.ts'
import type { Scored } from './pick.ts'
import { prepare } from './prepared.ts'

/** Units that are all as likely, of 40 tokens each: a share of the softmax is a share of them. */
function scoredOf(texts: readonly string[]): Scored {
  const documents = texts.map((text) => prepare(text, '', undefined))
  const firsts: number[] = []
  const documentOf: number[] = []
  for (const [at, { units }] of documents.entries()) {
    firsts.push(documentOf.length)
    for (let unit = 0; unit < units.length; unit++) documentOf.push(at)
  }
  const count = documentOf.length
  return {
    documents,
    firsts,
    documentOf: Uint32Array.from(documentOf),
    logits: new Float32Array(count).fill(1),
    tokens: new Float64Array(count).fill(40),
    crowding: new Uint8Array(count),
  }
}

const near = { temperature: 1, masses: [[0.97, 0.5]] } as const
const thresholds = { ...near, far: [[0.97, 0.9]] } as const
const prose = 'The harvest was good that year. '.repeat(10)
const documents = (count: number, text: string): string[] =>
  Array.from({ length: count }, () => text)

function share(texts: readonly string[], floor = 0.97): number {
  const kept = keptFor(scoredOf(texts), floor, thresholds)
  return typeof kept === 'string' ? 1 : kept.reduce((sum, one) => sum + one, 0) / kept.length
}

test('calls like the calibrated ones keep the share that was learnt', () => {
  assert.ok(share(documents(4, prose)) < 0.6)
  assert.equal(share(documents(4, prose), 0.99), 1)
})

test('calls of more units, and of passages cut through sentences, keep more', () => {
  assert.ok(share(documents(12, prose)) >= 0.9)
  const cut = `and so on. ${prose}`
  assert.ok(share(documents(4, cut)) >= 0.9)
  assert.ok(share([cut, prose, prose, prose]) < 0.6)
})

test('without thresholds for such calls everything is kept', () => {
  assert.equal(typeof keptFor(scoredOf(documents(12, prose)), 0.97, near), 'string')
})
