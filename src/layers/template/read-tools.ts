/**
 * The tool list of a call, in the client's dialect: where each tool lies in the body, and what is known of it.
 * @module
 */
import type { Call, Span } from '../../call.ts'
import { toBuffer } from '../../wire/bytes.ts'
import { indexJson, memberOf, type JsonNode } from '../../wire/json-index.ts'
import type { ToolFacts } from './tool-facts.ts'

export interface ListedTool extends ToolFacts {
  /** Of the whole element, counted from the beginning of the list. */
  readonly span: Span
  /** Likewise, of the values that may be written anew. */
  readonly descriptionSpan: Span | undefined
  readonly schemaSpan: Span | undefined
  /** Likewise, what clients leave of a tool's MCP description that no model calls it by, with the commas that go with it. */
  readonly idle: readonly Span[]
  /** A function that the client runs. Everything else (searches, MCP servers, grammars) is left alone. */
  readonly plain: boolean
  /** Carries the client's cache marker. */
  readonly marked: boolean
}

export interface ToolList {
  readonly tools: readonly ListedTool[]
  /** Why the list is not ours to change. */
  readonly own: string | undefined
}

type Json = Readonly<Record<string, unknown>>

/** More tools than any provider takes. */
const mostTools = 2048
/** List, tool, its function, its values. */
const depth = 3

/**
 * The tools of a call as its dialect writes them; undefined where it has none, or where the dialect has none that are
 * known. A function of the bytes at `span` alone: what is read may be kept for equal ones.
 */
export function readTools(
  { view, client, bytes }: Pick<Call, 'view' | 'client' | 'bytes'>,
  span: Span,
): ToolList | undefined {
  const listed = view.json?.['tools']
  const read = readers[client]
  if (read === undefined || !Array.isArray(listed)) return undefined
  if (listed.length === 0 || listed.length > mostTools) return undefined
  const node = indexJson(toBuffer(bytes).subarray(span.start, span.end), depth)
  if (node?.elements?.length !== listed.length) return undefined
  const tools: ListedTool[] = []
  let own: string | undefined
  for (const [at, element] of (listed as unknown[]).entries()) {
    if (typeof element !== 'object' || element === null) return undefined
    const tool = element as Json
    const { facts, inner, schemaName, plain } = read(tool, node.elements[at]!)
    const { name, description } = facts
    if (tool['defer_loading'] === true || /tool_?search/.test(String(tool['type']))) {
      own = 'the provider defers these tools'
    }
    tools.push({
      span: spanOf(node.elements[at])!,
      descriptionSpan: spanOf(memberOf(inner, 'description')),
      schemaSpan: spanOf(memberOf(inner, schemaName)),
      idle: [...new Set([node.elements[at]!, inner])].flatMap(idleOf),
      name: typeof name === 'string' ? name : '',
      description: typeof description === 'string' ? description : '',
      schema: facts[schemaName],
      plain: plain && typeof name === 'string' && name !== '',
      marked: tool['cache_control'] != null,
    })
  }
  return { tools, own }
}

/** OpenAI's `allowed_tools`: the client's own way to a short list under a cached long one. */
export function choosesItself(json: Json | undefined): boolean {
  const choice = json?.['tool_choice']
  return (
    typeof choice === 'object' && choice !== null && (choice as Json)['type'] === 'allowed_tools'
  )
}

/**
 * Members of MCP's `Tool` (2025-11-25) that are for the client: what comes back, hints to the user, pictures. OpenAI and
 * Anthropic refuse them; servers that write a tool whole into the prompt charge for them.
 */
const forTheClient = new Set(['outputSchema', 'annotations', 'icons', '_meta'])

/** Runs of such members, each with the comma before or behind it. */
function idleOf(node: JsonNode | undefined): Span[] {
  const members = node?.members ?? []
  const spans: Span[] = []
  for (let at = 0; at < members.length; at++) {
    if (!forTheClient.has(members[at]!.key)) continue
    let next = at
    while (next < members.length && forTheClient.has(members[next]!.key)) next++
    const behind = members[next]
    const before = members[at - 1]
    if (behind) spans.push({ start: members[at]!.keyStart, end: behind.keyStart })
    else if (before) spans.push({ start: before.value.end, end: members[next - 1]!.value.end })
    at = next
  }
  return spans
}

function spanOf(node: JsonNode | undefined): Span | undefined {
  return node && { start: node.start, end: node.end }
}

interface Read {
  /** The object that holds name, description and schema. */
  readonly facts: Json
  readonly inner: JsonNode | undefined
  readonly schemaName: 'parameters' | 'input_schema'
  readonly plain: boolean
}

const readers: Readonly<Partial<Record<string, (tool: Json, node: JsonNode) => Read>>> = {
  'openai-chat': (tool, node) => {
    const facts = tool['function']
    const plain = tool['type'] === 'function' && typeof facts === 'object' && facts !== null
    return {
      facts: plain ? (facts as Json) : tool,
      inner: plain ? memberOf(node, 'function') : node,
      schemaName: 'parameters',
      plain,
    }
  },
  'openai-responses': (tool, node) => ({
    facts: tool,
    inner: node,
    schemaName: 'parameters',
    plain: tool['type'] === 'function',
  }),
  'anthropic-messages': (tool, node) => ({
    facts: tool,
    inner: node,
    schemaName: 'input_schema',
    plain:
      (tool['type'] === undefined || tool['type'] === 'custom') &&
      typeof tool['input_schema'] === 'object',
  }),
}
