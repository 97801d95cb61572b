/**
 * The texts of an OpenAI Responses request.
 * @module
 */
import { listOf, recordOf, type Json, type Reader } from './reader.ts'

/** Entries that hold what a tool gave back, put in by the client. */
const outputs = new Set([
  'function_call_output',
  'custom_tool_call_output',
  'local_shell_call_output',
  'shell_call_output',
  'apply_patch_call_output',
])

export function readResponses(json: Json, reader: Reader): void {
  reader.push(json['instructions'], ['instructions'], { role: 'system', kind: 'system' })
  reader.next(0, false)
  reader.push(json['input'], ['input'], { role: 'user', kind: 'user' })
  const items = listOf(json['input'])
  for (let at = 0; at < items.length; at++) {
    const item = recordOf(items[at])
    if (item !== undefined) readItem(item, at, reader)
  }
}

function readItem(item: Json, at: number, reader: Reader): void {
  const type = String(item['type'] ?? 'message')
  if (outputs.has(type)) return readOutput(item, at, reader)
  if (type !== 'message') {
    // All else is what the model said or did: calls, reasoning, what it searched.
    reader.next(at, true)
    reader.asks(
      item['call_id'],
      item['name'] ?? type,
      item['arguments'] ?? item['input'] ?? item['action'],
    )
    return
  }
  const role = String(item['role'])
  reader.next(at, role === 'assistant')
  const facts =
    role === 'assistant'
      ? ({ role, kind: 'assistant' } as const)
      : role === 'system' || role === 'developer'
        ? ({ role: 'system', kind: 'system' } as const)
        : ({ role: 'user', kind: 'user' } as const)
  const path = ['input', at, 'content']
  reader.push(item['content'], path, facts)
  readParts(item['content'], path, facts, reader)
}

function readOutput(item: Json, at: number, reader: Reader): void {
  reader.next(at, false)
  reader.result()
  const id = item['call_id']
  const asked = reader.askedBy(id)
  const facts = {
    role: 'user',
    kind: 'tool-result',
    toolName: asked?.name,
    toolCallId: typeof id === 'string' ? id : undefined,
    toolInput: asked?.input,
  } as const
  const path = ['input', at, 'output']
  reader.push(item['output'], path, facts)
  readParts(item['output'], path, facts, reader)
}

function readParts(
  content: unknown,
  path: readonly (string | number)[],
  facts: Parameters<Reader['push']>[2],
  reader: Reader,
): void {
  const parts = listOf(content)
  for (let part = 0; part < parts.length; part++) {
    const value = recordOf(parts[part])
    if (value === undefined) continue
    // The third is what a shell printed.
    for (const name of ['text', 'stdout', 'stderr']) {
      reader.push(value[name], [...path, part, name], facts)
    }
    if (value['prompt_cache_breakpoint'] != null) reader.marked()
  }
}
