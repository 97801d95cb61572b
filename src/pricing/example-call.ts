/**
 * A call for tests of what it will use and cost.
 * @module
 */
import type { Call } from '../call.ts'

/** What a test says of its call. */
export interface Ask {
  readonly model?: string
  readonly cap?: number
  readonly tenant?: string
  readonly body?: Record<string, unknown>
  readonly edits?: Call['edits']
}

/** A call that was read and not sent. */
export function exampleCall({
  model = 'gpt-5',
  cap,
  tenant = 'a',
  body = {},
  edits = [],
}: Ask): Call {
  const json = { model, ...body }
  return {
    kind: 'call',
    id: 'c',
    client: 'openai-chat',
    method: 'POST',
    target: { provider: 'openai', model, dialect: 'openai-chat', path: '/v1/chat/completions' },
    bytes: Buffer.from(JSON.stringify(json)),
    edits,
    view: {
      json,
      model,
      stream: false,
      outputCap: cap,
      leading: () => [],
      span: () => undefined,
      known: {},
    },
    headers: {},
    route: { name: 'default', mode: 'safe', substitutes: [], storeText: false, layers: {} },
    mode: 'safe',
    conversation: 'v',
    tenant,
    key: undefined,
    tags: [],
    skipCache: false,
    startedAt: 0,
    signal: new AbortController().signal,
  }
}
