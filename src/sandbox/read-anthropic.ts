/**
 * Reduces an Anthropic Messages body to what the sandbox works on. Validated before, like OpenAI's.
 * @module
 */
import type { Ask } from './ask.ts'
import { shortHash } from './hash.ts'
import type { Block, BlockKind, Section, Ttl } from './prompt.ts'
import { lastText, list, number, object, type Reader, strings } from './read-openai.ts'

type Json = Readonly<Record<string, unknown>>

const messageOverhead = 4
/** About what a picture of 1,000 by 1,100 pixels costs; the sandbox does not look into pictures. */
const imageTokens = 1500

export function readMessages(body: Json, reader: Reader): Ask {
  const model = String(body['model'])
  const blocks: Block[] = []
  const tools = list(body['tools'])
  // Anthropic's table: switching web search leaves the tools part cached and kills system and messages.
  const searches = tools.filter((tool) => String(tool['type'] ?? '').startsWith('web_search'))
  for (const tool of tools) {
    if (!searches.includes(tool)) blocks.push(reduce(tool, 'tools', '', model, reader))
  }
  const system = body['system']
  const systemBlocks = typeof system === 'string' ? [{ type: 'text', text: system }] : list(system)
  for (const block of systemBlocks) blocks.push(reduce(block, 'system', '', model, reader))
  let citations = false
  let images = false
  const messages = list(body['messages'])
  const kept = keepsThinking(model) ? 0 : lastQuestion(messages)
  for (const [place, message] of messages.entries()) {
    const role = String(message['role'])
    const content = message['content']
    const parts = typeof content === 'string' ? [{ type: 'text', text: content }] : list(content)
    for (const [index, item] of parts.entries()) {
      if (place < kept && String(item['type']).includes('thinking')) continue
      const block = reduce(item, 'messages', role, model, reader)
      blocks.push(index === 0 ? { ...block, tokens: block.tokens + messageOverhead } : block)
      citations ||= object((item as Json)['citations'])?.['enabled'] === true
      images ||= block.kind === 'image'
    }
  }
  const choice = object(body['tool_choice'])
  const format = object(object(body['output_config'])?.['format']) ?? object(body['output_format'])
  const automatic = marker(body)
  return {
    shape: 'messages',
    vendor: 'anthropic',
    provider: reader.provider,
    model,
    prompt: {
      model,
      account: reader.account,
      blocks,
      systemSwitches: JSON.stringify([
        searches.map(withoutMarker),
        citations,
        body['speed'],
        format,
      ]),
      messageSwitches: JSON.stringify([
        body['thinking'],
        object(body['output_config'])?.['effort'],
        choice,
        images,
      ]),
      ...(automatic === undefined ? undefined : { automatic }),
    },
    stream: body['stream'] === true,
    includeUsage: true,
    cap: number(body['max_tokens']),
    stops: strings(body['stop_sequences']),
    tools: tools.flatMap((tool) =>
      tool['input_schema'] === undefined
        ? []
        : [{ name: String(tool['name']), schema: tool['input_schema'] }],
    ),
    toolChoice:
      choice?.['type'] === 'tool'
        ? { name: String(choice['name']) }
        : choice?.['type'] === 'any'
          ? 'any'
          : choice?.['type'] === 'none'
            ? 'none'
            : 'auto',
    format: format?.['type'] === 'json_schema' ? format['schema'] : undefined,
    choices: 1,
    reasoning: ['enabled', 'adaptive'].includes(String(object(body['thinking'])?.['type'])),
    lastText: lastText(list(body['messages'])),
    tier: 'standard',
  }
}

/** Opus 4.5, Sonnet 4.6 and later keep earlier thinking in the prompt; Haiku and older models do not. */
function keepsThinking(model: string): boolean {
  return /opus-4-[5-9]|sonnet-4-[6-9]|(opus|sonnet|fable|mythos)-[5-9]/.test(
    model.replaceAll('.', '-'),
  )
}

/** Place of the last user message that is not made of tool results: thinking before it is taken out. */
function lastQuestion(messages: readonly Json[]): number {
  return messages.findLastIndex(
    ({ role, content }) =>
      role === 'user' &&
      !(Array.isArray(content) && list(content).every((part) => part['type'] === 'tool_result')),
  )
}

function reduce(item: Json, section: Section, role: string, model: string, reader: Reader): Block {
  const type = String(item['type'] ?? '')
  const own = withoutMarker(item)
  const plain = type === 'text' && typeof item['text'] === 'string'
  const text = plain ? String(item['text']) : JSON.stringify(own)
  const kind = kindOf(type, section)
  const mark = marker(item) ?? nestedMarker(item)
  return {
    hash: shortHash(`${role}\n${type}\n${text}`),
    tokens: kind === 'image' ? imageTokens : reader.counter.count(text, model),
    section,
    kind,
    ...(mark === undefined ? undefined : { cacheControl: mark }),
    ...(plain && text === '' ? { empty: true } : undefined),
  }
}

function kindOf(type: string, section: Section): BlockKind {
  if (section === 'tools') return 'tool'
  if (type === 'image' || type === 'document' || type === 'tool_use' || type === 'tool_result')
    return type
  return type.includes('thinking') ? 'thinking' : 'text'
}

function marker(item: Json): Ttl | undefined {
  const control = object(item['cache_control'])
  if (control === undefined) return undefined
  return control['ttl'] === '1h' ? '1h' : '5m'
}

/** A marker on the last part of a tool result marks the result: the sandbox does not split results. */
function nestedMarker(item: Json): Ttl | undefined {
  for (const inner of list(item['content'])) {
    const mark = marker(inner)
    if (mark !== undefined) return mark
  }
  return undefined
}

function withoutMarker(item: Json): Json {
  const { cache_control: _control, ...rest } = item
  if (!Array.isArray(rest['content'])) return rest
  return { ...rest, content: list(rest['content']).map(withoutMarker) }
}
