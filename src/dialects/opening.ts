/**
 * The beginning that all calls of one conversation share: system, tool names and the first user turn.
 * @module
 */
import type { Dialect, View } from '../call.ts'

type Json = Readonly<Record<string, unknown>>

/**
 * The stable beginning of a conversation as one text, to be hashed under the tenant's key. Two calls of a conversation
 * give the same text, although clients move their cache markers between turns and re-stamp their billing line.
 * Long parts are told by length, head and tail, so that the cost stays bounded; tools by their names alone, because a
 * catalogue of 100 KB tells no more conversations apart than its list of names.
 * @returns '' where the body has no beginning to speak of (no JSON, or a dialect without conversations)
 */
export const opening = (view: View, dialect: Dialect): string => {
  const { json } = view
  if (json === undefined) return ''
  switch (dialect) {
    case 'openai-chat':
      return join([], json['tools'] ?? json['functions'], untilUser(view, 'messages', isUser))
    case 'openai-responses':
      return join([json['instructions'], json['prompt']], json['tools'], inputTurns(view, json))
    case 'anthropic-messages':
    case 'anthropic-count':
      return join([json['system']], json['tools'], untilUser(view, 'messages', isUser))
    case 'gemini':
      return join(
        [json['systemInstruction'] ?? json['system_instruction'], json['cachedContent']],
        json['tools'],
        // A content without a role is the user's.
        untilUser(view, 'contents', (role) => isUser(role) || role === undefined),
      )
    default:
      return ''
  }
}

/** Everything up to and with the first turn of the user; system and developer messages come before it. */
const untilUser = (
  view: View,
  name: string,
  speaks: (role: unknown) => boolean,
): readonly unknown[] => {
  let found = false
  const first = view.leading(name, mostMessages, (message) => {
    found = isObject(message) && speaks(message['role'])
    return found
  })
  // An agent that opens with its own turns still has a first message.
  return found ? first : first.slice(0, 1)
}

const isUser = (role: unknown): boolean => role === 'user'

/** The Responses API takes a text for a list with one turn. */
const inputTurns = (view: View, json: Json): readonly unknown[] => {
  const turns = untilUser(view, 'input', isUser)
  return turns.length === 0 && typeof json['input'] === 'string' ? [json['input']] : turns
}

const mostMessages = 16
const mostBlocks = 64
const mostTools = 512

const join = (system: readonly unknown[], tools: unknown, messages: readonly unknown[]) => {
  const parts: string[] = []
  for (const part of system) addText(parts, part)
  parts.push('tools')
  if (Array.isArray(tools)) {
    for (const tool of (tools as unknown[]).slice(0, mostTools)) parts.push(toName(tool))
  }
  for (const message of messages) {
    parts.push('turn')
    if (isObject(message)) addText(parts, message['content'] ?? message['parts'] ?? message)
    else addText(parts, message)
  }
  // Lengths keep the parts apart: no content can pretend to be two.
  let text = ''
  for (const part of parts) text += `${part.length}:${part}`
  return text
}

/** Adds a text, or the blocks of a content, without what clients change from turn to turn. */
const addText = (parts: string[], content: unknown): void => {
  if (content === undefined || content === null) return
  if (typeof content === 'string') {
    parts.push(shorten(content))
    return
  }
  if (isObject(content) && Array.isArray(content['parts'])) {
    addText(parts, content['parts'])
    return
  }
  const blocks: readonly unknown[] = Array.isArray(content) ? content : [content]
  for (const block of blocks.slice(0, mostBlocks)) {
    if (isObject(block) && typeof block['text'] === 'string') {
      if (!block['text'].startsWith(billingLine)) parts.push(shorten(block['text']))
    } else parts.push(shorten(withoutMarker(block)))
  }
}

/** Claude Code opens its system prompt with a block that carries a fresh checksum on every call. */
const billingLine = 'x-anthropic-billing-header:'

const withoutMarker = (block: unknown): string => {
  try {
    return JSON.stringify(block, withoutLong) ?? ''
  } catch {
    // Nested beyond the stack: such a block tells nothing apart.
    return ''
  }
}

/** Images are megabytes of base64 inside a block. */
const withoutLong = (key: string, value: unknown) =>
  key === 'cache_control' ? undefined : typeof value === 'string' ? shorten(value) : value

const headLength = 16_384
const tailLength = 4_096

const shorten = (text: string) =>
  text.length <= headLength + tailLength
    ? text
    : `${text.length} ${text.slice(0, headLength)}${text.slice(-tailLength)}`

/** OpenAI chat nests the name in `function`, Gemini in `functionDeclarations`; server tools have a type only. */
const toName = (tool: unknown): string => {
  if (!isObject(tool)) return ''
  const declarations = tool['functionDeclarations'] ?? tool['function_declarations']
  if (Array.isArray(declarations)) return (declarations as unknown[]).map(toName).join(' ')
  const inner = isObject(tool['function']) ? tool['function']['name'] : undefined
  const name = tool['name'] ?? inner ?? tool['server_label'] ?? tool['type']
  return typeof name === 'string' ? name : Object.keys(tool).join(' ')
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
