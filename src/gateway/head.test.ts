import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { readHead } from './head.ts'

test('no list of headers makes it throw, or lets a reserved name through', () => {
  const name = fc.oneof(
    fc.string(),
    fc.constantFrom(
      'Connection',
      '__proto__',
      'constructor',
      'toString',
      'X-Farthing-Key',
      'HOST',
      'x-a',
    ),
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(name, fc.string())), (pairs) => {
      const head = readHead(pairs.flat())
      assert.equal(Object.getPrototypeOf(head.headers), Object.prototype)
      for (const [key, value] of Object.entries(head.headers)) {
        assert.equal(typeof value, 'string')
        assert.equal(key, key.toLowerCase())
        assert.ok(!key.startsWith('x-farthing-') && key !== 'host' && key !== 'connection')
      }
    }),
  )
})

test('repeated headers are joined, listed ones leave, of two keys the first stands', () => {
  const head = readHead([
    'Accept',
    'a',
    'ACCEPT',
    'b',
    'constructor',
    'c',
    'Connection',
    'X-Gone',
    'x-gone',
    '1',
    'connection',
    'close, x-also',
    'x-also',
    '2',
    'authorization',
    'Bearer one',
    'Authorization',
    'Bearer two',
    'x-farthing-tags',
    'a',
    'X-Farthing-Tags',
    'b',
  ])
  assert.deepEqual(head.headers, { accept: 'a, b', constructor: 'c', authorization: 'Bearer one' })
  assert.equal(head.tags, 'a,b')
})
