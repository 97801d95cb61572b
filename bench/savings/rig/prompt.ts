/**
 * A request in neutral words, and as the body that a client of each provider would send.
 * @module
 */

export interface Tool {
  readonly name: string
  readonly description: string
  readonly schema: Readonly<Record<string, unknown>>
}

export interface ToolUse {
  readonly id: string
  readonly name: string
  readonly input: Readonly<Record<string, unknown>>
}

export type Turn =
  | { readonly role: 'user'; readonly text: string }
  | { readonly role: 'assistant'; readonly text?: string; readonly uses?: readonly ToolUse[] }
  | { readonly role: 'tool'; readonly id: string; readonly text: string }

export interface Prompt {
  readonly system?: string
  readonly tools?: readonly Tool[]
  readonly turns: readonly Turn[]
  readonly temperature?: number
  /** As agents mark by hand: five minutes at the end of system and at the newest block (Anthropic only). */
  readonly marked?: boolean
}

/** Where the table's prices come from. */
export interface Seller {
  readonly id: 'anthropic' | 'openai' | 'deepseek'
  readonly title: string
  readonly model: string
}

export const sellers: readonly Seller[] = [
  { id: 'anthropic', title: 'Anthropic, Claude Sonnet 4.5', model: 'claude-sonnet-4-5' },
  { id: 'openai', title: 'OpenAI, GPT-5.6 Sol', model: 'gpt-5.6-sol' },
  { id: 'deepseek', title: 'DeepSeek, Chat', model: 'deepseek-chat' },
]

export interface Request {
  readonly path: string
  readonly headers: readonly string[]
  readonly body: Buffer
}

type Json = Record<string, unknown>

const mark = { cache_control: { type: 'ephemeral' } }
/** Far above every answer here: a cap that bites would change what is billed. */
const cap = 8192

export function requestOf(prompt: Prompt, { id, model }: Seller): Request {
  return id === 'anthropic'
    ? {
        path: '/v1/messages',
        headers: ['x-api-key', 'bench-key', 'anthropic-version', '2023-06-01', ...json],
        body: Buffer.from(JSON.stringify(toMessages(prompt, model))),
      }
    : {
        path: '/v1/chat/completions',
        headers: ['authorization', 'Bearer bench-key', ...json],
        body: Buffer.from(JSON.stringify(toChat(prompt, model))),
      }
}

const json = ['content-type', 'application/json']

function toMessages({ system, tools, turns, temperature, marked }: Prompt, model: string): Json {
  const messages: { role: string; content: Json[] }[] = []
  const add = (role: string, block: Json): void => {
    const last = messages.at(-1)
    if (last?.role === role) last.content.push(block)
    else messages.push({ role, content: [block] })
  }
  for (const turn of turns) {
    if (turn.role === 'user') add('user', { type: 'text', text: turn.text })
    else if (turn.role === 'tool')
      add('user', { type: 'tool_result', tool_use_id: turn.id, content: turn.text })
    else {
      if (turn.text) add('assistant', { type: 'text', text: turn.text })
      for (const { id, name, input } of turn.uses ?? [])
        add('assistant', { type: 'tool_use', id, name, input })
    }
  }
  if (marked) Object.assign(messages.at(-1)?.content.at(-1) ?? {}, mark)
  return {
    model,
    max_tokens: cap,
    ...(temperature === undefined ? {} : { temperature }),
    ...(system === undefined
      ? {}
      : { system: marked ? [{ type: 'text', text: system, ...mark }] : system }),
    ...(tools === undefined
      ? {}
      : {
          tools: tools.map(({ name, description, schema }) => ({
            name,
            description,
            input_schema: schema,
          })),
        }),
    messages,
  }
}

function toChat({ system, tools, turns, temperature }: Prompt, model: string): Json {
  const messages: Json[] = system === undefined ? [] : [{ role: 'system', content: system }]
  for (const turn of turns) {
    if (turn.role === 'user') messages.push({ role: 'user', content: turn.text })
    else if (turn.role === 'tool')
      messages.push({ role: 'tool', tool_call_id: turn.id, content: turn.text })
    else {
      const uses = (turn.uses ?? []).map(({ id, name, input }) => ({
        id,
        type: 'function',
        function: { name, arguments: JSON.stringify(input) },
      }))
      messages.push({
        role: 'assistant',
        content: turn.text ?? null,
        ...(uses.length > 0 ? { tool_calls: uses } : {}),
      })
    }
  }
  return {
    model,
    ...(temperature === undefined ? {} : { temperature }),
    ...(tools === undefined
      ? {}
      : {
          tools: tools.map(({ name, description, schema }) => ({
            type: 'function',
            function: { name, description, parameters: schema },
          })),
        }),
    messages,
  }
}
