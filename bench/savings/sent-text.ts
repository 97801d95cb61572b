/**
 * What the model reads of a body: all its texts, block by block, in order. Markers and keys are no text.
 * @module
 */
import { hash } from 'node:crypto'
import type { Json } from './read-data.ts'

export interface SentText {
  readonly system: string
  /** Texts of the messages, tool results and tool calls among them. */
  readonly blocks: readonly string[]
  readonly tools: readonly Json[]
  /** All of it, a line break between blocks. */
  readonly whole: string
}

export function sentText(body: Uint8Array): SentText {
  const json = JSON.parse(
    Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString(),
  ) as Json
  const blocks: string[] = []
  const system: string[] = []
  collect(json['system'], system)
  for (const message of (json['messages'] ?? []) as Json[]) {
    const into = message['role'] === 'system' || message['role'] === 'developer' ? system : blocks
    collect(message['content'], into)
    for (const call of (message['tool_calls'] ?? []) as Json[])
      into.push(JSON.stringify(JSON.parse(call['function']['arguments'])))
  }
  const tools = ((json['tools'] ?? []) as Json[]).map((tool) => tool['function'] ?? tool)
  return {
    system: system.join('\n'),
    blocks,
    tools,
    whole: [...system, ...blocks].join('\n'),
  }
}

function collect(content: unknown, into: string[]): void {
  if (typeof content === 'string') into.push(content)
  else if (Array.isArray(content)) for (const part of content as Json[]) collectPart(part, into)
}

function collectPart(part: Json, into: string[]): void {
  if (typeof part['text'] === 'string') into.push(part['text'])
  else if (part['type'] === 'tool_use') into.push(JSON.stringify(part['input']))
  else if (part['type'] === 'tool_result') collect(part['content'], into)
}

export function hashOf(text: string): string {
  return hash('sha256', text, 'base64')
}
