/**
 * Reduces OpenAI's request bodies (chat completions and Responses) to what the sandbox works on.
 * Bodies are validated before: here fields have their types or are absent.
 * @module
 */
import type { ServiceTier } from '../call.ts'
import type { Ask, AskedTool } from './ask.ts'
import { shortHash } from './hash.ts'
import type { Block, Prompt, Section } from './prompt.ts'
import type { TokenCounter } from './tokens.ts'

type Json = Readonly<Record<string, unknown>>

/** Longer texts are cut, so that automatic caching can match the part that two prompts share. */
const pieceLength = 512
const messageOverhead = 4
/** Messages at whose ends GPT-5.6 reads and writes by itself. */
const readRoles = new Set([
  'user',
  'tool',
  'function',
  'function_call_output',
  'custom_tool_call_output',
])
/** A picture at low detail; the sandbox does not look into pictures. */
const imageTokens = 85

export interface Reader {
  readonly counter: TokenCounter
  readonly account: string
  readonly provider: string
}

export function isReasoningModel(model: string): boolean {
  return /^(o\d|gpt-5|gpt-[6-9])/.test(model) && !model.includes('chat')
}

export function readChat(body: Json, reader: Reader): Ask {
  const model = String(body['model'])
  const blocks: Block[] = []
  const tools = chatTools(body)
  for (const tool of list(body['tools'])) blocks.push(jsonBlock(tool, model, 'tools', reader))
  const format = object(body['response_format'])
  if (format !== undefined) blocks.push(jsonBlock(format, model, 'tools', reader))
  for (const message of list(body['messages'])) pushMessage(blocks, message, model, reader)
  const choice = body['tool_choice']
  return {
    shape: 'chat',
    prompt: openaiPrompt(body, blocks, reader),
    includeUsage: object(body['stream_options'])?.['include_usage'] === true,
    cap: number(body['max_completion_tokens']) ?? number(body['max_tokens']),
    stops: strings(body['stop']),
    tools,
    toolChoice:
      typeof choice === 'object' && choice !== null
        ? { name: String(object(object(choice)?.['function'])?.['name'] ?? '') }
        : toolChoice(choice),
    format: formatOf(format, object(format?.['json_schema'])?.['schema']),
    choices: number(body['n']) ?? 1,
    reasoning: reasons(model, body['reasoning_effort']),
    ...common(body, model, reader),
    lastText: lastText(list(body['messages'])),
  }
}

export function readResponses(body: Json, reader: Reader): Ask {
  const model = String(body['model'])
  const blocks: Block[] = []
  for (const tool of list(body['tools'])) blocks.push(jsonBlock(tool, model, 'tools', reader))
  const format = object(object(body['text'])?.['format'])
  if (format !== undefined && format['type'] !== 'text')
    blocks.push(jsonBlock(format, model, 'tools', reader))
  if (typeof body['instructions'] === 'string') {
    pushMessage(blocks, { role: 'system', content: body['instructions'] }, model, reader)
  }
  const input =
    typeof body['input'] === 'string'
      ? [{ role: 'user', content: body['input'] }]
      : list(body['input'])
  for (const item of input) pushMessage(blocks, item, model, reader)
  const choice = body['tool_choice']
  return {
    shape: 'responses',
    prompt: openaiPrompt(body, blocks, reader),
    includeUsage: true,
    cap: number(body['max_output_tokens']),
    stops: [],
    tools: list(body['tools']).flatMap((tool): AskedTool[] =>
      tool['type'] === 'function'
        ? [{ name: String(tool['name']), schema: tool['parameters'] }]
        : [],
    ),
    toolChoice:
      typeof choice === 'object' && choice !== null
        ? { name: String(object(choice)?.['name'] ?? '') }
        : toolChoice(choice),
    format: formatOf(format, format?.['schema']),
    choices: 1,
    reasoning: reasons(model, object(body['reasoning'])?.['effort']),
    ...common(body, model, reader),
    lastText: lastText(input),
  }
}

function common(body: Json, model: string, reader: Reader) {
  return {
    vendor: 'openai',
    provider: reader.provider,
    model,
    stream: body['stream'] === true,
    tier: tierOf(body['service_tier']),
  } as const
}

function tierOf(tier: unknown): ServiceTier {
  if (tier === 'fast' || tier === 'priority') return 'priority'
  return tier === 'flex' ? 'flex' : 'standard'
}

