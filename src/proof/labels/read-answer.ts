/**
 * What a reply says, whichever dialect it came in: text, tool calls, and why it stopped. For comparing answers, after
 * the client has its own; never on the way of a reply.
 * @module
 */
import type { Dialect } from '../../call.ts'
import { createEventScanner } from '../../wire/sse.ts'
import type { Answer } from './equality.ts'

type Json = Readonly<Record<string, unknown>>

/** Filled piece by piece; tool calls by their place in the reply. */
interface Draft {
  text: string
  stop: string | undefined
  readonly calls: Map<string, { name: string; arguments: string }>
  known: boolean
}

/**
 * Reads a body as the client got it, whole or as server-sent events. undefined: it is not understood (an error, another
 * dialect, compressed, cut), and then there is nothing to compare.
 */
export function readAnswer(dialect: Dialect, bytes: Uint8Array): Answer | undefined {
  const draft: Draft = { text: '', stop: undefined, calls: new Map(), known: false }
  const take = takers[dialect]
  if (!take) return undefined
  const first = firstByte(bytes)
  if (first === 0x7b || first === 0x5b) {
    const json = parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8'))
    for (const part of Array.isArray(json) ? json : [json]) if (isJson(part)) take(part, draft)
  } else {
    const scanner = createEventScanner(({ data }) => {
      const json = parse(data)
      if (isJson(json)) take(json, draft)
    })
    scanner.push(bytes)
    scanner.end()
  }
  if (!draft.known || draft.stop === undefined) return undefined
  return { text: draft.text, toolCalls: [...draft.calls.values()], stop: draft.stop }
}

const takers: Partial<Record<Dialect, (json: Json, draft: Draft) => void>> = {
  'openai-chat': takeChat,
  'openai-responses': takeResponses,
  'anthropic-messages': takeMessages,
  gemini: takeGemini,
}

/** A whole reply or one chunk. Of several choices only the first is compared. */
function takeChat(json: Json, draft: Draft): void {
  for (const choice of list(json['choices'])) {
    if (number(choice['index']) !== 0) continue
    draft.known = true
    const said = object(choice['message'] ?? choice['delta'])
    draft.text += string(said['content']) + string(said['refusal'])
    for (const [at, call] of list(said['tool_calls']).entries()) {
      const made = object(call['function'] ?? call['custom'])
      const place = String(call['index'] ?? at)
      add(draft, place, string(made['name']), string(made['arguments'] ?? made['input']))
    }
    if (typeof choice['finish_reason'] === 'string') draft.stop = choice['finish_reason']
  }
}

/** The whole response stands in the last event of a stream; a body is the response itself. */
function takeResponses(json: Json, draft: Draft): void {
  const last = /^response\.(completed|incomplete)$/.test(string(json['type']))
  const response = last ? object(json['response']) : json
  if (!Array.isArray(response['output'])) return
  if (!last && typeof json['type'] === 'string') return
  draft.known = true
  for (const [at, item] of list(response['output']).entries()) {
    if (item['type'] === 'function_call' || item['type'] === 'custom_tool_call') {
      add(draft, String(at), string(item['name']), string(item['arguments'] ?? item['input']))
    }
    if (item['type'] !== 'message') continue
    for (const part of list(item['content']))
      draft.text += string(part['text']) + string(part['refusal'])
  }
  const why = object(response['incomplete_details'])['reason']
  draft.stop = typeof why === 'string' ? why : string(response['status']) || undefined
}

/** A whole message, or an event of its stream. */
function takeMessages(json: Json, draft: Draft): void {
  if (json['type'] === 'message') {
    draft.known = true
    for (const [at, block] of list(json['content']).entries()) takeBlock(block, String(at), draft)
    if (typeof json['stop_reason'] === 'string') draft.stop = json['stop_reason']
    return
  }
  const place = String(json['index'] ?? 0)
  if (json['type'] === 'message_start') draft.known = true
  if (json['type'] === 'content_block_start') takeBlock(object(json['content_block']), place, draft)
  if (json['type'] === 'content_block_delta') {
    const delta = object(json['delta'])
    draft.text += string(delta['text'])
    if (typeof delta['partial_json'] === 'string') add(draft, place, '', delta['partial_json'])
  }
  const why = object(json['delta'])['stop_reason']
  if (json['type'] === 'message_delta' && typeof why === 'string') draft.stop = why
}

function takeBlock(block: Json, place: string, draft: Draft): void {
  if (block['type'] === 'text') draft.text += string(block['text'])
  if (block['type'] !== 'tool_use') return
  const input = object(block['input'])
  // A stream begins with an empty input, which its deltas then spell.
  const whole = Object.keys(input).length > 0 ? JSON.stringify(input) : ''
  add(draft, place, string(block['name']), whole)
}

function takeGemini(json: Json, draft: Draft): void {
  const candidate = list(json['candidates'])[0]
  if (!candidate) return
  draft.known = true
  for (const part of list(object(candidate['content'])['parts'])) {
    if (part['thought'] !== true) draft.text += string(part['text'])
    const call = object(part['functionCall'])
    if (typeof call['name'] === 'string') {
      add(draft, String(draft.calls.size), call['name'], JSON.stringify(call['args'] ?? {}))
    }
  }
  if (typeof candidate['finishReason'] === 'string') draft.stop = candidate['finishReason']
}

function add(draft: Draft, place: string, name: string, pieces: string): void {
  const call = draft.calls.get(place) ?? { name: '', arguments: '' }
  draft.calls.set(place, { name: call.name + name, arguments: call.arguments + pieces })
}

function firstByte(bytes: Uint8Array): number | undefined {
  return bytes.find((byte) => byte > 0x20)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function object(value: unknown): Json {
  return isJson(value) ? value : {}
}

function list(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isJson) : []
}

function string(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function number(value: unknown): number {
  return typeof value === 'number' ? value : 0
}
