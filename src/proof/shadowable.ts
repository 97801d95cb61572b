/**
 * Whether a call may be run twice: a shadow must not act in the world, leave anything at the provider, or be billed
 * for tools. Pure over the view.
 * @module
 */
import type { Call, Dialect, View } from '../call.ts'

/** Why a call must not have a shadow; undefined: it may. `headers` are lower-case. */
export function whyNoShadow(
  view: View,
  dialect: Dialect,
  headers: Call['headers'] = {},
): string | undefined {
  const body = view.json
  if (!body) return 'the body is not understood'
  if (!drawn.has(dialect)) return `${dialect} calls are not compared`
  if (storesByDefault(dialect, body)) return 'the provider stores the answer (`store`)'
  if (body['background'] === true) return 'it runs in the background'
  for (const [field, why] of statefulFields) {
    const value = body[field]
    if (value !== undefined && value !== null && !isEmpty(value)) return why
  }
  if (headers['idempotency-key'] !== undefined) return 'it carries an idempotency key'
  const tools = body['tools']
  if (tools === undefined || tools === null) return undefined
  if (!Array.isArray(tools)) return 'its tools are not understood'
  return tools.every((tool) => isClientTool(tool, dialect))
    ? undefined
    : 'it has tools that the provider runs'
}

const drawn: ReadonlySet<Dialect> = new Set([
  'openai-chat',
  'openai-responses',
  'anthropic-messages',
  'gemini',
] satisfies Dialect[])

const statefulFields: readonly (readonly [field: string, why: string])[] = [
  ['previous_response_id', 'it continues an answer stored at the provider'],
  ['conversation', 'it writes to a conversation stored at the provider'],
  ['mcp_servers', 'it uses connectors'],
  ['connectors', 'it uses connectors'],
  ['container', 'it runs in a container of the provider'],
  ['web_search_options', 'it has tools that the provider runs'],
  ['cachedContent', 'it reads content stored at the provider'],
]

/** The Responses API stores unless told not to; Chat Completions only where `store` is true. */
function storesByDefault(dialect: Dialect, body: Readonly<Record<string, unknown>>): boolean {
  return dialect === 'openai-responses' ? body['store'] !== false : body['store'] === true
}

/** Allow list: a kind of tool that is not known here may act on its own. */
function isClientTool(tool: unknown, dialect: Dialect): boolean {
  if (typeof tool !== 'object' || tool === null) return false
  const fields = tool as Readonly<Record<string, unknown>>
  const type = fields['type']
  if (dialect === 'openai-chat') return type === 'function' || type === 'custom'
  if (dialect === 'openai-responses') return type === 'function' || type === 'custom'
  if (dialect === 'anthropic-messages') {
    if (type === undefined || type === null || type === 'custom') return 'input_schema' in fields
    return typeof type === 'string' && anthropicClientTool.test(type)
  }
  const kinds = Object.keys(fields)
  return (
    kinds.length > 0 &&
    kinds.every((kind) => kind === 'functionDeclarations' || kind === 'function_declarations')
  )
}

/** Anthropic's own tools that the client executes. */
const anthropicClientTool = /^(bash|text_editor|computer|memory)_\d{8}$/

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0
}