function openaiPrompt(body: Json, blocks: readonly Block[], reader: Reader): Prompt {
  const options = object(body['prompt_cache_options'])
  const mode =
    options === undefined ? undefined : options['mode'] === 'explicit' ? 'explicit' : 'implicit'
  const retention = body['prompt_cache_retention']
  const key = body['prompt_cache_key']
  return {
    model: String(body['model']),
    account: reader.account,
    blocks,
    settings: JSON.stringify([
      body['parallel_tool_calls'],
      body['reasoning_effort'] ?? object(body['reasoning'])?.['effort'],
      body['verbosity'] ?? object(body['text'])?.['verbosity'],
      body['context_management'],
    ]),
    ...(typeof key === 'string' ? { cacheKey: key } : undefined),
    ...(mode === undefined ? undefined : { cacheMode: mode }),
    ...(typeof retention === 'string'
      ? { retention: retention === '24h' ? '24h' : 'in_memory' }
      : undefined),
  }
}

function pushMessage(blocks: Block[], message: Json, model: string, reader: Reader): void {
  const role = String(message['role'] ?? message['type'] ?? '')
  const section: Section = role === 'system' || role === 'developer' ? 'system' : 'messages'
  const before = blocks.length
  const content = message['content']
  if (typeof content === 'string') pushText(blocks, content, role, model, section, reader)
  for (const piece of Array.isArray(content) ? list(content) : []) {
    const { prompt_cache_breakpoint: mark, ...rest } = piece
    if (typeof rest['text'] === 'string')
      pushText(blocks, rest['text'], role, model, section, reader)
    else blocks.push(jsonBlock(rest, model, section, reader))
    if (mark !== undefined && mark !== null) {
      const last = blocks.pop()!
      blocks.push({ ...last, cacheControl: '30m' })
    }
  }
  const { content: _content, id: _id, status: _status, ...others } = message
  if (Object.keys(others).length > 1) blocks.push(jsonBlock(others, model, section, reader))
  if (blocks.length === before) pushText(blocks, '', role, model, section, reader)
  const first = blocks[before]!
  blocks[before] = { ...first, tokens: first.tokens + messageOverhead }
  if (readRoles.has(role)) {
    const last = blocks.pop()!
    blocks.push({ ...last, endsMessage: true })
  }
}

/** A text as one block a piece; the count of the whole is shared out, since pieces count differently alone. */
function pushText(
  blocks: Block[],
  text: string,
  role: string,
  model: string,
  section: Section,
  reader: Reader,
): void {
  const total = reader.counter.count(text, model)
  const pieces = Math.max(1, Math.ceil(text.length / pieceLength))
  for (let i = 0; i < pieces; i++) {
    const tokens = Math.round((total * (i + 1)) / pieces) - Math.round((total * i) / pieces)
    const piece = text.slice(i * pieceLength, (i + 1) * pieceLength)
    blocks.push({ hash: shortHash(`${role}\n${piece}`), tokens, section, endsMessage: false })
  }
}

function jsonBlock(value: Json, model: string, section: Section, reader: Reader): Block {
  const text = JSON.stringify(value)
  const image = String(value['type']).includes('image')
  const tokens = image ? imageTokens : reader.counter.count(text, model)
  return {
    hash: shortHash(text),
    tokens,
    section,
    kind: image ? 'image' : 'text',
    endsMessage: false,
  }
}

function chatTools(body: Json): AskedTool[] {
  return list(body['tools']).flatMap((tool) => {
    const definition = object(tool['function'])
    return definition === undefined
      ? []
      : [{ name: String(definition['name']), schema: definition['parameters'] }]
  })
}

function toolChoice(choice: unknown): 'auto' | 'none' | 'any' {
  return choice === 'required' ? 'any' : choice === 'none' ? 'none' : 'auto'
}

function formatOf(format: Json | undefined, schema: unknown): unknown {
  if (format?.['type'] === 'json_object') return true
  return format?.['type'] === 'json_schema' ? schema : undefined
}

function reasons(model: string, effort: unknown): boolean {
  return isReasoningModel(model) && effort !== 'none' && effort !== 'minimal'
}

export function lastText(messages: readonly Json[]): string {
  for (let i = messages.length - 1; i >= 0; i--) {
    const message = messages[i]!
    if (message['role'] !== 'user') continue
    if (typeof message['content'] === 'string') return message['content']
    return list(message['content'])
      .map((piece) => (typeof piece['text'] === 'string' ? piece['text'] : ''))
      .join('')
  }
  return ''
}

export function list(value: unknown): readonly Json[] {
  return Array.isArray(value)
    ? value.filter((item): item is Json => object(item) !== undefined)
    : []
}

export function object(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Json)
    : undefined
}

export function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined
}

export function strings(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return Array.isArray(value)
    ? value.filter((item): item is string => typeof item === 'string')
    : []
}
