/**
 * Shorter tool lists through the real gateway, with the prefix layer behind them: what the provider gets is a request
 * that it takes, and the client's marks are still in it.
 */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Dialect } from '../src/call.ts'
import { startGateway } from '../src/gateway/gateway.ts'
import { createLayers } from '../src/gateway/layers.ts'
import { createLog } from '../src/gateway/log.ts'
import { bodyOf, toolsOf } from '../src/layers/template/fake-call.ts'
import { createSandbox } from '../src/sandbox/sandbox.ts'
import { wholeConfiguration } from './gateway/whole.ts'
import { front, key, type Answer } from './prefix-stand.ts'

const paths: Readonly<Partial<Record<Dialect, string>>> = {
  'openai-chat': '/v1/chat/completions',
  'openai-responses': '/v1/responses',
  'anthropic-messages': '/v1/messages',
}

interface Running {
  post(client: Dialect, body: object): Promise<Answer>
  /** Bodies as the provider got them. */
  readonly sent: Answer[]
}

async function running(run: (parts: Running) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'farthing-template-'))
  const upstream = await createSandbox({ tokens: 'bytes' }).listen()
  const sent: Answer[] = []
  const between = await front(upstream.url, (body) => void sent.push(body))
  const layers = createLayers((error) => assert.fail(String(error)))
  const gateway = await startGateway({
    configuration: wholeConfiguration(folder, between.url),
    environment: {},
    // As a certificate would let it act.
    layers: (configuration, options) =>
      layers.build(configuration, options).map((layer) => ({
        ...layer,
        budgetMs: 60_000,
        needs: layer.name === 'template' ? 'safe' : layer.needs,
      })),
    prefixReport: layers.prefixReport,
    log: createLog(
      { level: 'error', format: 'json' },
      { terminal: false, write: () => {}, close: () => {} },
    ),
  })
  try {
    await run({
      sent,
      async post(client, body) {
        const response = await fetch(`${gateway.url}${paths[client]}`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            ...(client === 'anthropic-messages'
              ? { 'x-api-key': key, 'anthropic-version': '2023-06-01' }
              : { authorization: 'Bearer sk-proj-0123456789abcdef' }),
          },
          body: JSON.stringify(body),
        })
        const answer: Answer = await response.json()
        assert.equal(response.status, 200, JSON.stringify(answer))
        return answer
      },
    })
  } finally {
    await gateway.stop({ graceMs: 100 })
    layers.close()
    await between.close()
    await upstream.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

const namesOf = (body: Answer): string[] =>
  body.tools.map((tool: Answer) => tool.function?.name ?? tool.name)

test('the provider takes the shorter list in each dialect', () =>
  running(async ({ post, sent }) => {
    for (const client of Object.keys(paths) as Dialect[]) {
      const model = client === 'anthropic-messages' ? 'claude-sonnet-4-5' : 'gpt-5-mini'
      const body = bodyOf(client, 'Which flight goes to Lisbon?', toolsOf(client))
      const plain = client === 'openai-chat' ? { max_tokens: undefined } : {}
      await post(client, { ...body, ...plain, model })
      assert.deepEqual(namesOf(sent.at(-1)), ['find_flight'], client)
    }
  }))

test('a conversation keeps its list, with the client’s mark on its last tool and ours on the rest', () =>
  running(async ({ post, sent }) => {
    // Of a list that is hardly shorter than what follows it, all tools stay.
    const others = Array.from({ length: 40 }, (_, at) => `item${'abcdefghij'[at % 10]}${at}`)
    const names = [...others, 'flight', 'contract']
    const tools = toolsOf('anthropic-messages', names) as Record<string, unknown>[]
    tools.at(-1)!['cache_control'] = { type: 'ephemeral' }
    const system = 'You are the desk of a travel agency. '.repeat(150)
    const messages: object[] = [{ role: 'user', content: 'Which flight goes to Lisbon?' }]
    let read = 0
    for (let turn = 0; turn < 4; turn++) {
      const body = { model: 'claude-sonnet-4-5', max_tokens: 20, system, messages, tools }
      const answer = await post('anthropic-messages', body)
      read = answer.usage.cache_read_input_tokens
      messages.push(
        { role: 'assistant', content: answer.content },
        { role: 'user', content: 'Go on.' },
      )
    }
    const first = JSON.stringify(sent[0].tools)
    assert.deepEqual(namesOf(sent[0]), ['find_flight', 'find_contract'])
    for (const body of sent) assert.equal(JSON.stringify(body.tools), first)
    assert.deepEqual(sent[0].tools.at(-1).cache_control, { type: 'ephemeral' })
    assert.ok(read > 1000, String(read))
  }))
