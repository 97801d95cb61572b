/**
 * Old results of tools left out: what it saves on top of everything else that compress does at the same floor, and what
 * the agents would have missed. It is off unless switched on; this says why.
 * @module
 */
import type { Arm } from '../savings/rig/gateway.ts'
import { requestOf, sellers, type Turn } from '../savings/rig/prompt.ts'
import { run } from '../savings/rig/run.ts'
import type { Workload } from '../savings/workload.ts'
import { codingAgent } from '../savings/workloads/coding-agent.ts'
import { toolAgent } from '../savings/workloads/tool-agent.ts'
import type { Bar, BenchOptions } from '../bars.ts'
import { total, worst } from './dollars.ts'

const without: Arm = {
  mode: 'max',
  proof: 'certified',
  undrawn: true,
  settings: { compress: 0.97 },
  keep: ({ name }) => name === 'prefix' || name === 'compress',
}
const masked: Arm = {
  ...without,
  layers: (usual) => ({ ...usual, compress: { ...usual.compress, masking: true } }),
}

export async function maskingBars(options: BenchOptions): Promise<Bar[]> {
  // Where something is masked in thirty turns.
  const asked = options.quick ? sellers.slice(-1) : sellers
  return [
    ...(await madeUp(options.quick ? 30 : 60, asked)),
    // The whole session takes two minutes; nothing of it is masked.
    ...(options.quick ? [] : await saved(codingAgent, options)),
    ...(await saved(toolAgent, options, asked)),
  ]
}

/** An agent that searches and reads on, 2,500 tokens a result, a minute a turn: what masking is for. */
export async function madeUp(turns: number, asked = sellers): Promise<Bar[]> {
  const page = (at: number): string =>
    Array.from(
      { length: 150 },
      (_, line) => `entry ${line * 7919 + at} of the archive speaks of town ${at * 31 + line}`,
    ).join('\n')
  const all: Turn[] = [{ role: 'user', text: 'Find out who founded the mill.' }]
  for (let at = 0; at < turns; at++) {
    const id = `call_${at}`
    all.push({ role: 'assistant', uses: [{ id, name: 'search', input: { query: `town ${at}` } }] })
    all.push({ role: 'tool', id, text: page(at) })
  }
  const bars: Bar[] = []
  for (const seller of asked) {
    const calls = Array.from({ length: turns + 1 }, (_, at) => ({
      at: at * 60_000,
      tenant: 'agent',
      conversation: 'search',
      outputTokens: 60,
      request: () =>
        requestOf(
          { system: 'You search.', tools: [], turns: all.slice(0, 1 + at * 2), marked: true },
          seller,
        ),
    }))
    const before = await run(calls, without)
    const after = await run(calls, masked)
    bars.push({
      name: `masking, dollars saved, made-up search agent, ${seller.id}`,
      value: 100 * (1 - total(after) / total(before)),
      bar: 0,
      good: 'at least',
      unit: '%',
      note: `$${total(before).toFixed(3)} to $${total(after).toFixed(3)}, ${turns} turns`,
    })
  }
  return bars
}

async function saved(workload: Workload, options: BenchOptions, asked = sellers): Promise<Bar[]> {
  const loaded = workload.load(options)
  const bars: Bar[] = []
  for (const seller of loaded ? asked : []) {
    const calls = loaded!.calls(seller)
    const judgeBefore = loaded!.judge()
    const judge = loaded!.judge()
    const before = await run(calls, without, { see: (served) => judgeBefore.see(served) })
    const after = await run(calls, masked, { see: (served) => judge.see(served) })
    const now = judge.result()
    const { kept, also } = now
    const extra = (now.extraDollars || 0) - (judgeBefore.result().extraDollars || 0)
    bars.push({
      name: `masking, dollars saved, ${workload.name}, ${seller.id}`,
      value: 100 * (1 - total(after) / total(before)),
      bar: 0,
      good: 'at least',
      unit: '%',
      note:
        `$${total(before).toFixed(3)} to $${total(after).toFixed(3)}; quality ${(100 * judgeBefore.result().kept.value).toFixed(1)} to ${(100 * kept.value).toFixed(1)} % (${JSON.stringify(also)}), ` +
        `turns to be paid again $${extra.toFixed(3)}; ${worst(before, after)}`,
    })
  }
  return bars
}
