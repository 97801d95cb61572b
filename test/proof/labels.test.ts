/**
 * End to end: who labels. A judge and a verifier over HTTP, feedback against holdouts, what users accept on their word,
 * measured savings, and the command line.
 */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import type { ProofReport } from '../../src/proof/report.ts'
import { askDirectly, bodyOf, shortener, startStand } from './stand.ts'

const key = 'compress/support'

test('a judge is asked in both orders, its cost stands in the ledger, and A/A pairs run beside', async () => {
  const trait = { harmful: () => true, live: 0 }
  const stand = await startStand({
    layers: [shortener(trait)],
    route: { judge: 'openai/gpt-5-mini' },
  })
  try {
    // The judge is the sandbox too: it reads its own directive in the answers that it is shown.
    const text = 'the refund is granted sandbox:{"text":"WORSE: neither"}'
    for (let n = 0; n < 40; n++) await stand.ask(n, { text: n % 2 ? text : undefined } as never)
    await stand.quiet()
    const { certificate } = await stand.detail(key)
    assert.equal(certificate.labels, 'judged')
    assert.ok(certificate.sources.judge! > 0, JSON.stringify(certificate.sources))
    assert.ok(certificate.floor!.units > 0 && certificate.units > 0)
    assert.equal(certificate.floor!.mean, 0, 'the sandbox answers the same bytes the same way')
    const calls = await stand.gateway.ledger.reader.list({ limit: 100 })
    const kinds = new Map<string, number>()
    for (const { id } of calls.calls) {
      const decision = await stand.gateway.ledger.reader.decision(id)
      for (const { kind } of decision!.attempts) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
    }
    assert.ok(kinds.get('judge')! >= 2 && kinds.get('judge')! % 2 === 0, 'two orders a pair')
    assert.ok(kinds.get('shadow')! >= 30)
  } finally {
    await stand.close()
  }
})

test('a verifier of the user decides where answers differ', async () => {
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk) => (text += String(chunk)))
    request.on('end', () => {
      const { request: asked, safe, candidate } = JSON.parse(text)
      const known = asked.model === 'gpt-5-mini' && safe.text === 'the refund is granted'
      response.end(JSON.stringify({ ok: known && candidate.text === 'no' }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const trait = { harmful: () => true, live: 0 }
  const stand = await startStand({ layers: [shortener(trait)], proof: { verifier: { url } } })
  try {
    for (let n = 0; n < 20; n++) await stand.ask(n)
    await stand.quiet()
    const { certificate } = await stand.detail(key)
    assert.equal(certificate.labels, 'excess')
    assert.equal(certificate.mean, 0, 'another answer, as good')
    assert.equal(certificate.sources.verifier, certificate.units)
  } finally {
    server.closeAllConnections()
    server.close()
    await stand.close()
  }
})

test('accepted on trust: live from day one, marked, and withdrawn when users find it worse', async () => {
  const trait = { harmful: () => false, live: 0 }
  const stand = await startStand({
    layers: [shortener(trait)],
    proof: { holdout: 0.4, young: 0, shadow: 0 },
    route: { accept: { compress: 0.1 } },
  })
  const feedback = async (
    call: string,
    good: boolean,
  ): Promise<[number, { recorded: boolean }]> => {
    const reply = await fetch(`${stand.gateway.url}/farthing/feedback`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ call, good }),
    })
    return [reply.status, (await reply.json()) as { recorded: boolean }]
  }
  try {
    const certificate = await stand.certificate(key)
    assert.equal(certificate.accepted, 0.1)
    assert.ok(certificate.acting)
    let marked = 0
    let held = 0
    for (let n = 0; n < 150 && (await stand.certificate(key)).window === 1; n++) {
      const { id } = await stand.ask(n)
      const story = (await (
        await fetch(`${stand.gateway.url}/farthing/decisions/${id}`)
      ).json()) as { call: { certificates: string[] } }
      const live = story.call.certificates.length > 0
      if (live) assert.deepEqual(story.call.certificates, [`${key}#1 on trust`])
      if (live) marked++
      else held++
      const [status, { recorded }] = await feedback(id, !live)
      assert.deepEqual([status, recorded], [202, true])
      if (n === 0) assert.deepEqual((await feedback(id, true))[1].recorded, false, 'once a call')
    }
    assert.ok(marked > 10 && held > 5, `${marked} live, ${held} held out`)
    const report = await stand.report()
    assert.ok(
      report.events.some(({ key: of, to }) => of === `${key}/feedback` && to === 'breached'),
    )
    assert.equal((await stand.certificate(key)).window, 2)
    assert.equal((await feedback('nobody', true))[0], 404)
    assert.equal(report.savings.holdouts, held)
  } finally {
    await stand.close()
  }
})

