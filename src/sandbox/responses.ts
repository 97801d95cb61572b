/**
 * OpenAI Responses: the answer as a body and as a stream of numbered events.
 * @module
 */
import type { Usage } from '../call.ts'
import { hasBreakpoints } from './cache-openai-explicit.ts'
import type { Answer, Ask, Choice, StreamPart } from './ask.ts'
import { part } from './sse.ts'

type Json = Record<string, unknown>

function usageOf(usage: Usage, breakpoints: boolean): Json {
  const input = usage.input + usage.cacheRead + usage.cacheWrite
  return {
    input_tokens: input,
    input_tokens_details: {
      cached_tokens: usage.cacheRead,
      cache_write_tokens: breakpoints ? usage.cacheWrite : 0,
    },
    output_tokens: usage.output + usage.reasoning,
    output_tokens_details: { reasoning_tokens: usage.reasoning },
    total_tokens: input + usage.output + usage.reasoning,
  }
}

interface Item {
  readonly done: Json
  readonly started: Json
}

function items(choice: Choice, id: string): Item[] {
  const list: Item[] = []
  if (choice.reasoningTokens > 0) {
    const reasoning = { id: `rs_${id}`, type: 'reasoning', summary: [] }
    list.push({ done: reasoning, started: reasoning })
  }
  if (choice.toolCalls.length === 0) {
    const message = { id: `msg_${id}`, type: 'message', role: 'assistant' }
    const status = choice.stop === 'length' ? 'incomplete' : 'completed'
    list.push({
      done: { ...message, status, content: [contentOf(choice)] },
      started: { ...message, status: 'in_progress', content: [] },
    })
  }
  for (const call of choice.toolCalls) {
    const head = {
      id: `fc_${call.id}`,
      type: 'function_call',
      call_id: `call_${call.id}`,
      name: call.name,
    }
    list.push({
      done: { ...head, arguments: call.arguments, status: 'completed' },
      started: { ...head, arguments: '', status: 'in_progress' },
    })
  }
  return list
}

function contentOf(choice: Choice): Json {
  const text = choice.pieces.join('')
  return choice.stop === 'refusal'
    ? { type: 'refusal', refusal: text }
    : { type: 'output_text', text, annotations: [], logprobs: [] }
}

function envelope(ask: Ask, answer: Answer): Json {
  return {
    id: `resp_${answer.id}`,
    object: 'response',
    created_at: answer.created,
    status: 'in_progress',
    background: false,
    error: null,
    incomplete_details: null,
    instructions: null,
    max_output_tokens: ask.cap ?? null,
    model: ask.model,
    output: [],
    parallel_tool_calls: true,
    previous_response_id: null,
    reasoning: { effort: null, summary: null },
    store: true,
    temperature: 1,
    text: { format: { type: 'text' } },
    tool_choice: 'auto',
    tools: [],
    top_p: 1,
    truncation: 'disabled',
    usage: null,
    metadata: {},
    service_tier: ask.tier === 'standard' ? 'default' : ask.tier,
  }
}

export function responsesBody(ask: Ask, answer: Answer, usage: Usage): Json {
  const choice = answer.choices[0]!
  const cut = choice.stop === 'length'
  return {
    ...envelope(ask, answer),
    status: cut ? 'incomplete' : 'completed',
    incomplete_details: cut ? { reason: 'max_output_tokens' } : null,
    output: items(choice, answer.id).map((item) => item.done),
    usage: usageOf(usage, hasBreakpoints(ask.model)),
  }
}

export function responsesStream(ask: Ask, answer: Answer, usage: Usage): StreamPart[] {
  const choice = answer.choices[0]!
  const parts: StreamPart[] = []
  let generated = 0
  const push = (type: string, fields: Json) => {
    parts.push(part({ type, sequence_number: parts.length, ...fields }, generated, type))
  }
  push('response.created', { response: envelope(ask, answer) })
  push('response.in_progress', { response: envelope(ask, answer) })
  for (const [index, item] of items(choice, answer.id).entries()) {
    push('response.output_item.added', { output_index: index, item: item.started })
    const place = { item_id: item.done['id'], output_index: index }
    if (item.done['type'] === 'reasoning') generated += choice.reasoningTokens
    if (item.done['type'] === 'message') {
      const each = (choice.outputTokens - generated) / Math.max(1, choice.pieces.length)
      pushContent(choice, place, (type, fields, share) => {
        generated = Math.round(choice.reasoningTokens + each * share)
        push(type, fields)
      })
    }
    if (item.done['type'] === 'function_call') {
      const whole = String(item.done['arguments'])
      for (const delta of whole.match(/[^]{1,12}/gu) ?? []) {
        push('response.function_call_arguments.delta', { ...place, delta })
      }
      push('response.function_call_arguments.done', { ...place, arguments: whole })
    }
    push('response.output_item.done', { output_index: index, item: item.done })
  }
  generated = choice.outputTokens
  const response = responsesBody(ask, answer, usage)
  push(choice.stop === 'length' ? 'response.incomplete' : 'response.completed', { response })
  return parts
}

function pushContent(
  choice: Choice,
  place: Json,
  push: (type: string, fields: Json, share: number) => void,
): void {
  const at = { ...place, content_index: 0 }
  const done = contentOf(choice)
  const refused = choice.stop === 'refusal'
  const started = refused ? { ...done, refusal: '' } : { ...done, text: '' }
  push('response.content_part.added', { ...at, part: started }, 0)
  const name = refused ? 'response.refusal' : 'response.output_text'
  for (const [position, delta] of choice.pieces.entries()) {
    push(`${name}.delta`, refused ? { ...at, delta } : { ...at, delta, logprobs: [] }, position + 1)
  }
  const count = choice.pieces.length
  const text = choice.pieces.join('')
  push(`${name}.done`, refused ? { ...at, refusal: text } : { ...at, text, logprobs: [] }, count)
  push('response.content_part.done', { ...at, part: done }, count)
}
