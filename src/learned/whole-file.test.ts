import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { test } from 'node:test'
import { writeWeights } from './fake-weights.ts'
import { openWeights } from './weights.ts'
import { readWhole, type Shared } from './whole-file.ts'

const about = { kind: 'cross-encoder', maximumTokens: 8 }

function folderWith(shared: Partial<Shared>): string {
  const folder = writeWeights('first', about, { 'model.onnx': 'head-table-tail' })
  const whole = 'mine table, and tail?'
  return writeWeights(
    'second',
    {
      ...about,
      shared: {
        from: 'first',
        sha256: hash('sha256', whole, 'hex'),
        places: [
          [5, 5, 5],
          [16, 11, 4],
        ],
        ...shared,
      },
    },
    { 'model.onnx': 'mine , and ?' },
    folder,
  )
}

test('the common parts of two files are put in', () => {
  const weights = openWeights('second', folderWith({}))!
  assert.equal(readWhole(weights, 'model.onnx').toString(), 'mine table, and tail?')
  assert.equal(readWhole(weights.beside('first')!, 'model.onnx').toString(), 'head-table-tail')
})

test('other parts, or none to take them from, are an error', () => {
  const moved = openWeights('second', folderWith({ places: [[5, 4, 5]] }))!
  assert.throws(() => readWhole(moved, 'model.onnx'), /has the digest/)
  const alone = openWeights('second', folderWith({ from: 'third' }))!
  assert.throws(() => readWhole(alone, 'model.onnx'), /third is not there/)
})
