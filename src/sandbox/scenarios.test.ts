import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fixedPrices, listPrices } from './prices.ts'
import { createSandbox } from './sandbox.ts'
import { scenarioRequest } from './scenario-bodies.ts'
import { armBlocks, scenario, shapeOf, type ScenarioId, type Tokenizer } from './scenarios.ts'

const file = join(process.env['FARTHING_DATA'] ?? '../shared/data', 'prompt-caching/scenarios.json')

interface Published {
  readonly scenarios: readonly {
    readonly id: ScenarioId
    readonly measured: Readonly<Record<string, { readonly A: number; readonly B?: number }>>
  }[]
}

// The published Sonnet 5 dollars fit only $3, which the list has from September 2026; the runs were in July.
const prices = fixedPrices(
  { 'claude-sonnet-5': { input: 3, cacheRead: 0.3, cacheWrite: 3.75, output: 15 } },
  listPrices(),
)

/** Input-side dollars of an arm. */
function dollars(id: ScenarioId, model: Tokenizer, arm: 'A' | 'B'): number {
  const sandbox = createSandbox({ prices })
  const start = Date.UTC(2026, 6, 18)
  for (const call of scenario(shapeOf(id, model)).calls) {
    sandbox.simulate({ model, blocks: armBlocks(call, arm), at: start + call.at, firstByteMs: 500 })
  }
  return Number(sandbox.bill().cost) / 1e12
}

test(
  'the published dollars of arms A and B, to four digits',
  { skip: !existsSync(file) && `no ${file}` },
  (t) => {
    const published = JSON.parse(readFileSync(file, 'utf8')) as Published
    let checked = 0
    for (const { id, measured } of published.scenarios) {
      for (const [model, arms] of Object.entries(measured)) {
        for (const arm of ['A', 'B'] as const) {
          const expected = arms[arm]
          if (expected === undefined) continue
          const billed = dollars(id, model as Tokenizer, arm)
          t.diagnostic(
            `${id} ${model} ${arm}: published ${expected.toFixed(4)}, billed ${billed.toFixed(6)}`,
          )
          assert.equal(billed.toFixed(4), expected.toFixed(4), `${id} ${model} arm ${arm}`)
          checked++
        }
      }
    }
    t.diagnostic(`${checked} arms equal`)
    assert.ok(checked >= 16)
  },
)

test('gpt-5.6: without breakpoints every input token is paid 1.25 times', () => {
  for (const id of ['S2', 'S6'] as const) {
    const sandbox = createSandbox({ prices })
    let tokens = 0
    for (const call of scenario(shapeOf(id, 'gpt-5.6-sol')).calls) {
      const blocks = armBlocks(call, 'A')
      const { usage } = sandbox.simulate({
        model: 'gpt-5.6-sol',
        blocks,
        at: Date.UTC(2026, 6, 18) + call.at,
      })
      tokens += blocks.reduce((sum, block) => sum + block.tokens, 0)
      assert.equal(usage.input + usage.cacheRead, 0)
    }
    const bill = sandbox.bill()
    assert.equal(bill.cost, BigInt(tokens) * 6_250_000n, id)
  }
})

test('the HTTP form meets the same rules: usage as in reduced form, within a token a block', () => {
  for (const [id, model, arm] of [
    ['S1', 'claude-haiku-4-5', 'B'],
    ['S2', 'claude-sonnet-5', 'B'],
    ['S2', 'gpt-5.6-sol', 'A'],
    ['S3', 'claude-haiku-4-5', 'B'],
  ] as const) {
    const clock = { at: 0, now: () => clock.at }
    const [real, reduced] = [createSandbox({ prices, clock }), createSandbox({ prices })]
    for (const call of scenario(shapeOf(id, model)).calls.slice(0, 12)) {
      clock.at = Date.UTC(2026, 6, 18) + call.at
      const { path, body } = scenarioRequest(call, model, arm)
      const headers = { 'x-api-key': 'k', 'anthropic-version': '2023-06-01' }
      const plain = model.startsWith('claude') ? headers : { authorization: 'Bearer k' }
      const reply = real.handle({
        method: 'POST',
        path,
        headers: plain,
        body: Buffer.from(JSON.stringify(body)),
      })
      assert.equal(reply.status, 200, Buffer.from(reply.body as Uint8Array).toString())
      const { usage } = reduced.simulate({ model, blocks: armBlocks(call, arm), at: clock.at })
      for (const name of ['input', 'cacheRead', 'cacheWrite'] as const) {
        const difference = Math.abs(reply.usage![name] - usage[name])
        assert.ok(
          difference <= call.turns.length + 2,
          `${id} ${model} ${name}: ${difference} tokens off`,
        )
      }
    }
  }
})
