/**
 * The recorded coding session as one Messages request, cut at about 2 MB; without the recording, one of made-up text.
 * @module
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const wanted = 2_000_000

export function sessionBodies(data: string): { body: Buffer; what: string } {
  const file = join(data, 'agent-sessions/large-session.jsonl')
  const recorded = existsSync(file) ? messagesOf(readFileSync(file, 'utf8')) : []
  const messages: unknown[] = []
  let size = 0
  const source =
    recorded.length > 0
      ? recorded
      : [{ role: 'user', content: [{ type: 'text', text: 'a few words\n'.repeat(200) }] }]
  for (let n = 0; size < wanted; n++) {
    const message = source[n % source.length]
    messages.push(message)
    size += JSON.stringify(message).length + 1
  }
  const body = { model: 'claude-sonnet-5', max_tokens: 1000, system: 'You write code.', messages }
  return {
    body: Buffer.from(JSON.stringify(body)),
    what: recorded.length > 0 ? `recorded session, ${messages.length} messages` : 'made-up text',
  }
}

function messagesOf(text: string): unknown[] {
  const messages: unknown[] = []
  for (const line of text.split('\n')) {
    if (line === '') continue
    const { message } = JSON.parse(line) as {
      message?: { role: string; content: unknown; toolCallId?: string }
    }
    if (!message || !Array.isArray(message.content) || message.content.length === 0) continue
    const parts = message.content as {
      type: string
      id?: string
      name?: string
      arguments?: unknown
    }[]
    if (message.role === 'toolResult') {
      messages.push({
        role: 'user',
        content: [{ type: 'tool_result', tool_use_id: message.toolCallId, content: parts }],
      })
    } else {
      const content = parts.map((part) =>
        part.type === 'toolCall'
          ? { type: 'tool_use', id: part.id, name: part.name, input: part.arguments }
          : part,
      )
      messages.push({ role: message.role, content })
    }
  }
  return messages
}
