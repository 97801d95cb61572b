/**
 * End to end: a drawn conversation keeps its arm from turn to turn, holdouts are touched by no layer, and a reload
 * keeps what was learnt.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askDirectly, shortener, startStand } from './stand.ts'

const key = 'compress/support'

/** Turn `turn` of conversation `n`: what came before stands in front of it. */
function turnOf(n: number, turn: number): { body: object } {
  const messages: object[] = [
    { role: 'user', content: `filler ${n} sandbox:{"text":"the refund is granted"}` },
  ]
  for (let at = 1; at <= turn; at++) {
    messages.push({ role: 'assistant', content: 'the refund is granted' })
    messages.push({ role: 'user', content: `filler more ${at}` })
  }
  return { body: { messages } }
}

test('of a drawn conversation three turns run twice, and no turn gets the layer', async () => {
  const trait = { harmful: () => false, live: 0 }
  const stand = await startStand({ layers: [shortener(trait)], proof: { idleMs: 600_000 } })
  try {
    for (let turn = 0; turn < 6; turn++) {
      const asked = await stand.ask(1, turnOf(1, turn))
      assert.equal(asked.body, await askDirectly(stand.upstream, 1, turnOf(1, turn)))
      await stand.quiet()
    }
    const { certificate, samples } = await stand.detail(key)
    assert.equal(samples.length, 3)
    assert.equal(new Set(samples.map(({ conversation }) => conversation)).size, 1)
    assert.deepEqual([certificate.units, certificate.waiting], [0, 1], 'one unit, not over yet')
    assert.equal(trait.live, 0)
  } finally {
    await stand.close()
  }
})

test('a holdout is touched by no layer in any turn; the others are, once it is accepted', async () => {
  const trait = { harmful: () => false, live: 0 }
  const safe = { harmful: () => false, live: 0 }
  const stand = await startStand({
    layers: [shortener(trait), shortener(safe, { name: 'prefix', needs: 'safe' })],
    proof: { holdout: 0.5, young: 0, shadow: 0 },
    route: { accept: { compress: 0.1 } },
  })
  try {
    const arms = new Set<boolean>()
    for (let n = 0; n < 12; n++) {
      const touched: boolean[] = []
      for (let turn = 0; turn < 3; turn++) {
        const before = [trait.live, safe.live]
        await stand.ask(n, turnOf(n, turn))
        const [compress, prefix] = [trait.live > before[0]!, safe.live > before[1]!]
        assert.equal(compress, prefix, 'all layers or none')
        touched.push(compress)
      }
      assert.equal(new Set(touched).size, 1, 'every turn alike')
      arms.add(touched[0]!)
    }
    assert.equal(arms.size, 2, 'some are, some are not')
  } finally {
    await stand.close()
  }
})

test('a reload keeps labels and state; another judge begins a window of its own', async () => {
  const trait = { harmful: () => false, live: 0 }
  const stand = await startStand({ layers: [shortener(trait)] })
  try {
    for (let n = 0; n < 30; n++) await stand.ask(n)
    await stand.quiet()
    const before = await stand.certificate(key)
    assert.equal(before.state, 'certified')
    const { configuration } = stand
    stand.gateway.reload({ ...configuration, proof: { ...configuration.proof, shadow: 0.4 } })
    const after = await stand.certificate(key)
    assert.deepEqual({ ...after, needed: null }, { ...before, needed: null })
    stand.gateway.reload({
      ...configuration,
      proof: { ...configuration.proof, judge: 'openai/gpt-5-mini' },
    })
    const judged = await stand.certificate(key)
    assert.deepEqual([judged.state, judged.window, judged.acting], ['stale', 2, false])
    const { live } = trait
    for (let n = 100; n < 110; n++) await stand.ask(n)
    assert.equal(trait.live, live, 'what was certified is so no more')
  } finally {
    await stand.close()
  }
})
