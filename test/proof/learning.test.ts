/**
 * End to end: a harmful layer is never let through, a harmless one is certified and released, and while either is
 * learnt about clients get the safe answer, byte for byte.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askDirectly, shortener, startStand } from './stand.ts'

const key = 'compress/support'

test('a harmless layer is certified and released; before it, clients get the safe bytes', async () => {
  const trait = { harmful: () => false, live: 0 }
  const stand = await startStand({ layers: [shortener(trait)] })
  try {
    let sent = 0
    while ((await stand.certificate(key)).state === 'learning') {
      assert.ok(sent < 60, 'certified within 60 calls')
      const stream = sent % 2 === 1
      const asked = await stand.ask(sent, { stream })
      assert.equal(asked.status, 200)
      assert.equal(asked.body, await askDirectly(stand.upstream, sent, { stream }))
      sent++
      await stand.quiet()
    }
    const certificate = await stand.certificate(key)
    assert.equal(certificate.state, 'certified')
    assert.ok(certificate.acting)
    assert.ok(certificate.bound <= certificate.target)
    assert.equal(certificate.sources.exact, sent)
    const before = sent
    const ids: string[] = []
    for (let more = 0; more < 20; more++) ids.push((await stand.ask(before + more)).id)
    await stand.quiet()
    stand.gateway.ledger.flush()
    let acted = 0
    for (const id of ids) {
      const story = await (await fetch(`${stand.gateway.url}/farthing/decisions/${id}`)).json()
      const { certificates } = (story as { call: { certificates: string[] } }).call
      if (certificates.length === 0) continue
      assert.deepEqual(certificates, [`${key}#1`])
      acted++
    }
    assert.ok(acted > 0 && acted < 20, `${acted} of 20 are live, the others shadowed`)
    assert.ok(stand.logged.some((line) => line.includes('"to":"certified"')))
    const { events } = await stand.report()
    assert.deepEqual(
      events.map(({ from, to }) => [from, to]),
      [['learning', 'certified']],
    )
    const extra = stand.gateway.ledger.reader.total({})
    assert.ok((await extra).extra > 0n, 'what shadows cost is in the ledger')
  } finally {
    await stand.close()
  }
})

test('a harmful layer never reaches a client', async () => {
  const trait = { harmful: () => true, live: 0 }
  const stand = await startStand({ layers: [shortener(trait)], storeText: true })
  try {
    for (let n = 0; n < 30; n++) {
      const asked = await stand.ask(n)
      assert.equal(asked.body, await askDirectly(stand.upstream, n))
    }
    await stand.quiet()
    assert.equal((await stand.certificate(key)).state, 'learning')
    const { certificate, worst, samples } = await stand.detail(key)
    assert.equal(certificate.acting, false)
    assert.equal(certificate.mean, 1)
    assert.ok(certificate.bound > 0.8)
    assert.equal(samples.length, 30)
    assert.equal(worst[0]!.harm, 1)
    assert.equal(worst[0]!.text!.safe, 'the refund is granted')
    assert.equal(worst[0]!.text!.candidate, 'no')
    assert.match(worst[0]!.text!.question, /filler/)
  } finally {
    await stand.close()
  }
})
