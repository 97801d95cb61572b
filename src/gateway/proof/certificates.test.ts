import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defaultConfiguration } from '../../config/defaults.ts'
import type { Configuration } from '../../config/schema.ts'
import type { Layer } from '../../layers/layer.ts'
import { certificatesOf } from './certificates.ts'

const layer = (name: Layer['name'], needs: Layer['needs'], more: Partial<Layer> = {}): Layer => ({
  name,
  needs,
  unit: 'call',
  budgetMs: 1,
  down: (call) => call,
  ...more,
})
const route = (name: string, more: Partial<Configuration['routes'][number]> = {}) => ({
  name,
  match: {},
  substitutes: [],
  storeText: false,
  layers: {},
  ...more,
})
const layers = [
  layer('cache', 'safe'),
  layer('compress', 'balanced', { dial: [0.5, 0.7] }),
  layer('output', 'max'),
]
const prices = { rates: () => undefined }
const of = (more: Partial<Configuration>, own: readonly Layer[] = layers, list = prices) =>
  certificatesOf({ ...defaultConfiguration, ...more }, own, list)
const keys = (wanted: ReturnType<typeof of>) =>
  wanted.filter(({ kind }) => kind === 'shadow').map(({ key }) => key)

test('a certificate for each layer that needs one, where the mode lets it act', () => {
  assert.deepEqual(keys(of({})), [])
  const routes = [route('a', { mode: 'max' }), route('b', { mode: 'safe' })]
  assert.deepEqual(keys(of({ mode: 'balanced', routes })), [
    'compress/a',
    'compress/default',
    'output/a',
  ])
})

test('targets follow the mode, the judge and the route', () => {
  const routes = [
    route('a'),
    route('b', { mode: 'max' }),
    route('c', { proof: { judge: 'openai/x', accept: { compress: 0.03 } } }),
    route('d', { proof: { harm: 0.01, shadow: 0.5 } }),
  ]
  const [a, b, c, d] = of({ mode: 'balanced', routes }).filter(
    ({ kind, layer: name }) => kind === 'shadow' && name === 'compress',
  )
  assert.deepEqual([a!.target, a!.labels, a!.rates!.control], [0.02, 'absolute', 0])
  assert.equal(b!.target, 0.04)
  assert.deepEqual([c!.target, c!.labels, c!.rates!.control], [0.05, 'judged', 0.5])
  assert.deepEqual(c!.accepted, { harm: 0.03 })
  assert.equal(a!.accepted, undefined)
  assert.deepEqual([d!.target, d!.rates!.shadow], [0.01, 0.5])
  assert.deepEqual(a!.settings, [0.5, 0.7])
})

test('what it was learnt on: version, settings, models, prices and the judge', () => {
  const base = { mode: 'balanced', routes: [route('a', { substitutes: ['openai/x'] })] } as const
  const print = (more: object, own?: readonly Layer[], list?: typeof prices) =>
    of({ ...base, ...more }, own, list)[0]!.fingerprint
  const first = print({})
  assert.equal(print({}), first)
  assert.notEqual(print({}, [layer('compress', 'balanced', { version: '2' })]), first)
  assert.notEqual(print({ routes: [route('a', { substitutes: ['openai/y'] })] }), first)
  assert.notEqual(print({}, layers, { rates: () => ({ input: 1n }) as never }), first)
  assert.notEqual(print({ proof: { ...defaultConfiguration.proof, judge: 'openai/j' } }), first)
  assert.equal(print({ proof: { ...defaultConfiguration.proof, shadow: 0.5 } }), first)
  const moved = certificatesOf({ ...defaultConfiguration, ...base }, layers, prices, (name) =>
    name === 'a' ? '1' : '',
  )
  assert.notEqual(moved.find(({ key }) => key === 'compress/a')!.fingerprint, first)
})

test('a route that is cut keeps half of α for the rest', () => {
  const routes = [route('a', { proof: { segments: 'model' } }), route('b')]
  const wanted = of({ mode: 'balanced', routes })
  const alpha = (key: string) => wanted.find((one) => one.key === key)!.alpha
  assert.equal(alpha('compress/a'), alpha('compress/b') / 2)
  assert.equal(alpha('compress/a/feedback'), alpha('compress/b'))
})
