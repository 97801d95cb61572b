/**
 * OpenAI's bodies (chat completions, Responses) as blocks: tools and schemas, instructions, messages.
 * @module
 */
import type { Call } from '../../call.ts'
import { isLarge } from '../../dialects/view.ts'
import { toBuffer } from '../../wire/bytes.ts'
import { memberOf } from '../../wire/json-index.ts'
import { wordsOf } from '../../wire/json-words.ts'
import { BlockList } from './block-list.ts'
import { indexBody, stableOf, type Turn } from './growing.ts'
import type { Grown } from './grown.ts'
import { foreignEdits, type MarkForm, type Reading } from './reading.ts'
import { fields, type Turns, messageReader } from './turns.ts'

type Json = Readonly<Record<string, unknown>>

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
  if (!json) return undefined
  const bytes = toBuffer(call.bytes)
  const words = wordsOf(bytes)
  const edits = foreignEdits(call)
  const chat = call.target.dialect === 'openai-chat'
  const name = chat ? 'messages' : 'input'
  const index = indexBody(bytes, words, name, edits, before)
  if (index === undefined) return before && readOpenai(call)
  const { root, turns, skipped } = index
  const list = new BlockList(bytes, words, edits)
  list.setting(settingsOf(json))
  for (const { start, end } of memberOf(root, 'tools')?.elements ?? []) {
    list.push({ section: 'tools', start, end, role: 'tool' })
  }
  const format = chat
    ? memberOf(root, 'response_format')
    : memberOf(memberOf(root, 'text'), 'format')
  if (format !== undefined) {
    list.push({ section: 'tools', start: format.start, end: format.end, role: 'format' })
  }
  const instructions = memberOf(root, 'instructions')
  if (!chat && instructions?.kind === 'string') {
    const { start, end } = instructions
    list.push({ section: 'system', start, end, role: 'instructions' })
  }
  const { key, weight } = list
  if (before && (before.baseKey !== key || before.baseWeight !== weight)) return readOpenai(call)
  if (before) list.resume(before)
  let turn: Turn | undefined = before
  let unmarked = true
  const text = turns === undefined ? memberOf(root, name) : undefined
  if (text?.kind === 'string') {
    const { start, end } = text
    list.push({ section: 'messages', start, end, role: 'user', endsMessage: true })
  }
  const messages = turns?.messages ?? []
  const read = turns && messageReader(bytes, turns, isLarge(bytes) ? undefined : json[name])
  for (let at = 0, n = skipped; at < messages.length; at += fields, n++) {
    const message = read!(at, n)
    if (message === null) continue
    const first = list.blocks.length
    pushMessage(list, message, turns!, at, chat ? 'text' : 'input_text')
    unmarked &&= !list.markedFrom(first)
    if (unmarked) turn = list.turn(messages[at + 1]!, n + 1)
  }
  return {
    blocks: list.blocks,
    weight: list.weight,
    insertAt: root.end - 1,
    stable: stableOf(bytes, turn, { key, weight }, index, edits),
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

function pushMessage(
  list: BlockList,
  message: Json,
  { messages, elements }: Turns,
  record: number,
  stringForm: MarkForm,
): void {
  const role = String(message['role'] ?? message['type'] ?? '')
  const section = role === 'system' || role === 'developer' ? 'system' : 'messages'
  const start = messages[record + 2]!
  const end = messages[record + 3]!
  const ends = readRoles.has(role)
  const said = role === 'assistant' || message['type'] === 'reasoning'
  // Calls of tools, names and ids: whatever else the message says comes as one block.
  const others = Object.keys(message).length - (start < 0 ? 0 : 1)
  const whole = start < 0 || said || (others > 1 && role !== 'tool')
  if (whole) {
    const [first, last] = [messages[record]!, messages[record + 1]!]
    list.push({ section, start: first, end: last, role, endsMessage: ends })
    return
  }
  // The answer to a tool call names it beside its content.
  const name = message['tool_call_id']
  const owner = typeof name === 'string' ? `${role} ${name}` : role
  const { content } = message
  if (typeof content === 'string') {
    const form = content === '' ? undefined : stringForm
    list.push({ section, start, end, role: owner, form, endsMessage: ends })
    return
  }
  const parts = Array.isArray(content) ? (content as readonly unknown[]) : []
  const base = messages[record + 4]!
  const next = messages[record + fields + 4] ?? elements.length
  const last = Math.min(parts.length, (next - base) / 2) - 1
  for (let at = 0; at <= last; at++) {
    const part = parts[at] as Json | null
    if (typeof part !== 'object' || part === null) continue
    const type = String(part['type'])
    const has = part['prompt_cache_breakpoint'] !== undefined
    const able = !has && markable.has(type) && part['text'] !== ''
    list.push({
      section,
      start: elements[base + 2 * at]!,
      end: elements[base + 2 * at + 1]!,
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
