/**
 * An Anthropic Messages body as blocks: tools, then system, then messages, under the settings that reach into them.
 * @module
 */
import type { Call } from '../../call.ts'
import { toBuffer } from '../../wire/bytes.ts'
import { indexJson, memberOf, type JsonNode } from '../../wire/json-index.ts'
import { BlockList } from './block-list.ts'
import { indexGrown, stableOf, type Grown, type Turn } from './growing.ts'
import { foreignEdits, noOwnCaching, type Block, type Reading } from './reading.ts'

type Json = Readonly<Record<string, unknown>>

/** Body, messages, a message, its content, a block. */
const depth = 4

/**
 * undefined where the body is no such request. Never throws.
 * @param before what is known of the conversation's turns so far
 */
export function readAnthropic(call: Call, before?: Grown): Reading | undefined {
  const { json } = call.view
  const bytes = toBuffer(call.bytes)
  const grown = before && indexGrown(bytes, depth, 'messages', before)
  const root = grown?.root ?? (json && indexJson(bytes, depth))
  if (!json || !root || !Array.isArray(json['messages'])) return undefined
  const list = new BlockList(bytes, foreignEdits(call))
  const tools = listOf(json['tools'])
  const toolNodes = memberOf(root, 'tools')?.elements ?? []
  for (let at = 0; at < tools.length && at < toolNodes.length; at++) {
    push(list, tools[at]!, toolNodes[at]!, 'tools', 'tool')
  }
  // What changes them empties the caches of system and messages (web search comes as a tool).
  list.setting(
    settings(json['speed'], member(json['output_config'], 'format') ?? json['output_format']),
  )
  pushContent(list, json['system'], memberOf(root, 'system'), 'system', 'system')
  list.setting(
    settings(json['thinking'], member(json['output_config'], 'effort'), json['tool_choice']),
  )
  const { key, weight } = list
  if (grown && (before.baseKey !== key || before.baseWeight !== weight)) return readAnthropic(call)
  if (grown) list.resume(before)
  const skipped = grown?.skipped ?? 0
  let turn: Turn | undefined = grown && before
  let unmarked = true
  const messages = json['messages'] as readonly unknown[]
  const messagesNode = memberOf(root, 'messages')
  const nodes = messagesNode?.elements ?? []
  for (let at = 0; at < nodes.length && at + skipped < messages.length; at++) {
    const message = messages[at + skipped] as Json | null
    if (typeof message !== 'object' || message === null) continue
    const node = nodes[at]!
    const content = memberOf(node, 'content')
    const first = list.blocks.length
    pushContent(list, message['content'], content, 'messages', String(message['role']))
    unmarked &&= !list.markedFrom(first)
    if (unmarked) turn = list.turn(node, skipped + at + 1)
  }
  const automatic = lifetimeOf(json['cache_control'])
  return {
    blocks: list.blocks,
    weight: list.weight,
    insertAt: root.end - 1,
    own: noOwnCaching,
    stable: stableOf(bytes, messagesNode, turn, { key, weight }, grown),
    ...(automatic === undefined ? undefined : { automatic }),
  }
}

function pushContent(
  list: BlockList,
  content: unknown,
  node: JsonNode | undefined,
  section: Block['section'],
  role: string,
): void {
  if (node === undefined) return
  if (typeof content === 'string') {
    const form = content.length > 0 ? 'text' : undefined
    list.push({ section, span: node, role, form })
    return
  }
  const parts = listOf(content)
  const nodes = node.elements ?? []
  for (let at = 0; at < parts.length && at < nodes.length; at++) {
    push(list, parts[at]!, nodes[at]!, section, role)
  }
}

function push(
  list: BlockList,
  part: Json,
  node: JsonNode,
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
    span: node,
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
