import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { featureNames, lexicalFeatures } from './features.ts'
import { readQuestion } from './read-question.ts'

const of = (a: string, b: string): Record<string, number> => {
  const values = lexicalFeatures(readQuestion(a), readQuestion(b))
  return Object.fromEntries(featureNames.map((name, at) => [name, values[at]!]))
}

describe('lexical features', () => {
  it('are one for a text against itself', () => {
    const same = of('How do I reset my password?', 'How do I reset my password?')
    for (const name of [
      'idfJaccard',
      'idfCosine',
      'overlap',
      'trigrams',
      'lengthRatio',
      'sameFirst',
      'sameOrder',
    ]) {
      assert.ok(Math.abs(same[name]! - 1) < 1e-6, name)
    }
    for (const name of [
      'sumUnmatchedAsked',
      'maximumUnmatchedKept',
      'numberXor',
      'negationXor',
      'frameXor',
    ]) {
      assert.equal(same[name], 0, name)
    }
  })

  it('see figures, names, denial and frame', () => {
    const pair = of('Why did Ada Byron not pay 5 euros?', 'When did Carl Byron pay 7 euros?')
    assert.equal(pair.numberXor, 2)
    assert.equal(pair.negationXor, 1)
    assert.equal(pair.entityXor, 2)
    assert.equal(pair.entityCommon, 1)
    assert.equal(pair.frameXor, 1)
  })

  it('say how far one side says what the other does, synonyms counted', () => {
    const more = of('How do I delete a photo?', 'How do I remove a picture from the cloud?')
    assert.deepEqual([more.shared, more.equal, more.insertion], [1, 0, 1])
    const other = of('How do I delete a photo?', 'How do I delete a contact?')
    assert.deepEqual([other.shared, other.equal, other.insertion], [0.5, 0, 0])
  })

  it('weigh words by how rare they are', () => {
    const idf = (stem: string): number => (stem === 'gout' ? 10 : 1)
    const [a, b] = [readQuestion('what is gout'), readQuestion('what is asthma')]
    assert.equal(lexicalFeatures(a, b, idf)[featureNames.indexOf('maximumUnmatchedAsked')], 10)
    assert.equal(lexicalFeatures(b, a, idf)[featureNames.indexOf('maximumUnmatchedKept')], 10)
  })

  it('are finite, and change sides with their texts', () => {
    const text = fc.oneof(
      fc.string({ maxLength: 120 }),
      fc.string({ unit: 'binary', maxLength: 60 }),
    )
    fc.assert(
      fc.property(text, text, (a, b) => {
        const one = of(a, b)
        const other = of(b, a)
        for (const name of featureNames) {
          assert.ok(Number.isFinite(one[name]), name)
          const mirrored = name.endsWith('Asked')
            ? name.replace('Asked', 'Kept')
            : name.endsWith('Kept')
              ? name.replace('Kept', 'Asked')
              : name
          if (!['entityCommon', 'sameOrder'].includes(name))
            assert.ok(Math.abs(one[name]! - other[mirrored]!) < 1e-4, name)
        }
      }),
      { numRuns: 300 },
    )
  })
})
