import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { missingModels, wordsOfMissing, wordsOfNoReuse } from './missing-models.ts'
import { openWeights, shippedWeights } from './weights.ts'

const folder = mkdtempSync(join(tmpdir(), 'farthing-missing-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const skip = !openWeights('sentence-static') && 'no weights'
const weightsOf = (place?: string) =>
  missingModels(place)
    .map(({ what }) => what)
    .filter((what) => what.startsWith('weights/'))

test('nothing of what ships is missing', { skip }, () => {
  assert.deepEqual(weightsOf(), [])
})

test('an empty folder misses all of it, and says what that costs', () => {
  assert.equal(weightsOf(folder).length, 7)
  const words = wordsOfMissing(missingModels(folder)).join('\n')
  assert.match(words, /weights\/sentence-static, .* are missing: no answer is reused across/)
  assert.match(words, /weights\/question-encoder is missing: fewer answers/)
})

test('only what stops reuse is named as its cause', () => {
  assert.match(wordsOfNoReuse(missingModels(folder))!, /^weights\/sentence-static, .* no answer is/)
  const runtime = { what: 'onnxruntime-node', loss: 'learned models judge word by word' } as const
  assert.equal(wordsOfNoReuse([runtime]), undefined)
})

test('what is cut is missing', { skip }, () => {
  const name = 'question-linear'
  cpSync(join(shippedWeights, name), join(folder, name), { recursive: true })
  assert.ok(!weightsOf(folder).includes(`weights/${name}`))
  rmSync(join(folder, name, 'rarity.bin'))
  assert.ok(weightsOf(folder).includes(`weights/${name}`))
})
