import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createGrowing, type Stable } from './grown.ts'
import type { Block } from './reading.ts'

test('the oldest conversations go, but for those that have grown meanwhile', () => {
  const growing = createGrowing()
  const keep = (name: string, blocks: number): void => {
    const stable = { start: 0, end: 1, hashed: 0, sum: 0, blocks } as Stable
    growing.keep(name, Buffer.from('x'), stable, Array.from<Block>({ length: blocks }))
  }
  const kept = (): string => [...'abcdef'].filter((name) => growing.get(name)).join('')
  for (const name of 'abc') keep(name, 20_000)
  assert.equal(kept(), 'abc')
  keep('a', 20_000)
  keep('d', 20_000)
  assert.equal(kept(), 'acd', 'a has come again, b has not')
  keep('e', 40_000)
  assert.equal(kept(), 'ae')
  keep('a', 1)
  keep('f', 19_999)
  assert.deepEqual([kept(), growing.get('a')!.table.length], ['aef', 1])
  keep('e', 60_001)
  assert.equal(kept(), 'af', 'too long to be kept at all')
})
