/**
 * The texts of an OpenAI chat completion request.
 * @module
 */
import { listOf, recordOf, type Json, type Reader } from './reader.ts'

export function readChat(json: Json, reader: Reader): void {
  const messages = listOf(json['messages'])
  for (let at = 0; at < messages.length; at++) {
    const message = recordOf(messages[at])
    if (message === undefined) continue
    const role = String(message['role'])
    reader.next(at, role === 'assistant')
    for (const one of listOf(message['tool_calls'])) {
      const call = recordOf(one)
      const told = recordOf(call?.['function']) ?? recordOf(call?.['custom'])
      reader.asks(call?.['id'], told?.['name'], told?.['arguments'] ?? told?.['input'])
    }
    const facts = factsOf(role, message, reader)
    const { content } = message
    const path = ['messages', at, 'content']
    if (typeof content === 'string') reader.push(content, path, facts)
    const parts = listOf(content)
    for (let part = 0; part < parts.length; part++) {
      const value = recordOf(parts[part])
      if (value === undefined) continue
      reader.push(value['text'], [...path, part, 'text'], facts)
      if (value['prompt_cache_breakpoint'] != null || value['cache_control'] != null) {
        reader.marked()
      }
    }
  }
}

function factsOf(role: string, message: Json, reader: Reader) {
  if (role === 'assistant') return { role, kind: 'assistant' } as const
  if (role === 'system' || role === 'developer') {
    return { role: 'system', kind: 'system' } as const
  }
  if (role !== 'tool' && role !== 'function') return { role: 'user', kind: 'user' } as const
  reader.result()
  const id = message['tool_call_id']
  const asked = reader.askedBy(id)
  const name = asked?.name ?? message['name']
  return {
    role: 'user',
    kind: 'tool-result',
    toolName: typeof name === 'string' ? name : undefined,
    toolCallId: typeof id === 'string' ? id : undefined,
    toolInput: asked?.input,
  } as const
}
