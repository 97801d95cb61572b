/**
 * `farthing cache try`, `show` and `flush` of answers across wordings, with a gateway running and on its files alone.
 */
import assert from 'node:assert/strict'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { Configuration } from '../../src/config/schema.ts'
import { openWeights } from '../../src/learned/weights.ts'
import type { Preview } from '../../src/layers/cache/semantic/preview.ts'
import { startCommandStand } from '../command-stand.ts'

type RouteSettings = Configuration['routes'][number]

function routeOf(name: string, more: Partial<RouteSettings>): RouteSettings {
  return { name, match: { tag: name }, substitutes: [], storeText: false, layers: {}, ...more }
}

const { folder, ask, farthing, stop, close } = await startCommandStand({
  mode: 'balanced',
  routes: [
    routeOf('faq', { layers: { cache: { semantic: { serve: 'at-once' } } } }),
    routeOf('quiet', { mode: 'safe' }),
  ],
})
after(close)

const skip = !openWeights('sentence-static') && 'no weights'

const question = 'How do I reset the password of the router?'

test('a question is tried, what is kept is shown, and forgotten by its tag', { skip }, async () => {
  await ask(question)
  await ask('How long may the name of a router network be?', { 'x-farthing-tags': 'names' })
  const tried = await farthing('cache', 'try', 'How can I reset the router password?')
  assert.match(tried.out, /It may be answered across wordings/)
  assert.match(tried.out, /reset the password of the router\?\n.*the same with a probability of/)
  assert.match(
    tried.out,
    /default \(balanced, once certified\): not served: no certificate yet: 0 labels/,
  )
  const other = await farthing('cache', 'try', 'How do I reset the password of router 7?', '--json')
  const { candidates } = JSON.parse(other.out) as Preview
  assert.ok(candidates[0]!.vetoes.length > 0)
  assert.deepEqual(
    candidates[0]!.on.map(({ route, served }) => [route, served]),
    [
      ['faq', false],
      ['quiet', false],
      ['default', false],
    ],
  )
  assert.match(candidates[0]!.on[0]!.why, /it differs in .*7/)
  assert.match(
    (await farthing('cache', 'try', 'Write a poem.')).out,
    /not answered across wordings/,
  )
  assert.match((await farthing('cache', 'show')).out, /across wordings: 2 answers/)
  const flushed = await farthing('cache', 'flush', '--tag', 'names')
  assert.equal(flushed.out, '1 answer forgotten.')
})

test('what would be served on which route, and what stands against it', { skip }, async () => {
  const farthingOf = async (...words: string[]) =>
    JSON.parse((await farthing('cache', 'try', ...words, '--json')).out) as Preview
  const { routes, candidates, missing } = await farthingOf(`  ${question.toLowerCase()}`)
  assert.deepEqual(missing, [])
  assert.deepEqual(
    routes.map(({ route, mode, serve, threshold }) => [route, mode, serve, threshold]),
    [
      ['faq', 'balanced', 'at-once', 0.95],
      ['quiet', 'safe', 'certified', undefined],
      ['default', 'balanced', 'certified', undefined],
    ],
  )
  const [faq, quiet, usual] = candidates[0]!.on
  assert.deepEqual([faq!.served, faq!.why], [true, 'the same words'])
  assert.match(quiet!.why, /in mode safe nothing is reused/)
  assert.match(usual!.why, /no certificate yet: 0 labels so far; [\d.]+ % is promised/)
  const other = (await farthingOf('How can I reset my router?', '--route', 'faq')).candidates
  const { on, probability } = other.find(({ vetoes }) => vetoes.length === 0) ?? other[0]!
  assert.equal(on.length, 1)
  if (probability !== undefined && probability < 0.95)
    assert.match(on[0]!.why, /% is below the 95.0 % that are wanted/)
  const unknown = await farthing('cache', 'try', question, '--route', 'faqs')
  assert.match(unknown.err, /no route `faqs`, only faq, quiet, default/)
  const said = (await farthing('cache', 'try', 'How can I reset the router password?')).out
  assert.match(said, /faq \(balanced, at once\): (not )?served: /)
})

test('without a gateway: on the files, in which no word stands', { skip }, async () => {
  await stop()
  for (const name of ['semantic.db', 'semantic.key']) {
    assert.doesNotMatch(readFileSync(join(folder, name), 'latin1'), /router|password|local/)
  }
  assert.equal(statSync(join(folder, 'semantic.key')).mode & 0o777, 0o600)
  const tried = await farthing('cache', 'try', 'How can I reset the router password?')
  assert.match(tried.out, /reset the password of the router/)
  assert.match((await farthing('cache', 'show')).out, /across wordings: 1 answer/)
  assert.equal((await farthing('cache', 'flush', '--all')).out, '1 answer forgotten.')
  assert.match((await farthing('cache', 'show')).out, /across wordings: 0 answers/)
})
