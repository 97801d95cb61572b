/**
 * Calls that differ from one in one thing that may change the answer.
 * @module
 */
import type { Call, Dialect } from '../src/call.ts'
import { createView } from '../src/dialects/view.ts'

/** A small generator with a fixed seed (mulberry32), so that a failure can be had again. */
export function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export interface Shape {
  tenant: string
  client: Dialect
  headers: Record<string, string>
  path: string
  provider: string
  mode: Call['mode']
  body: Record<string, unknown>
}

const tool = (name: string): object => ({
  type: 'function',
  function: { name, parameters: { type: 'object', properties: { id: { type: 'string' } } } },
})

export const base = (): Shape => ({
  tenant: 'tenant-a',
  client: 'openai-chat',
  headers: { 'openai-organization': 'org-1' },
  path: '/v1/chat/completions',
  provider: 'openai',
  mode: 'safe',
  body: {
    model: 'gpt-5-mini',
    temperature: 0,
    max_completion_tokens: 200,
    messages: [
      { role: 'system', content: 'You answer for the bank. Today is Monday.' },
      { role: 'user', content: 'What is my balance?' },
      { role: 'assistant', content: 'Which account?' },
      { role: 'user', content: 'The first one.' },
    ],
    tools: [tool('balance'), tool('transfer')],
  },
})

type Message = { role: string; content: string }
const messages = (shape: Shape): Message[] => shape.body.messages as Message[]

/** Each mutation gives a call that may be answered differently; `n` makes every one of them another one. */
export const mutations: ((shape: Shape, n: number, random: () => number) => void)[] = [
  (shape, n) => (shape.tenant = `tenant-${n}`),
  (shape, n) => (messages(shape)[0]!.content += ` ${n}`),
  (shape, n) => (messages(shape)[1]!.content = `What is my balance? ${n}`),
  (shape, n) => messages(shape).splice(1, 2, { role: 'user', content: `Earlier ${n}` }),
  (shape, n) => (messages(shape)[3]!.content = `The first one.${' '.repeat(n % 50)}${n}`),
  (shape, n, random) => (messages(shape)[Math.floor(random() * 4)]!.role = `role-${n}`),
  (shape, n) => messages(shape).push({ role: 'user', content: `And ${n}?` }),
  (shape, n) => (shape.body.tools = [tool('balance'), tool(`transfer-${n}`)]),
  (shape, n) => (shape.body.tools = [tool('transfer'), tool('balance'), tool(`x${n}`)]),
  (shape, n) => (shape.body.seed = n),
  (shape, n) => (shape.body.max_completion_tokens = 201 + n),
  (shape, n) => (shape.body.top_p = 1 / (n + 2)),
  (shape, n) => (shape.body.stop = [`stop-${n}`]),
  (shape, n) =>
    (shape.body.response_format = { type: 'json_schema', json_schema: { name: `s${n}` } }),
  (shape, n) => (shape.body.model = `gpt-5-mini-${n}`),
  (shape, n) => (shape.body.logit_bias = { [n]: 1 }),
  (shape, n) => (shape.body.user = `user-${n}`),
  (shape, n) => (shape.body[`unknown_${n}`] = true),
  (shape, n) => (shape.headers['openai-beta'] = `beta-${n}`),
  (shape, n) => (shape.headers['anthropic-beta'] = `beta-${n}`),
  (shape, n) => (shape.headers[`x-custom-${n}`] = '1'),
  (shape, n) => (shape.headers['openai-organization'] = `org-${n + 2}`),
  (shape, n) => (shape.path += `?version=${n}`),
  (shape, n) => (shape.provider = `provider-${n}`),
  (shape, n) => {
    shape.client = 'anthropic-messages'
    shape.body.metadata = { n }
  },
  (shape, n) => {
    shape.mode = 'balanced'
    shape.body.metadata = { n }
  },
  (shape, n) => {
    shape.body.stream = true
    shape.body.metadata = { n }
  },
]

export function callOf(shape: Shape, skipCache = false): Call {
  const bytes = Buffer.from(JSON.stringify(shape.body))
  return {
    kind: 'call',
    id: 'c',
    client: shape.client,
    method: 'POST',
    target: {
      provider: shape.provider,
      model: String(shape.body.model),
      dialect: shape.client,
      path: shape.path,
    },
    bytes,
    edits: [],
    view: createView(bytes, shape.client),
    headers: shape.headers,
    route: { name: 'default', mode: 'safe', substitutes: [], storeText: false, layers: {} },
    mode: shape.mode,
    conversation: 'v',
    tenant: shape.tenant,
    key: undefined,
    tags: [],
    skipCache,
    startedAt: 0,
    signal: new AbortController().signal,
  }
}
