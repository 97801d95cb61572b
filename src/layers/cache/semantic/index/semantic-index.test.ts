import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { createSemanticIndex, type Indexed } from './semantic-index.ts'
import { bitsApart, createSketcher, sketchBytes } from './sketch.ts'
import { chunkSlots, Slab } from './slab.ts'

const dimensions = 256

/** Unit vectors that come again for the same seed. */
function vectorOf(seed: number): Float32Array {
  let state = (seed + 1) * 0x9e3779b1
  const vector = Float32Array.from({ length: dimensions }, () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state / 2 ** 31
  })
  return unit(vector)
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector)
  return vector.map((value) => value / length)
}

function between(a: Float32Array, b: Float32Array, share: number): Float32Array {
  return unit(a.map((value, at) => value * (1 - share) + b[at]! * share))
}

const dot = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, at) => sum + value * b[at]!, 0)

interface Item extends Indexed {
  readonly seed: number
}

const itemOf = (seed: number, text = ''): Item => ({ seed, text, place: undefined })

test('the index agrees with a plain list, through additions and removals, apart for each partition', () => {
  const steps = fc.array(
    fc.record({
      partition: fc.constantFrom('a', 'b', 'c'),
      remove: fc.boolean(),
      seed: fc.nat(40),
    }),
    { maxLength: 120 },
  )
  fc.assert(
    fc.property(steps, fc.nat(40), (all, asked) => {
      // A floor of -1 keeps all, so that the nearest are those of the list.
      const index = createSemanticIndex<Item>(dimensions, -1)
      const lists = new Map<string, Item[]>()
      for (const { partition, remove, seed } of all) {
        const list = lists.get(partition) ?? []
        lists.set(partition, list)
        const found = remove ? list.findIndex((item) => item.seed === seed) : -1
        if (found !== -1) index.remove(list.splice(found, 1)[0]!)
        else if (!remove) {
          const item = itemOf(seed)
          list.push(item)
          index.add(partition, item, vectorOf(seed))
        }
      }
      const vector = vectorOf(asked)
      for (const [partition, list] of lists) {
        const near = index.candidates(partition, '', vector, 200, 0)
        assert.equal(near.length, list.length)
        for (const { item, similarity } of near) {
          assert.ok(list.includes(item))
          assert.ok(Math.abs(similarity - dot(vector, vectorOf(item.seed))) < 0.02)
        }
        const sorted = near.every(
          (one, at) => at === 0 || near[at - 1]!.similarity >= one.similarity,
        )
        assert.ok(sorted)
      }
      assert.equal(index.size, [...lists.values()].flat().length)
      assert.equal(index.partitions, [...lists.values()].filter((list) => list.length > 0).length)
    }),
    { numRuns: 200 },
  )
})

test('the nearest of thousands is found by its sketch', () => {
  const index = createSemanticIndex<Item>(dimensions, 0.5)
  for (let seed = 0; seed < 5000; seed++) index.add('p', itemOf(seed), vectorOf(seed))
  let found = 0
  for (let seed = 0; seed < 200; seed++) {
    const near = between(vectorOf(seed), vectorOf(9000 + seed), 0.35)
    if (index.candidates('p', '', near, 5, 0)[0]?.item.seed === seed) found++
  }
  assert.ok(found >= 198, `${found} of 200`)
  // Nothing of another domain is near.
  assert.deepEqual(index.candidates('p', '', vectorOf(20_000), 5, 0), [])
})

test('a shared rare word makes a candidate where the vector does not; a common one does not', () => {
  const index = createSemanticIndex<Item>(dimensions, 0.9)
  for (let seed = 0; seed < 100; seed++)
    index.add('p', itemOf(seed, `the order ${seed}`), vectorOf(seed))
  const item = itemOf(500, 'Where is the Zanzibar branch?')
  index.add('p', item, vectorOf(500))
  index.add('q', itemOf(501, 'zanzibar'), vectorOf(501))
  const ask = (text: string) =>
    index.candidates('p', text, vectorOf(800), 5, 3).map((near) => near.item)
  assert.deepEqual(ask('branches in ZANZIBAR'), [item])
  assert.deepEqual(ask('the order'), [])
  assert.equal(ask('77 of the order')[0]!.seed, 77)
  index.remove(item)
  assert.deepEqual(ask('zanzibar'), [])
})

test('no candidate is of another partition, although their words share hashes', () => {
  const index = createSemanticIndex<Item>(8, 0.5)
  const vector = new Float32Array(8).fill(Math.SQRT1_2 / 2)
  const one = itemOf(0, 'zanzibar')
  // Of 120,000 pairs of partition and word, three or four have one hash of 31 bits by chance.
  for (let at = 0; at < 60_000; at++) index.add(`p${at}`, itemOf(at, 'zanzibar branches'), vector)
  let foreign = 0
  for (let at = 0; at < 60_000; at++) {
    for (const { item } of index.candidates(`p${at}`, 'branches in zanzibar', vector, 5, 5)) {
      if (item.seed !== at) foreign++
    }
  }
  assert.equal(foreign, 0)
  assert.deepEqual(index.candidates('q', one.text, vector, 5, 5), [])
})

test('similar vectors have similar sketches, in proportion to their angle', () => {
  const sketcher = createSketcher(dimensions)
  const [a, b] = [new Uint8Array(sketchBytes), new Uint8Array(sketchBytes)]
  const apart = (): number => {
    let count = 0
    for (let word = 0; word < sketchBytes; word++) {
      for (let bits = a[word]! ^ b[word]!; bits !== 0; bits &= bits - 1) count++
    }
    return count
  }
  for (const share of [0, 0.2, 0.4, 0.5]) {
    let inReach = 0
    for (let seed = 0; seed < 300; seed++) {
      const near = between(vectorOf(seed), vectorOf(seed + 1000), share)
      sketcher.sketch(vectorOf(seed), a)
      sketcher.sketch(near, b)
      if (apart() <= bitsApart(Math.min(1, dot(vectorOf(seed), near)), 256, 2) + 1) inReach++
    }
    assert.ok(inReach >= 270, `${inReach} of 300 at ${share}`)
  }
})

test('runs never overlap, and what is given back joins up again', () => {
  const sizes = fc.array(fc.tuple(fc.nat(10), fc.boolean()), { maxLength: 200 })
  fc.assert(
    fc.property(sizes, (steps) => {
      const slab = new Slab<number>(8)
      const runs: ReturnType<typeof slab.take>[] = []
      for (const [level, give] of steps) {
        if (give && runs.length > 0) slab.give(runs.splice(level % runs.length, 1)[0]!)
        else runs.push(slab.take(2 ** level))
      }
      const used = new Set<number>()
      for (const { number, start, size } of runs) {
        for (let at = start; at < start + size; at++) {
          assert.ok(at < chunkSlots && !used.has(number * chunkSlots + at))
          used.add(number * chunkSlots + at)
        }
      }
      const before = slab.size
      const chunks = new Set(runs.map(({ number }) => number)).size
      for (const run of runs) slab.give(run)
      for (let at = 0; at < chunks; at++) slab.take(chunkSlots)
      assert.equal(slab.size, before, 'whole chunks again')
    }),
  )
})
