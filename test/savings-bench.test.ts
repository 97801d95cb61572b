import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clustered, wilson } from '../bench/savings/quality.ts'
import { requestOf, sellers, type Prompt } from '../bench/savings/rig/prompt.ts'
import { run, type Served, type WorkloadCall } from '../bench/savings/rig/run.ts'
import { holdTime, start } from '../bench/savings/rig/virtual-clock.ts'
import { sentText } from '../bench/savings/sent-text.ts'

const system = 'Answer from the rules of the house. '.repeat(300)

/** One question a minute; every other one was asked before. */
const calls: readonly WorkloadCall[] = Array.from({ length: 12 }, (_, at) => ({
  at: at * 60_000,
  tenant: 'house',
  conversation: `${at}`,
  outputTokens: 20,
  request: () =>
    requestOf(
      {
        system,
        turns: [{ role: 'user', text: `Which rule is number ${at - (at % 2)}?` }],
        temperature: 0,
      },
      sellers[0]!,
    ),
}))

test('the savings rig runs the gateway in virtual time and is billed by the sandbox', async () => {
  const giveBack = holdTime()
  try {
    const recorded = await run(calls, undefined)
    const seen: Served[] = []
    const safe = await run(
      calls,
      { mode: 'safe', proof: 'certified', undrawn: true },
      { see: (served) => seen.push(served) },
    )
    assert.equal(recorded.usage.cacheRead, 0)
    assert.equal(safe.hits, 6)
    assert.ok(safe.input < recorded.input * 0.5)
    assert.deepEqual(safe.skipped, {})
    for (const { index, sent, answeredBy, from } of seen) {
      if (from === 'cache') assert.equal(answeredBy, index - 1)
      else assert.equal(sentText(sent!).whole, sentText(calls[index]!.request().body).whole)
    }
    const saved = Object.values(safe.saved).reduce((sum, amount) => sum + amount, 0)
    const less = recorded.input + recorded.output - safe.input - safe.output
    // A hit is credited at what the provider's cache would have made of it, so it may claim less.
    assert.ok(saved > 0 && saved < 1.02 * less, `the ledger claims ${saved}, the bills say ${less}`)
    const again = await run(calls, { mode: 'safe', proof: 'certified', undrawn: true })
    assert.equal(again.input, safe.input)
  } finally {
    giveBack()
  }
})

test('a clock at the top of the prompt: nothing is found again in safe, the rest of it in balanced', async () => {
  const giveBack = holdTime()
  try {
    const clock = (at: number): string => `Current time: ${new Date(start + at).toISOString()}`
    const clocked = calls.map((call, at): WorkloadCall => {
      const text = `Which rule is number ${at}?`
      const prompt = { system: `${clock(call.at)}\n${system}`, turns: [{ role: 'user', text }] }
      return { ...call, request: () => requestOf(prompt as Prompt, sellers[0]!) }
    })
    const seen: string[] = []
    const dollars = async (mode: 'safe' | 'balanced'): Promise<number> => {
      const see = ({ sent }: Served): unknown => seen.push(sentText(sent!).whole)
      return (await run(clocked, { mode, proof: 'certified', undrawn: true }, { see })).input
    }
    const safe = await dollars('safe')
    assert.ok((await dollars('balanced')) < 0.4 * safe)
    for (const [at, whole] of seen.slice(clocked.length).entries()) {
      assert.ok(whole.startsWith(system))
      assert.ok(whole.includes(`\n${clock(clocked[at]!.at)}\n`))
    }
  } finally {
    giveBack()
  }
})

test('intervals: Wilson at the edge, a bootstrap that lies around its value', () => {
  const all = wilson(100, 100)
  assert.equal(all.value, 1)
  assert.ok(Math.abs(all.low - 0.963) < 0.001)
  const some = clustered(Array.from({ length: 50 }, (_, at) => ({ good: at % 5 ? 2 : 1, all: 2 })))
  assert.ok(some.low < some.value && some.value < some.high)
})
