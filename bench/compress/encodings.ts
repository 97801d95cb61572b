/**
 * Encodings alone: what they save on recorded agents on top of the prefix layer, that they decode back, what they cost
 * in time, and what hostile texts do to them.
 * @module
 */
import { toolAgent } from '../savings/workloads/tool-agent.ts'
import { codingAgent } from '../savings/workloads/coding-agent.ts'
import { run, type Ran } from '../savings/rig/run.ts'
import { sellers } from '../savings/rig/prompt.ts'
import type { Arm } from '../savings/rig/gateway.ts'
import type { Workload } from '../savings/workload.ts'
import type { Bar, BenchOptions } from '../bars.ts'
import { decodedBack, recordedResults } from './decoding.ts'
import { total, worst } from './dollars.ts'
import { hostile, speed } from './encoding-speed.ts'

const base = { mode: 'balanced', proof: 'certified', dial: 0, undrawn: true } as const
const alone: Arm = { ...base, keep: ({ name }) => name === 'prefix' }
const both: Arm = { ...base, keep: ({ name }) => name === 'prefix' || name === 'compress' }

/** The bars of encodings. Dollars are of Sonnet 4.5 (Anthropic's markers), input and output. */
export async function encodingBars(options: BenchOptions): Promise<Bar[]> {
  return [
    ...(await dollars(toolAgent, 2, options)),
    // A session of 439 turns, sent twice: half a minute. A part of it saves less, since only its end passes 200,000 tokens.
    ...(options.quick ? [] : await dollars(codingAgent, 5, options)),
    ...(await decodedBack(options)),
    ...(await speed(recordedResults(options.data))),
    ...(await hostile()),
  ]
}

async function dollars(workload: Workload, bar: number, options: BenchOptions): Promise<Bar[]> {
  const loaded = workload.load(options)
  const seller = sellers.find(({ id }) => id === 'anthropic')
  if (!loaded || !seller) return []
  const calls = loaded.calls(seller)
  const without = await run(calls, alone)
  const judge = loaded.judge()
  const withEncodings = await run(calls, both, { see: (served) => judge.see(served) })
  const before = total(without)
  const after = total(withEncodings)
  const input = 100 * (1 - withEncodings.input / without.input)
  const { kept } = judge.result()
  return [
    {
      name: `encodings, dollars saved, ${workload.name}`,
      value: 100 * (1 - after / before),
      bar,
      good: 'at least',
      unit: '%',
      note: `$${before.toFixed(3)} to $${after.toFixed(3)} on top of the prefix layer; of input alone ${input.toFixed(1)} %; ${worst(without, withEncodings)}; ${failures(withEncodings)}`,
    },
    {
      name: `encodings, quality kept, ${workload.name}`,
      value: 100 * kept.value,
      bar: 100,
      good: 'at least',
      unit: '%',
      note: workload.rule,
    },
  ]
}

function failures({ failed, skipped }: Ran): string {
  return failed === 0 && Object.keys(skipped).length === 0
    ? 'no call failed, no layer was skipped'
    : `${failed} calls failed, skipped ${JSON.stringify(skipped)}`
}
