/**
 * The last thing that a user said in a call, and what stands around it: what one wording may be swapped for another.
 * @module
 */
import type { Call, Span } from '../../../call.ts'

type Json = Readonly<Record<string, unknown>>

export interface LastText {
  readonly text: string
  /** Of its JSON string in the body, quotes included. Looked for when it is asked for: it indexes the whole body. */
  readonly span: Span | undefined
  /** Text of system and developer messages, and of the messages before the last: the first 8,000 characters of each. */
  readonly system: string
  readonly history: string
  /** Messages of the conversation before it. */
  readonly turns: number
  /** Tools are offered, or were called. */
  readonly tools: boolean
  /** Something that is no text stands beside it or before it. */
  readonly attachments: boolean
}

/** As far as anyone looks for data about the user. */
const looked = 8_000

interface Message {
  readonly role: 'system' | 'user' | 'other'
  readonly content: unknown
  readonly path: readonly (string | number)[]
  /** A call of a tool, or what it gave back. */
  readonly tool: boolean
}

/**
 * Reads it in the dialects that have conversations; undefined where the last message is not a user's, or has no text.
 * Never throws; linear in the body.
 */
export function readLastText(call: Pick<Call, 'view' | 'client'>): LastText | undefined {
  const { json } = call.view
  const messages = json && messagesOf(call.client, json)
  const last = messages?.at(-1)
  if (!json || !messages || !last || last.role !== 'user') return undefined
  const own = textOf(last)
  if (!own) return undefined
  const system = new Words()
  const history = new Words()
  const around = json['system'] ?? json['instructions'] ?? json['systemInstruction']
  system.read(around ?? json['system_instruction'])
  let turns = 0
  for (const message of messages.slice(0, -1)) {
    if (message.role === 'system') system.read(message.content)
    else {
      turns++
      history.read(message.content)
    }
  }
  // Text beside the last part of the last message.
  if (Array.isArray(last.content)) history.read(last.content.slice(0, own.at))
  return {
    text: own.text,
    get span() {
      return call.view.span(...own.path)
    },
    system: system.text,
    history: history.text,
    turns,
    tools: offersTools(json) || messages.some(({ tool }) => tool),
    attachments: own.attachments || system.other || history.other,
  }
}

function messagesOf(client: Call['client'], json: Json): Message[] | undefined {
  switch (client) {
    case 'openai-chat':
    case 'anthropic-messages':
      return listOf(json['messages'])?.map((message, at) => ({
        role: roleOf(message['role']),
        content: message['content'],
        path: ['messages', at, 'content'],
        tool: 'tool_calls' in message || 'function_call' in message || message['role'] === 'tool',
      }))
    case 'gemini':
      return listOf(json['contents'])?.map((message, at) => ({
        // A content without a role is the user's.
        role: roleOf(message['role'] ?? 'user'),
        content: message['parts'],
        path: ['contents', at, 'parts'],
        tool: false,
      }))
    case 'openai-responses': {
      const { input } = json
      if (typeof input === 'string') {
        return [{ role: 'user', content: input, path: ['input'], tool: false }]
      }
      return listOf(input)?.map((item, at) => ({
        role: roleOf(item['role']),
        content: item['content'],
        path: ['input', at, 'content'],
        tool: (item['type'] ?? 'message') !== 'message',
      }))
    }
    default:
      return undefined
  }
}

function roleOf(role: unknown): Message['role'] {
  return role === 'user' ? 'user' : role === 'system' || role === 'developer' ? 'system' : 'other'
}

function listOf(value: unknown): Json[] | undefined {
  return Array.isArray(value) && value.every(isJson) ? value : undefined
}

/** The message's text, or the text of its last part, where nothing but text stands in it. */
function textOf({ content, path }: Message) {
  if (typeof content === 'string') return { text: content, path, at: 0, attachments: false }
  if (!Array.isArray(content)) return undefined
  const at = content.length - 1
  const part: unknown = content[at]
  if (!isText(part)) return undefined
  const attachments = !content.every(isText)
  return { text: part['text'] as string, path: [...path, at, 'text'], at, attachments }
}

/** A part with a `type` says that it is text; Gemini's parts say so by having nothing else. */
function isText(part: unknown): part is Json {
  if (!isJson(part) || typeof part['text'] !== 'string') return false
  const { type } = part
  return type === undefined
    ? Object.keys(part).length === 1
    : /^(input_|output_)?text$/.test(String(type))
}

function offersTools(json: Json): boolean {
  return ['tools', 'functions'].some((name) => {
    const value = json[name]
    return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null
  })
}

/** Gathers text up to a bound, and hears of what is none. */
class Words {
  text = ''
  other = false

  read(value: unknown, depth = 0): void {
    if (typeof value === 'string') this.#add(value)
    else if (Array.isArray(value)) for (const part of value) this.read(part, depth + 1)
    else if (isText(value)) this.#add(value['text'] as string)
    else if (isJson(value) && depth < 4 && 'parts' in value) this.read(value['parts'], depth + 1)
    else if (value !== undefined && value !== null) this.other = true
  }

  #add(text: string): void {
    if (this.text.length < looked) this.text += `${text.slice(0, looked - this.text.length)}\n`
  }
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
