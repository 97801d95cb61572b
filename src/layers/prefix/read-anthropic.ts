/**
 * An Anthropic Messages body as blocks: tools, then system, then messages, under the settings that reach into them.
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
import { foreignEdits, noOwnCaching, type Block, type Reading } from './reading.ts'
import { fields, spansOf, messageReader } from './turns.ts'

type Json = Readonly<Record<string, unknown>>

/**
 * undefined where the body is no such request. Never throws.
 * @param before what is known of the conversation's turns so far
 */
export function readAnthropic(call: Call, before?: Grown): Reading | undefined {
  const { json } = call.view
  if (!json) return undefined
  const bytes = toBuffer(call.bytes)
  const words = wordsOf(bytes)
  const edits = foreignEdits(call)
  const index = indexBody(bytes, words, 'messages', edits, before)
  if (index === undefined) return before && readAnthropic(call)
  const { root, turns, skipped } = index
  if (turns === undefined) return undefined
  const list = new BlockList(bytes, words, edits)
  const tools = spansOf(memberOf(root, 'tools'))
  pushParts(list, listOf(json['tools']), tools, 0, tools.length, 'tools', 'tool')
  // What changes them empties the caches of system and messages (web search comes as a tool).
  list.setting(
    settings(json['speed'], member(json['output_config'], 'format') ?? json['output_format']),
  )
  const system = memberOf(root, 'system')
  if (system !== undefined && typeof json['system'] === 'string') {
    pushText(list, json['system'], system.start, system.end, 'system', 'system')
  } else {
    const parts = spansOf(system)
    pushParts(list, listOf(json['system']), parts, 0, parts.length, 'system', 'system')
  }
  list.setting(
    settings(json['thinking'], member(json['output_config'], 'effort'), json['tool_choice']),
  )
  const { key, weight } = list
  if (before && (before.baseKey !== key || before.baseWeight !== weight)) return readAnthropic(call)
  if (before) list.resume(before)
  let turn: Turn | undefined = before
  let unmarked = true
  const { messages, elements } = turns
  const read = messageReader(bytes, turns, isLarge(bytes) ? undefined : json['messages'])
  for (let at = 0, n = skipped; at < messages.length; at += fields, n++) {
    const message = read(at, n)
    if (message === null) continue
    const first = list.blocks.length
    const content = message['content']
    const role = String(message['role'])
    const start = messages[at + 2]!
    if (start >= 0 && typeof content === 'string') {
      pushText(list, content, start, messages[at + 3]!, 'messages', role)
    } else if (start >= 0) {
      const next = messages[at + fields + 4] ?? elements.length
      pushParts(list, listOf(content), elements, messages[at + 4]!, next, 'messages', role)
    }
    unmarked &&= !list.markedFrom(first)
    if (unmarked) turn = list.turn(messages[at + 1]!, n + 1)
  }
  const automatic = lifetimeOf(json['cache_control'])
  return {
    blocks: list.blocks,
    weight: list.weight,
    insertAt: root.end - 1,
    own: noOwnCaching,
    stable: stableOf(bytes, turn, { key, weight }, index, edits),
    ...(automatic === undefined ? undefined : { automatic }),
  }
}

function pushText(
  list: BlockList,
  text: string,
  start: number,
  end: number,
  section: Block['section'],
  role: string,
): void {
  const form = text.length > 0 ? 'text' : undefined
  list.push({ section, start, end, role, form })
}

/** @param spans starts and ends, those of the parts from `first` up to `next` */
function pushParts(
  list: BlockList,
  parts: readonly Json[],
  spans: readonly number[],
  first: number,
  next: number,
  section: Block['section'],
  role: string,
): void {
  for (let at = first, n = 0; at < next && n < parts.length; at += 2, n++) {
    push(list, parts[n]!, spans[at]!, spans[at + 1]!, section, role)
  }
}

function push(
  list: BlockList,
  part: Json,
  start: number,
  end: number,
  section: Block['section'],
  role: string,
): void {
  if (typeof part !== 'object' || part === null) return
  const type = part['type']
  const control = part['cache_control']
  const has = control !== undefined
  const marked = lifetimeOf(control) ?? (type === 'tool_result' ? nestedMark(part) : undefined)
  const text = type === 'text' && typeof part['text'] === 'string'
  const able =
    !has &&
    marked === undefined &&
    type !== 'thinking' &&
    type !== 'redacted_thinking' &&
    !(text && part['text'] === '')
  list.push({
    section,
    start,
    end,
    role,
    form: able ? 'member' : undefined,
    marked,
    markName: has ? 'cache_control' : undefined,
    plainText: text && memberCount(part) === (has ? 3 : 2),
    media: type === 'image' || type === 'document',
    run: type === 'tool_use' ? 'call' : type === 'tool_result' ? 'result' : undefined,
  })
}

/** A mark on a part of a tool result takes a slot like any other. */
function nestedMark(part: Json): '5m' | '1h' | undefined {
  const content = part['content']
  if (!Array.isArray(content)) return undefined
  for (const inner of content) {
    const mark =
      typeof inner === 'object' && inner !== null
        ? lifetimeOf((inner as Json)['cache_control'])
        : undefined
    if (mark !== undefined) return mark
  }
  return undefined
}

function lifetimeOf(control: unknown): '5m' | '1h' | undefined {
  if (typeof control !== 'object' || control === null) return undefined
  return (control as Json)['ttl'] === '1h' ? '1h' : '5m'
}

function memberCount(part: Json): number {
  let count = 0
  for (const _ in part) count++
  return count
}

function settings(...values: readonly unknown[]): string {
  return values.every((value) => value === undefined) ? '' : JSON.stringify(values)
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Json)[name] : undefined
}

function listOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? (value as Json[]) : []
}
