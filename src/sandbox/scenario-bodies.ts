/**
 * The scenarios as real requests, with texts of our own: what goes through a gateway in benchmarks.
 * @module
 */
import { seededRandom } from './hash.ts'
import type { Block } from './prompt.ts'
import type { ScenarioCall } from './scenarios.ts'
import { createTokenCounter, type TokenCounter, tokenFactor } from './tokens.ts'
import { spell } from './words.ts'

/** Tokens that the sandbox adds to the first block of a message. */
const messageOverhead = 4

export interface ScenarioRequest {
  readonly path: string
  readonly body: Readonly<Record<string, unknown>>
}

/**
 * A call as an HTTP body for its model: Messages for Claude, chat completions for the others. Every block has the
 * tokens of its reduced form, within one (a count for Claude is o200k times a factor, rounded).
 * @param arm `B` marks the last tool and the last system block (Claude only).
 * @param from when the scenario starts, in milliseconds since the epoch: what a clock in the prompt shows
 */
export function scenarioRequest(
  call: ScenarioCall,
  model: string,
  arm: 'A' | 'B' = 'A',
  counter: TokenCounter = createTokenCounter(),
  from = 0,
): ScenarioRequest {
  const text = (block: Block, overhead: number, wrap = (words: string) => words) =>
    fill(block, overhead, model, counter, wrap)
  const clock = `Current time: ${new Date(from + call.at).toISOString()}\n`
  const systemText = (overhead: number) =>
    call.systemBelow === undefined
      ? text(call.system, overhead)
      : clock + text(call.systemBelow, overhead, (words) => clock + words)
  const turns = call.turns.map((turn) => ({ role: 'user', content: text(turn, messageOverhead) }))
  if (model.startsWith('claude')) {
    const mark = arm === 'B' ? { cache_control: { type: 'ephemeral' } } : undefined
    const tool = (description: string) => ({
      name: 'lookup',
      description,
      input_schema: { type: 'object' },
    })
    const tools = [
      { ...tool(text(call.tools, 0, (words) => JSON.stringify(tool(words)))), ...mark },
    ]
    const system = [{ type: 'text', text: systemText(0), ...mark }]
    return {
      path: '/v1/messages',
      body: { model, max_tokens: 256, tools, system, messages: turns },
    }
  }
  const tool = (description: string) => ({
    type: 'function',
    function: { name: 'lookup', description, parameters: { type: 'object' } },
  })
  const tools = [tool(text(call.tools, 0, (words) => JSON.stringify(tool(words))))]
  const system = { role: 'system', content: systemText(messageOverhead) }
  return { path: '/v1/chat/completions', body: { model, tools, messages: [system, ...turns] } }
}

/** Words until the block, as the sandbox will count it, has its tokens. */
function fill(
  block: Block,
  overhead: number,
  model: string,
  counter: TokenCounter,
  wrap: (words: string) => string,
): string {
  const wanted = block.tokens - overhead
  const spelled = (count: number) => spell(Math.max(1, count), seededRandom(block.hash)).join('')
  let count = Math.round(wanted / tokenFactor(model))
  for (let round = 0; round < 3; round++) {
    const missing = wanted - counter.count(wrap(spelled(count)), model)
    const step = Math.round(missing / tokenFactor(model))
    if (step === 0) break
    count += step
  }
  return spelled(count)
}
