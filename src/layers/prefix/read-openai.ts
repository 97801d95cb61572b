/**
 * OpenAI's bodies (chat completions, Responses) as blocks: tools and schemas, instructions, messages.
 * @module
 */
import type { Call } from '../../call.ts'
import { toBuffer } from '../../wire/bytes.ts'
import { indexJson, memberOf, type JsonNode } from '../../wire/json-index.ts'
import { BlockList } from './block-list.ts'
import { indexGrown, stableOf, type Grown, type Turn } from './growing.ts'
import { foreignEdits, type MarkForm, type Reading } from './reading.ts'

type Json = Readonly<Record<string, unknown>>

/** Body, messages, a message, its content, a part. */
const depth = 4

/** Parts of what is put in may bear a breakpoint; tools, `instructions` and what the model said may not. */
const markable = new Set([
  'text',
  'image_url',
  'input_audio',
  'file',
  'input_text',
  'input_image',
  'input_file',
])
/** GPT-5.6 reads and writes by itself at the ends of these. */
const readRoles = new Set([
  'user',
  'tool',
  'function',
  'function_call_output',
  'custom_tool_call_output',
])

/**
 * undefined where the body is no such request. Never throws.
 * @param before what is known of the conversation's turns so far
 */
export function readOpenai(call: Call, before?: Grown): Reading | undefined {
  const { json } = call.view
  const bytes = toBuffer(call.bytes)
  const chat = call.target.dialect === 'openai-chat'
  const name = chat ? 'messages' : 'input'
  const grown = before && indexGrown(bytes, depth, name, before)
  const root = grown?.root ?? (json && indexJson(bytes, depth))
  if (!json || !root) return undefined
  const list = new BlockList(bytes, foreignEdits(call))
  list.setting(settingsOf(json))
  for (const tool of memberOf(root, 'tools')?.elements ?? []) {
    list.push({ section: 'tools', span: tool, role: 'tool' })
  }
  const format = chat
    ? memberOf(root, 'response_format')
    : memberOf(memberOf(root, 'text'), 'format')
  if (format !== undefined) list.push({ section: 'tools', span: format, role: 'format' })
  const instructions = memberOf(root, 'instructions')
  if (!chat && instructions?.kind === 'string') {
    list.push({ section: 'system', span: instructions, role: 'instructions' })
  }
  const { key, weight } = list
  if (grown && (before.baseKey !== key || before.baseWeight !== weight)) return readOpenai(call)
  if (grown) list.resume(before)
  const skipped = grown?.skipped ?? 0
  let turn: Turn | undefined = grown && before
  let unmarked = true
  const node = memberOf(root, name)
  if (node?.kind === 'string') {
    list.push({ section: 'messages', span: node, role: 'user', endsMessage: true })
  }
  const messages = Array.isArray(json[name]) ? (json[name] as readonly unknown[]) : []
  const nodes = node?.elements ?? []
  for (let at = 0; at < nodes.length && at + skipped < messages.length; at++) {
    const message = messages[at + skipped] as Json | null
    if (typeof message !== 'object' || message === null) continue
    const first = list.blocks.length
    pushMessage(list, message, nodes[at]!, chat ? 'text' : 'input_text')
    unmarked &&= !list.markedFrom(first)
    if (unmarked) turn = list.turn(nodes[at]!, skipped + at + 1)
  }
  return {
    blocks: list.blocks,
    weight: list.weight,
    insertAt: root.end - 1,
    stable: stableOf(bytes, node, turn, { key, weight }, grown),
    own: {
      key: json['prompt_cache_key'] != null || json['user'] != null,
      options: json['prompt_cache_options'] != null,
      retention: json['prompt_cache_retention'] != null,
      stateful:
        json['previous_response_id'] != null ||
        json['conversation'] != null ||
        (!chat && json['store'] !== false),
    },
  }
}

function pushMessage(list: BlockList, message: Json, node: JsonNode, stringForm: MarkForm): void {
  const role = String(message['role'] ?? message['type'] ?? '')
  const section = role === 'system' || role === 'developer' ? 'system' : 'messages'
  const content = memberOf(node, 'content')
  const ends = readRoles.has(role)
  const said = role === 'assistant' || message['type'] === 'reasoning'
  // Calls of tools, names and ids: whatever else the message says comes as one block.
  const others = Object.keys(message).length - (content === undefined ? 0 : 1)
  const whole = content === undefined || said || (others > 1 && role !== 'tool')
  if (whole) {
    list.push({ section, span: node, role, endsMessage: ends })
    return
  }
  // The answer to a tool call names it beside its content.
  const name = message['tool_call_id']
  const owner = typeof name === 'string' ? `${role} ${name}` : role
  if (content.kind === 'string') {
    const form = message['content'] === '' ? undefined : stringForm
    list.push({ section, span: content, role: owner, form, endsMessage: ends })
    return
  }
  const parts = Array.isArray(message['content']) ? (message['content'] as readonly unknown[]) : []
  const nodes = content.elements ?? []
  const last = Math.min(parts.length, nodes.length) - 1
  for (let at = 0; at <= last; at++) {
    const part = parts[at] as Json | null
    if (typeof part !== 'object' || part === null) continue
    const type = String(part['type'])
    const has = part['prompt_cache_breakpoint'] !== undefined
    const able = !has && markable.has(type) && part['text'] !== ''
    list.push({
      section,
      span: nodes[at]!,
      role: owner,
      form: able ? 'member' : undefined,
      marked: part['prompt_cache_breakpoint'] != null ? '30m' : undefined,
      markName: has ? 'prompt_cache_breakpoint' : undefined,
      plainText:
        type === 'text' &&
        typeof part['text'] === 'string' &&
        Object.keys(part).length === (has ? 3 : 2),
      media: type.includes('image') || type.includes('audio') || type.includes('file'),
      endsMessage: ends && at === last,
    })
  }
}

/** Settings that stand before everything else in the prompt. */
function settingsOf(json: Json): string {
  const reasoning = json['reasoning'] as Json | undefined
  const text = json['text'] as Json | undefined
  const values = [
    json['parallel_tool_calls'],
    json['reasoning_effort'] ?? reasoning?.['effort'],
    json['verbosity'] ?? text?.['verbosity'],
    json['context_management'],
  ]
  return values.every((value) => value === undefined) ? '' : JSON.stringify(values)
}
