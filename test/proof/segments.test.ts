/**
 * End to end: a route that is cut by model. A layer that harms one model's answers is stopped there and goes on
 * elsewhere; α is shared out; a restart keeps the cut.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shortener, startStand, type Stand, type Trait } from './stand.ts'

const route = { segments: 'model', segmentMinimum: 4 } as const
const whole = 'compress/support'
const [small, nano] = ['gpt-5-mini', 'gpt-5-nano']
const of = (model: string) => `${whole}/model:${model}`

async function ask(stand: Stand, from: number, calls: number) {
  for (let n = from; n < from + calls; n++) {
    for (const model of [small, nano]) await stand.ask(n, { body: { model } })
  }
  await stand.quiet()
}

test('harm in one segment stops the layer there, and nowhere else', async () => {
  const trait: Trait = { harmful: () => false, live: 0 }
  const layers = [shortener(trait)]
  const stand = await startStand({ layers, route, listed: true })
  let again: Stand | undefined
  try {
    await ask(stand, 0, 45)
    for (const model of [small, nano]) {
      const { state, acting, segment } = await stand.certificate(of(model))
      assert.deepEqual([state, acting, segment], ['certified', true, `model:${model}`])
    }
    const { certificates } = await stand.report()
    const shadows = certificates.filter((one) => one.kind === 'shadow' && one.route === 'support')
    assert.deepEqual(shadows.map(({ key }) => key).toSorted(), [whole, of(small), of(nano)])
    const [rest, ...parts] = [whole, of(small), of(nano)].map(
      (key) => shadows.find((one) => one.key === key)!.alpha,
    )
    assert.ok(Math.abs(rest! + 8 * parts[0]! - 0.1) < 1e-12, 'α is what `confidence` leaves')
    assert.equal(parts[0], parts[1])
    const pool = shadows.find((one) => one.key === whole)!
    assert.ok(pool.window > 1 && pool.units <= 2, 'what the rest had learned was of these two')

    trait.harmful = (_, { view }) => view.model === nano
    for (let n = 100; (await stand.certificate(of(nano))).state !== 'breached'; n += 10) {
      assert.ok(n < 400, 'the breach is found')
      await ask(stand, n, 10)
    }
    assert.equal((await stand.certificate(of(nano))).acting, false)
    assert.equal((await stand.certificate(of(small))).acting, true)
    assert.match((await stand.ask(900, { body: { model: nano } })).body, /refund is granted/)
    trait.live = 0
    await ask(stand, 500, 10)
    assert.ok(trait.live > 0, 'it goes on elsewhere')

    await stand.close(true)
    again = await startStand({ layers, route, listed: true, folder: stand.folder })
    assert.equal((await again.certificate(of(nano))).state, 'breached')
    assert.equal((await again.certificate(of(small))).acting, true)
  } finally {
    await (again ?? stand).close()
  }
})
