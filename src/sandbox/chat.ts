/**
 * OpenAI chat completions: the answer as a body and as a stream (notes of the specification: openai-openapi 2.3.0).
 * @module
 */
import type { Usage } from '../call.ts'
import type { Answer, Ask, Choice, StreamPart } from './ask.ts'
import { part } from './sse.ts'

const finishReasons = {
  stop: 'stop',
  sequence: 'stop',
  refusal: 'stop',
  length: 'length',
  tool: 'tool_calls',
} as const

export function chatUsage(usage: Usage, breakpoints: boolean): Record<string, unknown> {
  const prompt = usage.input + usage.cacheRead + usage.cacheWrite
  return {
    prompt_tokens: prompt,
    completion_tokens: usage.output + usage.reasoning,
    total_tokens: prompt + usage.output + usage.reasoning,
    prompt_tokens_details: {
      cached_tokens: usage.cacheRead,
      ...(breakpoints ? { cache_write_tokens: usage.cacheWrite } : undefined),
      audio_tokens: 0,
    },
    completion_tokens_details: {
      reasoning_tokens: usage.reasoning,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  }
}

export function chatBody(ask: Ask, answer: Answer, usage: unknown): unknown {
  return {
    id: `chatcmpl-${answer.id}`,
    object: 'chat.completion',
    created: answer.created,
    model: ask.model,
    choices: answer.choices.map((choice, index) => ({
      index,
      message: message(choice),
      logprobs: null,
      finish_reason: finishReasons[choice.stop],
    })),
    usage,
    service_tier: ask.tier === 'standard' ? 'default' : ask.tier,
    system_fingerprint: `fp_${answer.id.slice(0, 10)}`,
  }
}

function message(choice: Choice): unknown {
  const text = choice.pieces.join('')
  const refused = choice.stop === 'refusal'
  const calls = choice.toolCalls.map((call) => ({
    id: `call_${call.id}`,
    type: 'function',
    function: { name: call.name, arguments: call.arguments },
  }))
  return {
    role: 'assistant',
    content: refused || calls.length > 0 ? null : text,
    ...(calls.length > 0 ? { tool_calls: calls } : undefined),
    refusal: refused ? text : null,
    annotations: [],
  }
}

export function chatStream(ask: Ask, answer: Answer, usage: unknown): StreamPart[] {
  const parts: StreamPart[] = []
  let generated = 0
  const head = {
    id: `chatcmpl-${answer.id}`,
    object: 'chat.completion.chunk',
    created: answer.created,
    model: ask.model,
    service_tier: ask.tier === 'standard' ? 'default' : ask.tier,
    system_fingerprint: `fp_${answer.id.slice(0, 10)}`,
  }
  const tail = ask.includeUsage ? { usage: null } : undefined
  const push = (index: number, delta: unknown, finish: string | null = null) =>
    parts.push(
      part(
        { ...head, choices: [{ index, delta, logprobs: null, finish_reason: finish }], ...tail },
        generated,
      ),
    )
  for (const [index, choice] of answer.choices.entries()) {
    const end = generated + choice.outputTokens
    const calls = choice.toolCalls.length > 0
    push(index, { role: 'assistant', content: calls ? null : '', refusal: null })
    generated += choice.reasoningTokens
    const each = (end - generated) / Math.max(1, choice.pieces.length)
    const from = generated
    for (const [position, piece] of choice.pieces.entries()) {
      generated = Math.round(from + each * (position + 1))
      push(index, choice.stop === 'refusal' ? { refusal: piece } : { content: piece })
    }
    for (const [position, call] of choice.toolCalls.entries()) {
      push(index, {
        tool_calls: [
          {
            index: position,
            id: `call_${call.id}`,
            type: 'function',
            function: { name: call.name, arguments: '' },
          },
        ],
      })
      for (const piece of call.arguments.match(/[^]{1,12}/gu) ?? []) {
        push(index, { tool_calls: [{ index: position, function: { arguments: piece } }] })
      }
    }
    generated = end
    push(index, {}, finishReasons[choice.stop])
  }
  if (ask.includeUsage) parts.push(part({ ...head, choices: [], usage }, generated))
  parts.push(part('[DONE]', generated))
  return parts
}
