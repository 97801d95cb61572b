import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { type ClusterOptions, Clusters } from './clusters.ts'

const options: ClusterOptions = { idleMs: 100, longestMs: 1000, most: 3, variant: 'mean' }

function collect(over: Partial<ClusterOptions> = {}) {
  const out: [x: number, weight: number][] = []
  const clusters = new Clusters({ ...options, ...over }, (_arm, _setting, x, weight) =>
    out.push([x, weight]),
  )
  const add = (conversation: string, x: number, at: number, weight = 1) =>
    clusters.add({ conversation, arm: 'treated', setting: 0 }, x, weight, at)
  return { out, clusters, add }
}

test('a conversation counts once, as the mean of its labels', () => {
  const { out, clusters, add } = collect()
  add('a', 1, 0)
  add('a', 0, 10)
  assert.deepEqual(out, [])
  clusters.tick(109)
  assert.deepEqual(out, [])
  clusters.tick(110)
  assert.deepEqual(out, [[0.5, 1]])
  add('a', 1, 300)
  clusters.tick(9999)
  assert.equal(out.length, 1, 'late labels of a counted conversation are dropped')
})

test('by size, a cluster weighs what it holds', () => {
  const { out, clusters, add } = collect({ variant: 'ratio' })
  add('a', 1, 0)
  add('b', 0, 1)
  add('b', 1, 2)
  add('b', 1, 3)
  clusters.tick(500)
  assert.deepEqual(out, [
    [1, 1 / 3],
    [2 / 3, 1],
  ])
})

test('conversations come out in the order in which they began, however they end', () => {
  const { out, clusters, add } = collect()
  add('slow', 1, 0)
  for (const at of [1, 2, 3]) add('full', 0, at)
  assert.deepEqual(out, [])
  clusters.tick(100)
  assert.deepEqual(out, [
    [1, 1],
    [0, 1],
  ])
})

test('one that never falls silent is closed by age', () => {
  const { out, add } = collect({ most: 1000 })
  for (let at = 0; at <= 1000; at += 50) add('a', 0, at)
  assert.equal(out.length, 1)
})

test('the order of labels inside and between conversations changes nothing', () => {
  const scripts = fc.array(fc.record({ c: fc.nat(5), x: fc.constantFrom(0, 0.25, 0.5, 1) }), {
    maxLength: 12,
  })
  fc.assert(
    fc.property(scripts, fc.nat(), (script, turn) => {
      const run = (list: typeof script) => {
        // All begin first, in one order; what follows may come in any.
        const { out, clusters, add } = collect({ most: 100 })
        for (let c = 0; c < 6; c++) add(`${c}`, 0, 0)
        for (const [k, { c, x }] of list.entries()) add(`${c}`, x, k)
        clusters.tick(5000)
        return out
      }
      const by = turn % Math.max(script.length, 1)
      assert.deepEqual(run([...script.slice(by), ...script.slice(0, by)].toReversed()), run(script))
    }),
  )
})

test('saved and restored in the middle, nothing is lost', () => {
  const { out, clusters, add } = collect()
  add('a', 1, 0)
  add('b', 0, 5)
  clusters.tick(102)
  const next = collect()
  next.clusters.restore(JSON.parse(JSON.stringify(clusters.state())) as never)
  add('b', 1, 103)
  next.add('b', 1, 103)
  next.add('a', 1, 104)
  clusters.tick(400)
  next.clusters.tick(400)
  assert.deepEqual([...out.slice(0, 1), ...next.out], out)
  assert.equal(out.length, 2)
})

test('memory is bounded: beyond 4,096 open conversations the oldest are closed early', () => {
  const { clusters, add } = collect()
  for (let c = 0; c < 10_000; c++) add(`${c}`, 0, 1)
  assert.ok(clusters.waiting <= 4097)
})
