/**
 * Six published prompt-caching workloads, jittered, as real requests with texts of ours. Each is run twice by the same
 * tenant, a day apart, with other texts.
 * @module
 */
import { scenario, shapeOf, shapes, type ScenarioCall } from '../../../src/sandbox/scenarios.ts'
import { scenarioRequest } from '../../../src/sandbox/scenario-bodies.ts'
import { createTokenCounter } from '../../../src/sandbox/tokens.ts'
import { jittered } from '../../prefix/scenarios.ts'
import { wilson } from '../quality.ts'
import type { Request, Seller } from '../rig/prompt.ts'
import type { WorkloadCall } from '../rig/run.ts'
import { start } from '../rig/virtual-clock.ts'
import { sentText } from '../sent-text.ts'
import { inputSaved, type Workload } from '../workload.ts'

const day = 86_400_000

export const scenarios: Workload = {
  name: 'scenarios',
  title: 'six prompt-caching scenarios',
  what: 'Shapes published by caching.ai (Apache-2.0, figures only), lengths, paces and counts jittered; clients send no cache hints. Texts are words drawn by us.',
  rule: 'The model reads the same text: every line of it is there, word for word, wherever it stands.',
  models: { anthropic: 'claude-haiku-4-5' },
  bars: [
    inputSaved(65, 'saved, of all dollars'),
    {
      name: 'saved, unweighted mean of the six',
      bar: 65,
      good: 'at least',
      unit: '% of input',
      value(row) {
        const mean = row.saved('certified')?.mean
        return mean === undefined ? undefined : 100 * mean
      },
    },
  ],
  load({ quick }) {
    const draws = quick ? 1 : 2
    let made: readonly WorkloadCall[] = []
    const known = new Map<string, readonly WorkloadCall[]>()
    const calls = (seller: Seller): readonly WorkloadCall[] => {
      made = known.get(seller.id) ?? callsOf(seller, draws)
      known.set(seller.id, made)
      return made
    }
    return {
      calls,
      judge() {
        let same = 0
        let seen = 0
        return {
          see({ index, sent }) {
            if (sent === undefined) return
            seen++
            if (saysAll(sentText(sent).whole, sentText(made[index]!.request().body).whole)) same++
          },
          result: () => ({ kept: wilson(same, seen) }),
        }
      },
      notes: [
        `${draws} draw${draws === 1 ? '' : 's'} of each shape. Nothing was tuned on these draws; that clocks are moved at all came of S3.`,
      ],
    }
  },
}

/** Whether nothing of `asked` is missing: lines may have moved. */
function saysAll(sent: string, asked: string): boolean {
  return sent === asked || asked.split('\n').every((line) => sent.includes(line))
}

function callsOf(seller: Seller, draws: number): WorkloadCall[] {
  const counter = createTokenCounter()
  const tokenizer = seller.model === 'gpt-5.6-sol' ? 'gpt-5.6-sol' : 'claude-haiku-4-5'
  const list: WorkloadCall[] = []
  for (let draw = 0; draw < draws; draw++) {
    for (const { id } of shapes) {
      const shape = jittered(shapeOf(id, tokenizer), `savings ${draw}`, true)
      for (const run of [0, 1]) {
        for (const call of scenario(shape, `savings ${draw} ${run}`).calls) {
          const request = toRequest(call, seller, counter, start + run * day)
          list.push({
            at: run * day + call.at,
            tenant: `${id} ${draw}`,
            conversation: `${id} ${draw} ${run}`,
            group: id,
            outputTokens: call.outputTokens,
            request: () => request,
          })
        }
      }
    }
  }
  return list.sort((a, b) => a.at - b.at)
}

function toRequest(
  call: ScenarioCall,
  { id, model }: Seller,
  counter: ReturnType<typeof createTokenCounter>,
  from: number,
): Request {
  const { path, body } = scenarioRequest(call, model, 'A', counter, from)
  const key =
    id === 'anthropic'
      ? ['x-api-key', 'bench-key', 'anthropic-version', '2023-06-01']
      : ['authorization', 'Bearer bench-key']
  return {
    path,
    headers: [...key, 'content-type', 'application/json'],
    body: Buffer.from(JSON.stringify(body)),
  }
}
