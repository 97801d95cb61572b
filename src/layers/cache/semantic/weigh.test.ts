import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { fakeEncoder } from './fake-encoder.ts'
import { fakeModels } from './fake-semantic.ts'
import { readQuestion } from './question/read-question.ts'
import { createEncodings } from './store/encodings.ts'
import type { Kept } from './store/kept.ts'
import { createScales, type Weighed } from './weigh.ts'

const inIndex = {} as NonNullable<Kept['place']>
const texts = [
  'How do I reset the password of the router?',
  'How do I reset the router password?',
  'How do I change the colour of the lamp?',
  'Where is the router in the office?',
  'How do I reset the lamp?',
] as const
const allKept = (): Kept[] =>
  texts.map((text, id) => ({ id, text, partition: 'p', madeAt: 0, place: inIndex }) as Kept)

function world(remembered?: number) {
  const encoder = fakeEncoder()
  const encodings = createEncodings<Kept>(remembered)
  return { encoder, encodings, scales: createScales({ ...fakeModels, encoder }, encodings) }
}

const weighed = (kept: Kept): Weighed => ({
  kept,
  similarity: 0.8,
  vetoed: false,
  evidence: { similarity: 0.8, lexical: [], age: 0 },
})

test('the cosine is the same whatever is remembered, and whatever is forgotten meanwhile', async () => {
  const asks = fc.array(
    fc.tuple(
      fc.nat(texts.length - 1),
      fc.subarray([0, 1, 2, 3, 4], { minLength: 1 }),
      fc.nat(texts.length - 1),
    ),
    { minLength: 1, maxLength: 8 },
  )
  await fc.assert(
    fc.asyncProperty(asks, fc.integer({ min: 1, max: 6 }), async (steps, remembered) => {
      const { encodings, scales } = world(remembered)
      const kept = allKept()
      const cosines = await Promise.all(
        steps.map(async ([asked, which, forgotten]) => {
          const pairs = which.map((at) => weighed(kept[at]!))
          const looking = scales.verify(readQuestion(texts[asked]!), pairs)
          encodings.forget(kept[forgotten]!)
          return (await looking).map(({ evidence }) => evidence.encoder)
        }),
      )
      for (const [at, [asked, which]] of steps.entries()) {
        const alone = world()
        const pairs = which.map((one) => weighed(kept[one]!))
        const expected = await alone.scales.verify(readQuestion(texts[asked]!), pairs)
        assert.deepEqual(
          cosines[at],
          expected.map(({ evidence }) => evidence.encoder),
        )
      }
    }),
    { numRuns: 60 },
  )
})

test('what is vetoed is so for a reason that can be told, and nothing else of it is weighed', () => {
  const { scales } = world()
  const kept = allKept()
  const seen = new Set<boolean>()
  for (const text of texts) {
    const asked = readQuestion(text)
    const near = kept.map((item) => ({ item, similarity: 0.8 }))
    const found = scales.weigh(asked, near, 5000)
    for (const { kept: one, vetoed, evidence } of found) {
      assert.equal(vetoed, scales.vetoes(asked, one).length > 0)
      assert.deepEqual([evidence.similarity, evidence.age], [0.8, 5])
      assert.equal(evidence.lexical.length > 0, !vetoed)
      seen.add(vetoed)
    }
  }
  assert.equal(seen.size, 2)
})

test('a kept question is encoded once, and the one asked once for all candidates', async () => {
  const { encoder, scales } = world()
  const kept = allKept().map(weighed)
  const asked = readQuestion('How can the router password be reset?')
  await scales.verify(asked, kept.slice(0, 1))
  await scales.verify(asked, kept.slice(0, 2))
  assert.deepEqual(encoder.encoded, [asked.text, texts[0], texts[1]])
})

test('the most promising is read first, and the next only where it does not settle it', async () => {
  const kept = allKept().map(weighed)
  const asked = readQuestion('How can the router password be reset?')
  const read = async (after: number) => {
    const { scales } = world()
    const chance = ({ kept: { id }, evidence }: Weighed): number =>
      evidence.encoder === undefined ? id / 10 : after
    return (await scales.verifyBest(asked, kept, chance)).map(({ kept: { id } }) => id)
  }
  assert.deepEqual(await read(0.95), [4])
  assert.deepEqual(await read(0.1), [4])
  assert.deepEqual(await read(0.5), [4, 3])
})
