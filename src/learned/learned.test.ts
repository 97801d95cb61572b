import assert from 'node:assert/strict'
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { writeSmallTable, writeWeights } from './fake-weights.ts'
import { loadStaticEmbedding } from './static-embedding.ts'
import { openTransformer } from './transformer.ts'
import { openTransformerAside } from './transformer-thread.ts'
import { openWeights } from './weights.ts'

test('weights that are not there are undefined; a damaged file is an error', () => {
  const folder = writeSmallTable()
  assert.equal(openWeights('other', folder), undefined)
  const weights = openWeights('small', folder)!
  assert.deepEqual([weights.kind, weights.version, weights.count('dimensions')], ['static', '1', 4])
  assert.throws(() => weights.count('name'), /not a count/)
  assert.throws(() => weights.read('model.json'), /not listed/)
  const file = join(folder, 'small', 'table.bin')
  const bytes = readFileSync(file)
  bytes[3]! ^= 1
  writeFileSync(file, bytes)
  assert.throws(() => weights.read('table.bin'), /digest/)
  appendFileSync(file, 'x')
  assert.throws(() => openWeights('small', folder), /25 bytes, 24 were listed/)
})

test('a path in model.json does not leave the folder', () => {
  const folder = writeSmallTable()
  const file = join(folder, 'small', 'model.json')
  writeFileSync(file, readFileSync(file, 'utf8').replace('table.bin', '../table.bin'))
  assert.throws(() => openWeights('small', folder), /no name of a file/)
})

test('a sentence is the sum of its pieces’ rows, of unit length', () => {
  const embedding = loadStaticEmbedding(openWeights('small', writeSmallTable())!)
  const close = (text: string, expected: readonly number[]): void => {
    const found = embedding.embed(text)
    assert.deepEqual(
      [...found].map((value) => Math.round(value * 1000) / 1000),
      expected,
    )
  }
  close('Cats', [1, 0, 0, 0])
  close('cat dog', [0.707, 0.707, 0, 0])
  close('dog sat', [0, 0.447, 0.894, 0])
  close('zebra', [0, 0, 0, 0])
  close('', [0, 0, 0, 0])
})

test('a table that does not fit its fields is refused', () => {
  const folder = writeWeights(
    'odd',
    { kind: 'static', dimensions: 3, vocabulary: 2 },
    { 'table.bin': new Uint8Array(5), 'scales.bin': new Uint8Array(8), 'vocabulary.txt': '[UNK]' },
  )
  assert.throws(() => loadStaticEmbedding(openWeights('odd', folder)!), /do not fit/)
})

/** In the repository, not in the package. */
const verifier = openWeights('question-verifier-qqp')

test(
  'the verifier tells a paraphrase from another question',
  { skip: !verifier && 'no weights' },
  async () => {
    const transformer = await openTransformer(verifier!)
    if (!transformer) return
    const pairs = [
      ['How do I reset my password?', 'What is the way to reset my password?'],
      ['How do I reset my password?', 'Which countries border France?'],
    ] as const
    const together = await transformer.scorePairs(pairs)
    assert.ok(together[0]! > together[1]! + 1, [...together].join(' '))
    const alone = await transformer.scorePairs([pairs[0]])
    assert.equal(alone[0], together[0], 'a score does not depend on what else is asked')
    const long = 'word '.repeat(3000)
    assert.ok(
      Number.isFinite(
        (
          await transformer.scorePairs([
            [long, 'a'],
            [long, long],
          ])
        )[1],
      ),
    )
    await transformer.close()
  },
)

test(
  'in a thread of its own it says the same, and a thread that has nothing to do ends with the process',
  { skip: !verifier && 'no weights' },
  async () => {
    const here = await openTransformer(verifier!)
    const aside = await openTransformerAside(verifier!)
    if (!here || !aside) return
    const pairs = [['How do I reset my password?', 'Can I reset my password?']] as const
    const [first, second] = await Promise.all([here.scorePairs(pairs), aside.scorePairs(pairs)])
    assert.deepEqual(second, first)
    const asked = aside.scorePairs(pairs)
    assert.equal(aside.waiting, 1)
    await asked
    assert.equal(aside.waiting, 0)
    await assert.rejects(() => aside.embed(['a question']), /no output/)
    await here.close()
  },
)

const encoder = openWeights('sentence-encoder')

test('sentences of one meaning lie together', { skip: !encoder && 'no weights' }, async () => {
  const transformer = await openTransformer(encoder!)
  if (!transformer) return
  const texts = ['How do I reset my password?', 'I forgot my password.', 'Borders of France']
  const [asked, near, far] = await transformer.embed(texts)
  const dot = (a: Float32Array, b: Float32Array): number =>
    a.reduce((sum, value, at) => sum + value * b[at]!, 0)
  assert.ok(Math.abs(dot(asked!, asked!) - 1) < 1e-3)
  assert.ok(dot(asked!, near!) > dot(asked!, far!) + 0.3)
  await transformer.close()
})
