/**
 * Which calls may be answered from memory, and which answers may be kept.
 * @module
 */
import type { Call, LayerName, Outcome } from '../../call.ts'

export type Scope = 'deterministic' | 'all'

type Json = Readonly<Record<string, unknown>>

const reusable = new Set<Call['client']>([
  'openai-chat',
  'openai-responses',
  'openai-embeddings',
  'anthropic-messages',
  'anthropic-count',
  'gemini',
])

/** Stop reasons of a whole answer, in the words of all dialects. */
const wholeStops = new Set([
  'stop',
  'tool_calls',
  'function_call',
  'end_turn',
  'stop_sequence',
  'tool_use',
  'completed',
  'STOP',
])

/** Layers after whose work an answer is not that of the call as it was asked. */
const lossless = new Set<LayerName>(['prefix'])

/**
 * Why a call may not be answered from memory; undefined where it may.
 * `deterministic`: it asks for the same answer each time, by temperature 0, a seed, or its kind.
 */
export function unfit(call: Call, scope: Scope): string | undefined {
  const { json } = call.view
  if (!reusable.has(call.client) || json === undefined) return 'not a call whose answers are kept'
  if (call.method !== 'POST') return 'not a POST'
  if (scope === 'deterministic' && !isDeterministic(call.client, json)) {
    return 'it may be answered differently each time'
  }
  if (call.client === 'openai-responses' && dependsOnState(json)) {
    return 'it depends on state at the provider'
  }
  if (call.client === 'openai-chat' && json.store === true) return 'it is stored at the provider'
  return usesServerTools(call.client, json) ? 'its tools run at the provider' : undefined
}

function isDeterministic(client: Call['client'], json: Json): boolean {
  if (client === 'openai-embeddings' || client === 'anthropic-count') return true
  if (client === 'gemini') {
    const generation = (json.generationConfig ?? json.generation_config) as Json | undefined
    return generation?.temperature === 0 || typeof generation?.seed === 'number'
  }
  return json.temperature === 0 || typeof json.seed === 'number'
}

function dependsOnState(json: Json): boolean {
  return (
    json.store !== false ||
    json.background === true ||
    json.previous_response_id != null ||
    json.conversation != null ||
    json.prompt != null
  )
}

function usesServerTools(client: Call['client'], json: Json): boolean {
  if (json.web_search_options != null || json.mcp_servers != null || json.container != null) {
    return true
  }
  if (json.tools === undefined || json.tools === null) return false
  if (!Array.isArray(json.tools)) return true
  return json.tools.some((tool: Json | null) => !isClientTool(client, tool))
}

/** Anything that is not plainly run by the client counts as run by the provider. */
function isClientTool(client: Call['client'], tool: Json | null): boolean {
  if (typeof tool !== 'object' || tool === null) return false
  if (client === 'gemini') {
    return Object.keys(tool).every((key) => /^function_?[dD]eclarations$/.test(key))
  }
  if (client === 'anthropic-messages' || client === 'anthropic-count') {
    const { type } = tool
    if (type === undefined || type === null || type === 'custom') return true
    return typeof type === 'string' && /^(bash|text_editor|computer|memory)_\d+$/.test(type)
  }
  return tool.type === 'function' || tool.type === 'custom'
}

/** Whether an answer is complete, successful and that of the call as it was asked. */
export function mayKeep(call: Call, outcome: Outcome, used: readonly LayerName[]): boolean {
  if (outcome.status !== 200 || outcome.ended !== 'complete') return false
  if (used.some((layer) => !lossless.has(layer))) return false
  if (call.client === 'openai-embeddings' || call.client === 'anthropic-count') return true
  return outcome.stop !== undefined && wholeStops.has(outcome.stop)
}
