/** Calls and a kit for tests of the template layer. */
import type { Call, Dialect } from '../../call.ts'
import { fakeCallOf } from '../fake-call.ts'
import type { Kit } from '../layer.ts'
import { splice } from '../../wire/splice.ts'

export function callOf(
  body: object | string,
  client: Dialect = 'openai-chat',
  more: Partial<Call> = {},
): Call {
  const path = '/v1/chat/completions'
  const target = { provider: 'openai', model: 'gpt-4o', dialect: client, path }
  return fakeCallOf(body, { client, target, ...more })
}

export interface FakeKit extends Kit {
  readonly notes: string[]
  invested: bigint
  now: number
}

export function kitOf(setting?: number, arm: 'live' | 'off' = 'live'): FakeKit {
  const kit: FakeKit = {
    notes: [],
    left: undefined,
    invested: 0n,
    now: 1_000_000,
    price: () => 100n,
    send: () => Promise.reject(new Error('nothing is sent')),
    outside: (waiting) => waiting,
    may: () => kit.permit,
    taken: (effect) => effect(),
    later: () => {},
    invest: (amount) => (kit.invested += amount),
    undo: () => {},
    note: (reason) => kit.notes.push(reason),
    permit: { arm, probability: 1, ...(setting === undefined ? {} : { setting }) },
    signal: new AbortController().signal,
    random: () => 0.5,
    clock: { now: () => kit.now },
  }
  return kit
}

/** The body that is sent, parsed. */
export function sentBody(call: Call): Record<string, unknown> {
  return JSON.parse(Buffer.from(splice(call.bytes, call.edits)).toString())
}

const nouns = 'invoice calendar weather flight hotel recipe song parcel ticket contract'.split(' ')

/** Plain functions about different things, in the form of the dialect. */
export function toolsOf(client: Dialect, names: readonly string[] = nouns): object[] {
  return names.map((noun) => {
    const facts = {
      name: `find_${noun}`,
      description: `Looks up one ${noun} by what is known of it. Returns at most ten of them, newest first.`,
    }
    const schema = {
      $schema: 'http://json-schema.org/draft-07/schema#',
      title: `Find${noun}`,
      type: 'object',
      properties: {
        query: { type: 'string', title: 'Query', description: `Words about the ${noun}.` },
        title: { type: 'string', default: null, description: 'A property of that name.' },
      },
      required: ['query'],
      additionalProperties: false,
    }
    if (client === 'anthropic-messages') return { ...facts, input_schema: schema }
    if (client === 'openai-responses') return { type: 'function', ...facts, parameters: schema }
    return { type: 'function', function: { ...facts, parameters: schema } }
  })
}

export function bodyOf(
  client: Dialect,
  text: string,
  tools: readonly object[],
): Record<string, unknown> {
  const messages = [{ role: 'user', content: text }]
  return client === 'openai-responses'
    ? { model: 'gpt-5', input: messages, tools }
    : { model: 'gpt-4o', max_tokens: 100, messages, tools }
}
