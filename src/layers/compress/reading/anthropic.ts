/**
 * The texts of an Anthropic Messages request.
 * @module
 */
import { listOf, recordOf, type Json, type Reader } from './reader.ts'

type Path = readonly (string | number)[]
type Facts = Parameters<Reader['push']>[2]

export function readAnthropic(json: Json, reader: Reader): void {
  readContent(json['system'], ['system'], { role: 'system', kind: 'system' }, reader)
  const messages = listOf(json['messages'])
  for (let at = 0; at < messages.length; at++) {
    const message = recordOf(messages[at])
    if (message === undefined) continue
    const role = String(message['role'])
    reader.next(at, role === 'assistant')
    const facts: Facts =
      role === 'assistant'
        ? { role, kind: 'assistant' }
        : role === 'system'
          ? { role, kind: 'system' }
          : { role: 'user', kind: 'user' }
    readContent(message['content'], ['messages', at, 'content'], facts, reader)
  }
  if (json['cache_control'] != null) reader.marked()
}

function readContent(content: unknown, path: Path, facts: Facts, reader: Reader): void {
  reader.push(content, path, facts)
  const parts = listOf(content)
  for (let at = 0; at < parts.length; at++) {
    const part = recordOf(parts[at])
    if (part === undefined) continue
    readPart(part, [...path, at], facts, reader)
    if (part['cache_control'] != null) reader.marked()
  }
}

function readPart(part: Json, path: Path, facts: Facts, reader: Reader): void {
  const type = part['type']
  if (type === 'text') {
    reader.push(part['text'], [...path, 'text'], facts)
  } else if (type === 'tool_use') {
    reader.asks(part['id'], part['name'], part['input'])
  } else if (facts.role === 'assistant') {
    // Thinking, and what the provider's own tools found: signed, or encrypted, or theirs.
    return
  } else if (type === 'tool_result') {
    readResult(part, path, reader)
  } else if (type === 'document') {
    readDocument(part, path, reader)
  } else if (type === 'search_result') {
    readContent(part['content'], [...path, 'content'], documentFacts(part), reader)
  }
}

function readResult(part: Json, path: Path, reader: Reader): void {
  reader.result()
  const id = part['tool_use_id']
  const asked = reader.askedBy(id)
  const facts: Facts = {
    role: 'user',
    kind: 'tool-result',
    toolName: asked?.name,
    toolCallId: typeof id === 'string' ? id : undefined,
    toolInput: asked?.input,
  }
  readContent(part['content'], [...path, 'content'], facts, reader)
}

/** Base64 documents (PDF) are no text; the others are. */
function readDocument(part: Json, path: Path, reader: Reader): void {
  const source = recordOf(part['source'])
  const facts = documentFacts(part)
  if (source?.['type'] === 'text') reader.push(source['data'], [...path, 'source', 'data'], facts)
  if (source?.['type'] === 'content') {
    readContent(source['content'], [...path, 'source', 'content'], facts, reader)
  }
}

function documentFacts(part: Json): Facts {
  const { title } = part
  const cited = recordOf(part['citations'])?.['enabled'] === true
  return {
    role: 'user',
    kind: 'document',
    title: typeof title === 'string' ? title : undefined,
    reason: cited ? 'citations' : undefined,
  }
}
