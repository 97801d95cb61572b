/**
 * The conversation in plain words, for a judge: who said what, tools by name.
 * @module
 */
import type { Dialect, View } from '../../call.ts'

type Json = Readonly<Record<string, unknown>>

/** Characters; over this nothing is judged, and what is built here stays small. */
const longest = 200_000

/** Every text of the request in order. What is no text is named, not shown. */
export function questionOf(view: View, dialect: Dialect): string {
  const body = view.json ?? {}
  const lines: string[] = []
  let size = 0
  const say = (who: string, what: unknown) => {
    const text = wordsOf(what, 0)
    if (text === '' || size > longest) return
    size += text.length
    lines.push(`${who}: ${text}`)
  }
  say('system', body['system'] ?? body['instructions'] ?? body['systemInstruction'])
  const messages =
    dialect === 'openai-responses'
      ? body['input']
      : dialect === 'gemini'
        ? body['contents']
        : body['messages']
  if (typeof messages === 'string') say('user', messages)
  for (const message of Array.isArray(messages) ? messages : []) {
    if (!isJson(message)) continue
    const who = typeof message['role'] === 'string' ? message['role'] : String(message['type'])
    say(who, message['content'] ?? message['parts'] ?? message)
    for (const call of Array.isArray(message['tool_calls']) ? message['tool_calls'] : [])
      if (isJson(call)) say(`${who} calls`, JSON.stringify(call['function'] ?? call['custom']))
  }
  return lines.join('\n\n')
}

/** Text of a string, a list of parts, or a part. */
function wordsOf(value: unknown, depth: number): string {
  if (typeof value === 'string') return value
  if (depth > 4) return ''
  if (Array.isArray(value)) return value.map((part) => wordsOf(part, depth + 1)).join('\n')
  if (!isJson(value)) return ''
  if (typeof value['text'] === 'string') return value['text']
  if (value['type'] === 'tool_use' || value['type'] === 'function_call') {
    return `[calls ${String(value['name'])} with ${JSON.stringify(value['input'] ?? value['arguments'])}]`
  }
  const inner = value['content'] ?? value['output'] ?? value['parts']
  if (inner !== undefined) return wordsOf(inner, depth + 1)
  const kind = value['type']
  return typeof kind === 'string' ? `[${kind}]` : ''
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
