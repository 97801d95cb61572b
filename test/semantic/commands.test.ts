/**
 * `farthing cache try`, `show` and `flush` of answers across wordings, with a gateway running and on its files alone.
 */
import assert from 'node:assert/strict'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { openWeights } from '../../src/learned/weights.ts'
import { startCommandStand } from '../command-stand.ts'

const { folder, ask, farthing, stop, close } = await startCommandStand({ mode: 'balanced' })
after(close)

const skip = !openWeights('sentence-static') && 'no weights'

const question = 'How do I reset the password of the router?'

test('a question is tried, what is kept is shown, and forgotten by its tag', { skip }, async () => {
  await ask(question)
  await ask('What is a good name for a router network?', { 'x-farthing-tags': 'names' })
  const tried = await farthing('cache', 'try', 'How can I reset the router password?')
  assert.match(tried.out, /It may be answered across wordings/)
  assert.match(tried.out, /reset the password of the router\?\n.*the same with a probability of/)
  const other = await farthing('cache', 'try', 'How do I reset the password of router 7?', '--json')
  const { candidates } = JSON.parse(other.out) as { candidates: { vetoes: { kind: string }[] }[] }
  assert.ok(candidates[0]!.vetoes.length > 0)
  assert.match(
    (await farthing('cache', 'try', 'Write a poem.')).out,
    /not answered across wordings/,
  )
  assert.match((await farthing('cache', 'show')).out, /across wordings: 2 answers/)
  const flushed = await farthing('cache', 'flush', '--tag', 'names')
  assert.equal(flushed.out, '1 answer forgotten.')
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
