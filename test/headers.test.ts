/**
 * docs/gateway.md names every header of ours that a client may send or gets.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sources, textOf } from './tree.ts'

test('every header of ours stands in a table of docs/gateway.md', () => {
  const used = new Set(
    sources()
      .filter((path) => path.startsWith('src/gateway/') && !path.endsWith('.test.ts'))
      .flatMap((path) => [...textOf(path).matchAll(/'(x-farthing-[a-z]+)'/g)])
      .map((match) => match[1]!),
  )
  assert.ok(used.size >= 9, [...used].join(' '))
  const rows = textOf('docs/gateway.md').split('\n')
  const tables = rows.filter((line) => line.startsWith('| `x-')).map((line) => line.split('|')[1]!)
  // `x-farthing-cost`, `-baseline`, `-saved`: one row for three.
  const names = tables.flatMap((cell) => [...cell.matchAll(/`(?:x-farthing)?-([a-z]+)/g)])
  const named = new Set(names.map((match) => `x-farthing-${match[1]}`))
  assert.deepEqual(
    [...used].filter((name) => !named.has(name)),
    [],
  )
})
