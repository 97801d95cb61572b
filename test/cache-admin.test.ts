/**
 * Forgetting kept answers, as a user does it: by the command and by the admin API, with a gateway running and without.
 */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { startGateway as startInProgram } from '../src/index.ts'
import { startCommandStand } from './command-stand.ts'

const { folder, url, ask, farthing, stop, close } = await startCommandStand()
after(close)

const kept = [
  ['one', { 'x-farthing-user': 'ann', 'x-farthing-tags': 'nightly' }, 'gpt-4o-mini'],
  ['two', { authorization: 'Bearer sk-other-tenant-0123456789abcdef' }, 'gpt-4o-mini'],
  ['three', {}, 'gpt-4o'],
] as const

async function whereFrom(): Promise<string[]> {
  const places = []
  for (const [text, headers, model] of kept)
    places.push(await ask(text, headers, { temperature: 0, model }))
  return places
}

test('by tag, model and tenant over the running gateway, and only that', async () => {
  await whereFrom()
  assert.deepEqual(await whereFrom(), ['cache', 'cache', 'cache'])
  assert.match((await farthing('cache', 'show')).out, /^3 answers, 0\.0 MB$/)

  assert.equal((await farthing('cache', 'flush', '--tag', 'nightly')).out, '1 answer forgotten.')
  assert.deepEqual(await whereFrom(), ['upstream', 'cache', 'cache'])

  assert.equal((await farthing('cache', 'flush', '--model', 'gpt-4o')).out, '1 answer forgotten.')
  assert.deepEqual(await whereFrom(), ['cache', 'cache', 'upstream'])

  const tenant = await farthing('cache', 'flush', '--tenant', 'local', '--json')
  assert.deepEqual(JSON.parse(tenant.out), { removed: 2 }, 'the end user of the tenant as well')
  assert.deepEqual(await whereFrom(), ['upstream', 'cache', 'upstream'])

  const both = await farthing('cache', 'flush', '--tenant', 'local', '--model', 'gpt-4o')
  assert.equal(both.out, '1 answer forgotten.', 'all that is given must hold')
})

test('everything only where that is said', async () => {
  const bare = await farthing('cache', 'flush')
  assert.deepEqual([bare.code, bare.out], [2, ''])
  assert.match(bare.err, /--all/)
  assert.equal((await farthing('cache', 'flush', '--all', '--tag', 'x')).code, 2)

  const address = `${url}/farthing/api/cache`
  const refused = await fetch(address, { method: 'DELETE' })
  assert.equal(refused.status, 400)
  assert.match(await refused.text(), /parameter_missing/)
  assert.equal((await fetch(address, { method: 'PUT' })).status, 405)
  assert.equal((await fetch(`${address}?tag=`, { method: 'DELETE' })).status, 400)

  const others = await fetch(`${address}?all=true`, {
    method: 'DELETE',
    headers: { origin: 'https://evil.example' },
  })
  assert.equal(others.status, 403, 'no page of another site')
  await whereFrom()
  const all = await fetch(`${address}?all=true`, { method: 'DELETE' })
  assert.deepEqual(await all.json(), { removed: 3 })
  assert.deepEqual(await (await fetch(address)).json(), {
    answers: 0,
    bytes: 0,
    semantic: null,
  })
})

test('without a gateway: on the file, which no longer holds the words', async () => {
  await ask('pomegranate', {}, { temperature: 0 })
  await stop()
  const text = () =>
    readdirSync(folder)
      .filter((name) => name.startsWith('answers'))
      .map((name) => readFileSync(join(folder, name), 'latin1'))
      .join('')
  assert.match(text(), /chat\.completion/)
  assert.equal((await farthing('cache', 'flush', '--all')).out, '1 answer forgotten.')
  assert.doesNotMatch(text(), /chat\.completion/)
  assert.equal((await farthing('cache', 'show')).out, '0 answers, 0.0 MB')
})

test('a gateway inside a program has it too', async () => {
  await using inside = await startInProgram({ port: 0, environment: {} })
  const shown = await fetch(`${inside.url}/farthing/api/cache`)
  assert.deepEqual(await shown.json(), {
    answers: 0,
    bytes: 0,
    semantic: null,
  })
})
