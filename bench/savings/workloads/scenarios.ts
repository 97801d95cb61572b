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
import { hashOf, sentText } from '../sent-text.ts'
import { inputSaved, type Workload } from '../workload.ts'

const day = 86_400_000

export const scenarios: Workload = {
  name: 'scenarios',
  title: 'prompt-caching scenarios S1 to S6, jittered',
  what: 'Shapes published by caching.ai (Apache-2.0, figures only), lengths, paces and counts jittered; clients send no cache hints. Texts are words drawn by us.',
  rule: 'The model reads the same text: every text block is compared.',
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
    const texts: string[] = []
    const calls = (seller: Seller): readonly WorkloadCall[] => callsOf(seller, draws, texts)
    return {
      calls,
      judge() {
        let same = 0
        let seen = 0
        return {
          see({ index, sent }) {
            if (sent === undefined) return
            seen++
            const { whole } = sentText(sent)
            if (hashOf(whole) === texts[index]) same++
          },
          result: () => ({ kept: wilson(same, seen) }),
        }
      },
      notes: [
        `${draws} draw${draws === 1 ? '' : 's'} of each shape. Nothing was tuned on these draws.`,
      ],
    }
  },
}

function callsOf(seller: Seller, draws: number, texts: string[]): WorkloadCall[] {
  const counter = createTokenCounter()
  const tokenizer = seller.model === 'gpt-5.6-sol' ? 'gpt-5.6-sol' : 'claude-haiku-4-5'
  const list: { call: WorkloadCall; text: string }[] = []
  for (let draw = 0; draw < draws; draw++) {
    for (const { id } of shapes) {
      const shape = jittered(shapeOf(id, tokenizer), `savings ${draw}`, true)
      for (const run of [0, 1]) {
        for (const call of scenario(shape, `savings ${draw} ${run}`).calls) {
          const request = toRequest(call, seller, counter)
          list.push({
            text: hashOf(sentText(request.body).whole),
            call: {
              at: run * day + call.at,
              tenant: `${id} ${draw}`,
              conversation: `${id} ${draw} ${run}`,
              group: id,
              outputTokens: call.outputTokens,
              request: () => request,
            },
          })
        }
      }
    }
  }
  list.sort((a, b) => a.call.at - b.call.at)
  texts.splice(0, texts.length, ...list.map(({ text }) => text))
  return list.map(({ call }) => call)
}

function toRequest(
  call: ScenarioCall,
  { id, model }: Seller,
  counter: ReturnType<typeof createTokenCounter>,
): Request {
  const { path, body } = scenarioRequest(call, model, 'A', counter)
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
