import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { defaultConfiguration } from '../config/defaults.ts'
import { compileGlob, compileRoutes } from './match-route.ts'

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

test('a glob says what the regular expression would', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '*', '/', '.'), maxLength: 12 })
  fc.assert(
    fc.property(text, text, (pattern, candidate) => {
      const expression = new RegExp(`^${pattern.split('*').map(escaped).join('.*')}$`, 's')
      assert.equal(compileGlob(pattern)(candidate), expression.test(candidate))
    }),
    { numRuns: 2000 },
  )
})

test('the first route whose conditions all hold applies', () => {
  const route = { substitutes: [], storeText: false, layers: {} }
  const match = compileRoutes({
    ...defaultConfiguration,
    mode: 'balanced',
    routes: [
      { ...route, name: 'both', match: { model: 'gpt-*', tag: 'night' }, mode: 'max' },
      { ...route, name: 'keyed', match: { key: 'key_1' } },
      { ...route, name: 'path', match: { path: '/v1/emb*' }, layers: { cache: { scope: 'all' } } },
    ] as never,
  })
  const call = { path: '/v1/chat/completions', model: 'gpt-5', key: undefined, tags: [] }
  assert.equal(match(call).name, 'default')
  assert.equal(match({ ...call, tags: ['day', 'night'] }).name, 'both')
  assert.equal(match({ ...call, tags: ['night'] }).mode, 'max')
  assert.equal(match({ ...call, key: 'key_1' }).name, 'keyed')
  const embeddings = match({ ...call, path: '/v1/embeddings' })
  assert.equal(embeddings.name, 'path')
  assert.equal(embeddings.mode, 'balanced')
  assert.deepEqual(embeddings.layers.cache, { ...defaultConfiguration.layers.cache, scope: 'all' })
})
