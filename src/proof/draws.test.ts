import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { createDraws, purpose, unitOf } from './draws.ts'

const secret = 'a secret of this installation'

test('a draw is uniform, and independent between purposes and secrets', () => {
  const [mine, other] = [createDraws(secret), createDraws(`${secret}!`)]
  const [shadow, holdout] = [purpose('shadow', 'cache'), purpose('holdout')]
  const n = 20_000
  const cells = new Map<string, number>()
  for (let k = 0; k < n; k++) {
    const unit = `unit-${k}`
    const a = Math.floor(mine.uniform(unit, shadow) * 4)
    const b = Math.floor(mine.uniform(unit, holdout) * 4)
    const c = Math.floor(other.uniform(unit, shadow) * 4)
    cells.set(`${a}${b}${c}`, (cells.get(`${a}${b}${c}`) ?? 0) + 1)
  }
  // χ² over 64 cells has 63 degrees of freedom; 120 has a chance of 2e-5.
  const expected = n / 64
  let chi = 64 * expected - [...cells.values()].length * expected
  for (const count of cells.values()) chi += (count - expected) ** 2 / expected
  assert.equal(cells.size, 64)
  assert.ok(chi < 120, String(chi))
})

test('the same unit draws the same, whatever was asked in between', () => {
  const draws = createDraws(secret)
  const fresh = () => createDraws(secret)
  const what = purpose('x')
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', 'b', 'c', '', 'd'), { minLength: 1 }), (units) => {
      for (const unit of units) assert.equal(draws.uniform(unit, what), fresh().uniform(unit, what))
    }),
  )
})

test('a rate is kept at the small end, where draws happen', () => {
  const draws = createDraws(secret)
  const what = purpose('shadow', 'router', 'default')
  let drawn = 0
  for (let k = 0; k < 50_000; k++) if (draws.uniform(`call_${k}`, what) < 0.02) drawn++
  assert.ok(Math.abs(drawn - 1000) < 130, String(drawn))
})

test('calls of one conversation are drawn by themselves, uniformly and independently of its own draw', () => {
  const draws = createDraws(secret)
  const [call, holdout] = [purpose('shadow', 'router', 'default'), purpose('holdout')]
  const another = createDraws(secret)
  const n = 32_000
  const cells = new Map<string, number>()
  for (let k = 0; k < n; k++) {
    // Eight calls a conversation, numbered as the gateway does.
    const conversation = `c${k >> 3}`
    const at = (draw: number) => Math.floor(draw * 4)
    const own = at(draws.uniform(conversation, call, `fc_${k}`))
    const next = at(draws.uniform(conversation, call, `fc_${k + 1}`))
    const all = at(draws.uniform(`d${k}`, holdout, `fc_${k}`))
    assert.equal(at(another.uniform(conversation, call, `fc_${k}`)), own)
    cells.set(`${own}${next}${all}`, (cells.get(`${own}${next}${all}`) ?? 0) + 1)
  }
  const expected = n / 64
  let chi = 0
  for (const count of cells.values()) chi += (count - expected) ** 2 / expected
  assert.ok(cells.size === 64 && chi < 120, `${cells.size} cells, ${chi}`)
  assert.notEqual(draws.uniform('c', call, 'x'), draws.uniform('c', call))
})

test('units are as the layers need them, and a short secret is refused', () => {
  assert.deepEqual(
    ['cache', 'router', 'compress', 'prefix', 'template'].map((layer) => unitOf(layer as 'cache')),
    ['call', 'call', 'conversation', 'conversation', 'conversation'],
  )
  assert.throws(() => createDraws('short'), RangeError)
})
