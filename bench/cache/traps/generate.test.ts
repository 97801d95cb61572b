import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { figures } from './figures.ts'
import { generateTraps } from './generate.ts'
import type { Half } from './generate.ts'

const count = 4000

describe('generated traps', () => {
  it('are the same for the same seed, and others for another', () => {
    assert.deepEqual(generateTraps(5, 300), generateTraps(5, 300))
    assert.notDeepEqual(generateTraps(5, 300), generateTraps(6, 300))
  })

  for (const half of ['a', 'b', 'c', 'd'] as Half[]) {
    it(`half ${half} gives ${count} pairs of all kinds over many domains, none twice`, () => {
      const traps = generateTraps(1, count, half)
      assert.equal(traps.length, count)
      assert.equal(new Set(traps.map(({ kept, asked }) => `${kept}\n${asked}`)).size, count)
      assert.ok(traps.every(({ kept, asked }) => kept !== asked))
      assert.ok(traps.every(({ kept, asked }) => !/[{}]|undefined/.test(kept + asked)))
      assert.ok(new Set(traps.map(({ domain }) => domain)).size >= 9)
      const kinds = new Set(traps.map(({ kind }) => kind))
      const wanted =
        'number date id code entity place negation antonym frame tense language principal tier freshness order quantifier style product attribute action paraphrase'
      for (const kind of wanted.split(' ')) assert.ok(kinds.has(kind as never), kind)
    })
  }

  it('another amount is another sum, not the same written otherwise', () => {
    const draws = [0.1, 0.1, 0.9, 0.1, 0.1, 0.1, 0.5, 0.9, 0.9]
    let at = 0
    const draw = (): number => draws[at++ % draws.length]!
    const { make, change } = figures['amount']!
    assert.deepEqual([make(draw), change('110 dollars', draw)], ['110 dollars', '5100 dollars'])
  })

  it('the halves have no pair in common', () => {
    const a = new Set(generateTraps(1, count, 'a').flatMap(({ kept, asked }) => [kept, asked]))
    assert.ok(!generateTraps(1, count, 'b').some(({ kept, asked }) => a.has(kept) || a.has(asked)))
  })
})
