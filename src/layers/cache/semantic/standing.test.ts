import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defaultConfiguration } from '../../../config/defaults.ts'
import type { Configuration } from '../../../config/schema.ts'
import { standingsOf, type CertificateStanding } from './standing.ts'

type Route = Configuration['routes'][number]
type Own = NonNullable<NonNullable<Route['layers']>['cache']>['semantic']

const routeOf = (name: string, semantic?: Own, mode?: Route['mode']): Route => ({
  name,
  match: {},
  substitutes: [],
  storeText: false,
  layers: semantic ? { cache: { semantic } } : {},
  ...(mode === undefined ? {} : { mode }),
})

const configuration: Configuration = {
  ...defaultConfiguration,
  mode: 'balanced',
  routes: [
    routeOf('faq', { serve: 'at-once', wrongAnswers: 0.05 }),
    routeOf('off', { enabled: false }),
    routeOf('still', undefined, 'safe'),
  ],
}

const certificate: CertificateStanding = {
  route: 'default',
  state: 'learning',
  setting: undefined,
  labels: 40,
  bound: 0.081,
  target: 0.02,
}
const stoppedOf = (more: Partial<CertificateStanding>) =>
  standingsOf(configuration, [{ ...certificate, ...more }]).at(-1)!.stopped

test('each route by its own settings, and what no route matches by those of all', () => {
  const [faq, off, still, usual] = standingsOf(configuration, [])
  assert.deepEqual([faq!.threshold, faq!.limit, faq!.stopped], [0.95, 0.05, undefined])
  assert.match(off!.stopped!, /enabled` is off/)
  assert.match(still!.stopped!, /mode safe/)
  assert.deepEqual([usual!.route, usual!.threshold], ['default', undefined])
  assert.match(usual!.stopped!, /it begins with the first call/)
})

test('a certificate that is there decides, also against at once', () => {
  const withdrawn = { ...certificate, route: 'faq', state: 'breached' as const }
  const [faq] = standingsOf(configuration, [withdrawn])
  assert.match(faq!.stopped!, /withdrawn: more than 2 % of the answers were worse/)
  assert.equal(stoppedOf({ state: 'certified', setting: 0.1 }), undefined)
  assert.match(stoppedOf({})!, /40 labels so far, .* by 8.1 %; 2 % is promised/)
  assert.match(stoppedOf({ labels: 1 })!, /1 label so far/)
})

test('without weights nothing is served, whatever is certified', () => {
  const [faq, , still] = standingsOf(configuration, [], 'weights/x is missing')
  assert.equal(faq!.stopped, 'weights/x is missing')
  assert.match(still!.stopped!, /mode safe/)
})
