/**
 * The six published prompt-caching workloads, jittered; a tenant runs each shape twice, with other text.
 * @module
 */
import { shapes, shapeOf, armBlocks, scenario } from '../../src/sandbox/scenarios.ts'
import { play, type SimulatedCall } from '../prefix/arms.ts'
import { jittered } from '../prefix/scenarios.ts'
import type { Workload } from './workload.ts'

const day = 86_400_000
/** Haiku 4.5, dollars a token. */
const inputPrice = 1e-6
const outputPrice = 5e-6

export const scenariosWorkload: Workload = {
  name: 'scenarios',
  title: 'prompt-caching scenarios S1 to S6, jittered',
  bar: { against: 'baseline', saved: 0.65 },
  run({ quick }) {
    const draws = quick ? 10 : 100
    let input = 0
    let safe = 0
    let output = 0
    let calls = 0
    let worst = 0
    let shares = 0
    for (const { id } of shapes) {
      let own = 0
      let ours = 0
      for (let draw = 0; draw < draws; draw++) {
        const shape = jittered(shapeOf(id), `savings ${draw}`, true)
        const list: SimulatedCall[] = [0, 1].flatMap((run) =>
          scenario(shape, `savings ${draw} ${run}`).calls.map((call) => ({
            at: run * day + call.at,
            tenant: `${draw}`,
            conversation: `${run}`,
            workload: id,
            model: 'claude-haiku-4-5',
            blocks: armBlocks(call, 'A'),
          })),
        )
        const never = play(list, 'never').costs.reduce((a, b) => a + b, 0)
        const marked = play(list, 'farthing').costs.reduce((a, b) => a + b, 0)
        own += never
        ours += marked
        worst = Math.max(worst, (marked - never) * inputPrice)
        calls += list.length
        output += list.length * shape.outputTokens * outputPrice
      }
      shares += 1 - ours / own
      input += own * inputPrice
      safe += ours * inputPrice
    }
    const baseline = { input, output }
    return {
      calls,
      baseline,
      uncached: baseline,
      modes: { safe: { input: safe, output } },
      layers: { prefix: { alone: { input: safe, output }, without: baseline } },
      quality: 'unchanged',
      worstConversation: worst,
      notes: [
        `${draws} draws of each shape; mean of the six shares ${((100 * shares) / shapes.length).toFixed(1)} %.`,
        'Clients as published send no hints. Haiku 4.5; outputs of 8 to 96 tokens as published.',
      ],
    }
  },
}
