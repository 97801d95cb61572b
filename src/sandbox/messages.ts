/**
 * Anthropic Messages: the answer as a body and as a stream.
 * @module
 */
import type { Usage } from '../call.ts'
import type { Answer, Ask, Choice, StreamPart } from './ask.ts'
import { part } from './sse.ts'

const stopReasons = {
  stop: 'end_turn',
  sequence: 'stop_sequence',
  refusal: 'refusal',
  length: 'max_tokens',
  tool: 'tool_use',
} as const

export function messagesUsage(usage: Usage, outputTokens: number): Record<string, unknown> {
  return {
    input_tokens: usage.input,
    cache_creation_input_tokens: usage.cacheWrite + usage.cacheWrite1h,
    cache_read_input_tokens: usage.cacheRead,
    cache_creation: {
      ephemeral_5m_input_tokens: usage.cacheWrite,
      ephemeral_1h_input_tokens: usage.cacheWrite1h,
    },
    output_tokens: outputTokens,
    service_tier: 'standard',
  }
}

interface Content {
  readonly block: Record<string, unknown>
  /** The block as its start event shows it, and the deltas that complete it. */
  readonly start: Record<string, unknown>
  readonly deltas: readonly Record<string, unknown>[]
}

function contents(choice: Choice, id: string): Content[] {
  const list: Content[] = []
  if (choice.reasoning !== '') {
    const signature = Buffer.from(`sandbox ${id}`).toString('base64')
    list.push({
      block: { type: 'thinking', thinking: choice.reasoning, signature },
      start: { type: 'thinking', thinking: '', signature: '' },
      deltas: [
        ...(choice.reasoning.match(/[^]{1,24}/gu) ?? []).map((thinking) => ({
          type: 'thinking_delta',
          thinking,
        })),
        { type: 'signature_delta', signature },
      ],
    })
  }
  // A refusal comes without any content block.
  if (choice.pieces.length > 0 && choice.stop !== 'refusal') {
    list.push({
      block: { type: 'text', text: choice.pieces.join('') },
      start: { type: 'text', text: '' },
      deltas: choice.pieces.map((text) => ({ type: 'text_delta', text })),
    })
  }
  for (const call of choice.toolCalls) {
    const head = { type: 'tool_use', id: `toolu_${call.id}`, name: call.name }
    const pieces =
      call.arguments === '{}' ? [''] : ['', ...(call.arguments.match(/[^]{1,12}/gu) ?? [])]
    list.push({
      block: { ...head, input: JSON.parse(call.arguments) as unknown },
      start: { ...head, input: {} },
      deltas: pieces.map((partial) => ({ type: 'input_json_delta', partial_json: partial })),
    })
  }
  return list
}

function envelope(ask: Ask, answer: Answer, choice: Choice): Record<string, unknown> {
  return {
    id: `msg_${answer.id}`,
    type: 'message',
    role: 'assistant',
    model: ask.model,
    content: contents(choice, answer.id).map((content) => content.block),
    stop_reason: stopReasons[choice.stop],
    stop_sequence: choice.stop === 'sequence' ? (choice.stopSequence ?? null) : null,
  }
}

export function messagesBody(ask: Ask, answer: Answer, usage: Usage): unknown {
  const choice = answer.choices[0]!
  return { ...envelope(ask, answer, choice), usage: messagesUsage(usage, choice.outputTokens) }
}

/** `message_delta` carries cumulative usage, so it alone tells the whole bill. */
export function messagesStream(ask: Ask, answer: Answer, usage: Usage): StreamPart[] {
  const choice = answer.choices[0]!
  const parts: StreamPart[] = []
  let generated = 0
  const push = (event: Record<string, unknown>) =>
    parts.push(part(event, generated, String(event['type'])))
  const whole = envelope(ask, answer, choice)
  push({
    type: 'message_start',
    message: {
      ...whole,
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage: messagesUsage(usage, 1),
    },
  })
  const list = contents(choice, answer.id)
  const deltas = list.reduce((sum, content) => sum + content.deltas.length, 0)
  let sent = 0
  for (const [index, content] of list.entries()) {
    push({ type: 'content_block_start', index, content_block: content.start })
    if (index === 0) push({ type: 'ping' })
    for (const delta of content.deltas) {
      generated = Math.round((choice.outputTokens * ++sent) / deltas)
      push({ type: 'content_block_delta', index, delta })
    }
    push({ type: 'content_block_stop', index })
  }
  generated = choice.outputTokens
  const { stop_reason, stop_sequence } = whole
  push({
    type: 'message_delta',
    delta: { stop_reason, stop_sequence },
    usage: {
      input_tokens: usage.input,
      cache_creation_input_tokens: usage.cacheWrite + usage.cacheWrite1h,
      cache_read_input_tokens: usage.cacheRead,
      output_tokens: choice.outputTokens,
    },
  })
  push({ type: 'message_stop' })
  return parts
}