test('measured savings: the interval has the truth in it, and the gap to the ledger is shown', async () => {
  const trait = { harmful: () => false, live: 0 }
  const stand = await startStand({
    layers: [shortener(trait, { needs: 'safe' })],
    mode: 'safe',
    proof: { holdout: 0.3 },
  })
  try {
    for (let n = 0; n < 150; n++) await stand.ask(n)
    const { savings, certificates } = await stand.report()
    assert.deepEqual(certificates, [], 'a safe layer needs none')
    assert.equal(savings.units, 150)
    assert.ok(savings.holdouts > 30)
    const [low, high] = [Number(savings.measured!.low), Number(savings.measured!.high)]
    const claimed = Number(savings.claimed)
    assert.ok(claimed > 0 && low <= claimed && claimed <= high, JSON.stringify(savings))
    assert.ok(Number(savings.gap!.low) <= 0 && Number(savings.gap!.high) >= 0)
    assert.equal(trait.live, 150 - savings.holdouts)
  } finally {
    await stand.close()
  }
})

test('`farthing proof` says the same as the API, beside the running gateway', async () => {
  const trait = { harmful: () => false, live: 0 }
  const stand = await startStand({ layers: [shortener(trait)] })
  try {
    for (let n = 0; n < 5; n++) await stand.ask(n)
    await stand.quiet()
    const api = await stand.report()
    stand.gateway.ledger.flush()
    const config = join(stand.folder, 'farthing.config.json')
    writeFileSync(config, JSON.stringify({ server: { dataDirectory: stand.folder } }))
    const main = new URL('../../src/cli/main.ts', import.meta.url).pathname
    const run = async (...words: string[]) =>
      (await promisify(execFile)(process.execPath, [main, 'proof', ...words, '--config', config]))
        .stdout
    const printed = JSON.parse(await run('--json')) as ProofReport
    const shown = printed.certificates.find((one) => one.key === key)!
    assert.deepEqual(
      shown,
      api.certificates.find((one) => one.key === key)!,
    )
    assert.match(await run(), /compress\/support#1 +learning/)
    assert.match(await run(key), /at most .* more cases/)
    await assert.rejects(run('router/nowhere'), /no certificate router\/nowhere/)
  } finally {
    await stand.close()
  }
})

test('two layers that drew the same call are each tried alone, against one safe answer', async () => {
  const [first, second] = [
    { harmful: () => false, live: 0 },
    { harmful: () => true, live: 0 },
  ]
  const stand = await startStand({
    layers: [shortener(first), shortener(second, { name: 'template' })],
  })
  try {
    for (let n = 0; n < 10; n++) {
      const asked = await stand.ask(n)
      assert.equal(asked.body, await askDirectly(stand.upstream, n))
    }
    await stand.quiet()
    assert.equal((await stand.certificate(key)).mean, 0, 'the harm of the other is not its own')
    assert.equal((await stand.certificate('template/support')).mean, 1)
    assert.ok(bodyOf(1).includes('filler'))
  } finally {
    await stand.close()
  }
})
