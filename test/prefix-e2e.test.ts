/**
 * Conversations through the real gateway with the sandbox behind it: what the layer saves is what the bill says.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSandbox } from '../src/sandbox/sandbox.ts'
import { front, key, stand, words, type Answer } from './prefix-stand.ts'

test('Claude: the second sight is written, the third read, and the answers stay what they were', () =>
  stand(async ({ gateway, sandbox, layers, post }) => {
    const plain = createSandbox({ tokens: 'bytes' })
    const direct = await plain.listen()
    const messages: object[] = []
    const reads: number[] = []
    for (let turn = 0; turn < 5; turn++) {
      messages.push({ role: 'user', content: words(`question ${turn}`, 3) })
      const body = {
        model: 'claude-sonnet-4-5',
        max_tokens: 40,
        system: words('policy', 400),
        messages,
      }
      const answer = await post('/v1/messages', body)
      const without: Answer = await (
        await fetch(`${direct.url}/v1/messages`, {
          method: 'POST',
          headers: {
            'x-api-key': key,
            'anthropic-version': '2023-06-01',
            'content-type': 'application/json',
          },
          body: JSON.stringify(body),
        })
      ).json()
      assert.deepEqual(answer.content, without.content)
      reads.push(answer.usage.cache_read_input_tokens ?? 0)
      messages.push({ role: 'assistant', content: answer.content })
    }
    await direct.close()
    assert.deepEqual(reads.slice(0, 2), [0, 0])
    assert.ok(
      reads.slice(2).every((tokens) => tokens > 3000),
      String(reads),
    )
    assert.ok(sandbox.bill().cost < (plain.bill().cost * 9n) / 10n)
    gateway.ledger.flush()
    const row = gateway.ledger.database
      .prepare(
        'select count(*) calls, sum(saved_prefix) saved, sum(baseline) baseline, sum(cost) paid from calls',
      )
      .get() as Record<string, number>
    assert.equal(row['calls'], 5)
    // To the picodollar: what the layer is credited with is the difference of the two sandboxes' bills.
    assert.equal(BigInt(row['paid']!), sandbox.bill().cost)
    assert.equal(BigInt(row['baseline']!), plain.bill().cost)
    assert.equal(BigInt(row['saved']!), plain.bill().cost - sandbox.bill().cost)
    const { families } = layers.prefixReport()
    assert.equal(families[0]!.calls, 5)
    assert.ok(families[0]!.billed.read > 9000)
  }))

test('GPT-5.6: the shared beginning is written once and read by others, tails are not written', () =>
  stand(async ({ post }) => {
    const usages: Answer[] = []
    for (let call = 0; call < 4; call++) {
      const body = {
        model: 'gpt-5.6-sol',
        messages: [
          { role: 'developer', content: words('policy', 300) },
          { role: 'user', content: words(`question ${call}`, 3) },
        ],
      }
      usages.push((await post('/v1/chat/completions', body)).usage.prompt_tokens_details)
    }
    assert.ok(usages[0].cached_tokens === 0)
    for (const usage of usages.slice(1))
      assert.ok(usage.cached_tokens > 2000, JSON.stringify(usages))
  }))

test('two start at once: one writes, the other waits for its first byte and reads', () =>
  stand(
    async ({ post, sandbox, gateway }) => {
      const ask = (question: string): Promise<Answer> =>
        post('/v1/messages', {
          model: 'claude-sonnet-4-5',
          max_tokens: 40,
          system: words('policy', 900),
          messages: [{ role: 'user', content: question }],
        })
      // An unseen beginning is not marked; from now on it is known.
      await ask('first')
      const answers = await Promise.all([ask('second'), ask('third')])
      const written = answers.map(({ usage }) => usage.cache_creation_input_tokens)
      const read = answers.map(({ usage }) => usage.cache_read_input_tokens)
      assert.equal(written.filter((tokens) => tokens > 5000).length, 1, String(written))
      assert.equal(read.filter((tokens) => tokens > 5000).length, 1, String(read))
      gateway.ledger.flush()
      const row = gateway.ledger.database.prepare('select sum(cost) paid from calls').get()
      assert.equal(BigInt(row!['paid'] as number), sandbox.bill().cost)
    },
    {
      sandbox: { firstMs: 700 },
      layers: { prefix: { enabled: true, leaderWaitMs: 8000 } },
    },
  ))

test('a provider that refuses marks: the client sees no 400, and the model gets none for a day', () => {
  const seen: { marked: boolean; status: number }[] = []
  return stand(
    async ({ post, layers, gateway }) => {
      for (let turn = 0; turn < 5; turn++) {
        await post('/v1/messages', {
          model: 'claude-sonnet-4-5',
          max_tokens: 40,
          system: words('policy', 400),
          messages: [{ role: 'user', content: `question ${turn}` }],
        })
      }
      assert.deepEqual(
        seen.map(({ marked, status }) => `${marked} ${status}`),
        ['false 200', 'true 400', 'false 200', 'false 200', 'false 200', 'false 200'],
      )
      const [down] = layers.prefixReport().stepDowns
      assert.equal(down?.model, 'claude-sonnet-4-5')
      assert.match(down!.reason, /cache_control: no such/)
      gateway.ledger.flush()
      const calls = gateway.ledger.database
        .prepare('select count(*) calls, sum(saved_prefix) saved from calls')
        .get() as Record<string, number>
      assert.deepEqual({ ...calls }, { calls: 5, saved: 0 })
    },
    {
      between: (upstream) =>
        front(upstream, (body) => {
          const marked = JSON.stringify(body).includes('"cache_control"')
          seen.push({ marked, status: marked ? 400 : 200 })
          const error = { type: 'invalid_request_error', message: 'cache_control: no such field' }
          return marked ? { type: 'error', error } : undefined
        }),
    },
  )
})

test('GPT-5: more than fifteen calls a minute are spread over keys, and read on', () => {
  const keys: (string | undefined)[] = []
  const clock = { now: () => 1_800_000_000_000 }
  return stand(
    async ({ post }) => {
      let cached = 0
      for (let call = 0; call < 60; call++) {
        const answer = await post('/v1/chat/completions', {
          model: 'gpt-5',
          messages: [
            { role: 'developer', content: words('policy', 400) },
            { role: 'user', content: `question ${call}` },
          ],
        })
        if (answer.usage.prompt_tokens_details.cached_tokens > 2000) cached++
      }

      const shards = new Set(keys)
      assert.ok(shards.size >= 3 && !shards.has(undefined), `${shards.size} keys`)
      // One key for the first dozen; the first call of a key is cold, and so is each machine that it spills to.
      assert.equal(new Set(keys.slice(0, 12)).size, 1)
      assert.ok(cached >= 60 - 3 * shards.size, `${cached} of 60 read, ${shards.size} keys`)
    },
    {
      sandbox: { clock },
      between: (upstream) => front(upstream, (body) => void keys.push(body.prompt_cache_key)),
    },
  )
})

test('failover prices the loss: a short wait keeps the warm prefix, a long one is left for another credential', () => {
  const asked: string[] = []
  const busy: string[] = []
  return stand(
    async ({ post, gateway }) => {
      const messages: object[] = []
      const ask = async (): Promise<number> => {
        messages.push({ role: 'user', content: words(`question ${messages.length}`, 3) })
        const answer = await post('/v1/messages', {
          model: 'claude-sonnet-4-5',
          max_tokens: 40,
          system: words('policy', 2000),
          messages,
        })
        messages.push({ role: 'assistant', content: answer.content })
        return answer.usage.cache_read_input_tokens ?? 0
      }
      await ask()
      await ask()
      assert.ok((await ask()) > 15_000)
      const [home] = asked
      assert.deepEqual(new Set(asked).size, 1)
      // A second's wait is worth a cent, and the prefix about six.
      busy.push('0.2')
      assert.ok((await ask()) > 15_000)
      assert.deepEqual(asked.slice(3), [home, home])
      busy.push('3600')
      assert.equal(await ask(), 0)
      assert.equal(asked.length, 7)
      assert.notEqual(asked[6], home)
      // What lies at home still does.
      assert.ok((await ask()) > 15_000)
      assert.equal(asked[7], home)
      gateway.ledger.flush()
      const notes = gateway.ledger.database
        .prepare('select notes from calls order by row')
        .all()
        .map(({ notes: text }) => String(text))
      assert.equal(notes.filter((text) => /left a warm prefix behind/.test(text)).length, 1)
      assert.match(notes[4]!, /failover to (one|two) left a warm prefix behind, worth 6\.\d+ ¢/)
    },
    {
      between: (upstream) =>
        front(upstream, (_, given) => {
          asked.push(given)
          const retryAfter = busy.shift()
          return retryAfter === undefined ? undefined : { status: 429, retryAfter }
        }),
      keyless: true,
      providers: (base) => ({
        anthropic: {
          base,
          endpoints: [],
          headers: {},
          timeouts: {},
          passThrough: false,
          credentials: [
            { id: 'one', value: 'sk-ant-api03-one-0123456789', weight: 1 },
            { id: 'two', value: 'sk-ant-api03-two-0123456789', weight: 1 },
          ],
        },
      }),
    },
  )
})
