import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createAhead, type Ahead } from './ahead.ts'
import { fakeEncoder, type FakeEncoder } from './fake-encoder.ts'
import { fakeModels } from './fake-semantic.ts'
import { createEncodings, type Encodings } from './store/encodings.ts'
import type { Kept } from './store/kept.ts'

interface Bench {
  readonly ahead: Ahead
  readonly encodings: Encodings<Kept>
  readonly encoder: FakeEncoder
  /** Milliseconds that were waited for, one a turn. */
  readonly waits: number[]
  /** All that is kept. */
  readonly all: Kept[]
  readonly failures: unknown[]
  /** Lets as many turns pass, or all. */
  run(turns?: number): Promise<void>
}

function bench(remembered?: number): Bench {
  let due: (() => void)[] = []
  const encoder = fakeEncoder()
  const encodings = createEncodings<Kept>(remembered)
  const world: Bench = {
    encodings,
    encoder,
    waits: [],
    all: [],
    failures: [],
    ahead: createAhead({
      models: { ...fakeModels, encoder },
      encodings,
      all: () => world.all.values(),
      failed: (error) => world.failures.push(error),
      after(milliseconds, run) {
        world.waits.push(milliseconds)
        due.push(run)
      },
    }),
    async run(turns = 1000) {
      for (let turn = 0; turn < turns && due.length > 0; turn++) {
        const now = due
        due = []
        for (const one of now) one()
        await new Promise((resolve) => setImmediate(resolve))
      }
    },
  }
  return world
}

const inIndex = {} as NonNullable<Kept['place']>
const keptOf = (text: string): Kept => ({ text, partition: 'p', place: inIndex }) as Kept

test('what is kept is encoded a little later, one after the other, with a pause', async () => {
  const world = bench()
  const kept = ['a', 'b', 'c'].map(keptOf)
  for (const one of kept) world.ahead.add(one)
  assert.deepEqual(world.encoder.encoded, [], 'not at once')
  await world.run(1)
  assert.deepEqual(world.encoder.encoded, ['a'])
  await world.run()
  assert.deepEqual(world.encoder.encoded, ['a', 'b', 'c'])
  assert.ok(world.waits.every((wait) => wait >= 5))
  assert.ok(kept.every((one) => world.encodings.of(one)))
})

test('calls go first', async () => {
  const world = bench()
  world.encoder.waiting = 1
  world.ahead.add(keptOf('a'))
  await world.run(50)
  assert.deepEqual(world.encoder.encoded, [])
  world.encoder.waiting = 0
  await world.run()
  assert.deepEqual(world.encoder.encoded, ['a'])
})

test('neither what is gone, nor what is known by now', async () => {
  const world = bench()
  const [gone, known, asked] = ['gone', 'known', 'asked'].map(keptOf) as [Kept, Kept, Kept]
  world.encodings.keepAsked('p', 'asked', Float32Array.of(0, 1))
  for (const one of [gone, known, asked]) world.ahead.add(one)
  assert.equal(world.ahead.waiting, 2)
  gone.place = undefined
  world.encodings.keep(known, Float32Array.of(0, 1))
  await world.run()
  assert.deepEqual(world.encoder.encoded, [])
  assert.ok(world.encodings.of(asked))
  assert.equal(world.encodings.of(gone), undefined)
})

test('a flood keeps the newest hundred waiting', async () => {
  const world = bench()
  for (let at = 0; at < 1000; at++) world.ahead.add(keptOf(String(at)))
  assert.equal(world.ahead.waiting, 100)
  await world.run()
  assert.equal(world.encoder.encoded[0], '900')
  assert.equal(world.encoder.encoded.length, 100)
})

test('where nothing is ever verified it ends; each verification pays for twenty more', async () => {
  const world = bench()
  for (let at = 0; at < 500; at++) {
    world.ahead.add(keptOf(String(at)))
    await world.run(2)
  }
  assert.equal(world.encoder.encoded.length, 200)
  world.ahead.wanted()
  await world.run()
  assert.equal(world.encoder.encoded.length, 220)
})

test('what was kept before is encoded once questions are verified, and after what comes now', async () => {
  const world = bench()
  world.all.push(...['old', 'known', 'older'].map(keptOf))
  world.encodings.keep(world.all[1]!, Float32Array.of(1, 0))
  world.ahead.add(keptOf('new'))
  await world.run()
  assert.deepEqual(world.encoder.encoded, ['new'])
  world.ahead.wanted()
  world.ahead.add(keptOf('newer'))
  await world.run()
  assert.deepEqual(world.encoder.encoded, ['new', 'newer', 'old', 'older'])
  world.all.push(keptOf('later'))
  world.ahead.wanted()
  await world.run()
  assert.equal(world.encoder.encoded.at(-1), 'later')
})

test('as many as are remembered, and no more', async () => {
  const world = bench(3)
  world.all.push(...['a', 'b', 'c', 'd', 'e'].map(keptOf))
  world.ahead.wanted()
  await world.run()
  assert.deepEqual(world.encoder.encoded, ['a', 'b', 'c'])
  world.ahead.wanted()
  await world.run()
  assert.equal(world.encoder.encoded.length, 3)
})

test('an encoder that fails is told of once, and asked again with the next question', async () => {
  const world = bench()
  world.encoder.broken = true
  world.ahead.add(keptOf('a'))
  world.ahead.add(keptOf('b'))
  await world.run()
  assert.equal(world.failures.length, 1)
  world.encoder.broken = false
  world.ahead.add(keptOf('c'))
  await world.run()
  assert.deepEqual(world.encoder.encoded, ['c'])
})
