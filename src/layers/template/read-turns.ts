/**
 * What a conversation says about its tools: the words of each user turn, the tools called, the one that is forced, and
 * the words of the system text.
 * @module
 */
import type { Call } from '../../call.ts'

export interface Turns {
  /** Text of the user, a turn each; turns of tool results have none. */
  readonly asked: readonly string[]
  /** Names of tools that the model has called. */
  readonly called: ReadonlySet<string>
  readonly forced: string | undefined
  readonly system: string
}

type Json = Readonly<Record<string, unknown>>

/** Anthropic and OpenAI alike: messages, or items of `input`. */
export function readTurns({ view, client }: Pick<Call, 'view' | 'client'>): Turns {
  const json = view.json ?? {}
  const asked: string[] = []
  const called = new Set<string>()
  const system: string[] = [textOf(json['system']), textOf(json['instructions'])]
  const list = json[client === 'openai-responses' ? 'input' : 'messages']
  if (typeof list === 'string') asked.push(list)
  for (const item of Array.isArray(list) ? (list as unknown[]) : []) {
    if (typeof item !== 'object' || item === null) continue
    const message = item as Json
    const role = message['role']
    if (role === 'system' || role === 'developer') system.push(textOf(message['content']))
    else if (role === 'user') {
      const text = textOf(message['content'])
      if (text !== '') asked.push(text)
    }
    collectCalls(message, called)
  }
  return { asked, called, forced: forcedBy(json['tool_choice']), system: system.join('\n') }
}

function collectCalls(message: Json, called: Set<string>): void {
  const add = (name: unknown): void => {
    if (typeof name === 'string') called.add(name)
  }
  const type = message['type']
  if (type === 'function_call' || type === 'custom_tool_call') add(message['name'])
  for (const call of listOf(message['tool_calls'])) {
    add((call['function'] as Json | undefined)?.['name'] ?? call['name'])
  }
  add((message['function_call'] as Json | undefined)?.['name'])
  for (const part of listOf(message['content'])) if (part['type'] === 'tool_use') add(part['name'])
}

function forcedBy(choice: unknown): string | undefined {
  if (typeof choice !== 'object' || choice === null) return undefined
  const { name, function: named } = choice as Json
  const inner = typeof named === 'object' && named !== null ? (named as Json)['name'] : undefined
  const found = name ?? inner
  return typeof found === 'string' ? found : undefined
}

/** Text of a content, string or parts; what is no text is left out. */
function textOf(content: unknown): string {
  if (typeof content === 'string') return content
  return listOf(content)
    .filter(({ type }) => type === 'text' || type === 'input_text')
    .map(({ text }) => (typeof text === 'string' ? text : ''))
    .join('\n')
}

function listOf(value: unknown): readonly Json[] {
  return Array.isArray(value)
    ? (value as unknown[]).filter((item): item is Json => typeof item === 'object' && item !== null)
    : []
}
