/** A call for tests of layers. */
import type { Call } from '../call.ts'
import { createView } from '../dialects/view.ts'

export function fakeCallOf(body: unknown, more: Partial<Call> = {}): Call {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
  const client = more.client ?? 'openai-chat'
  return {
    kind: 'call',
    id: 'c',
    client,
    method: 'POST',
    target: { provider: 'openai', model: 'm', dialect: client, path: '/v1/chat/completions' },
    bytes,
    edits: [],
    view: createView(bytes, client),
    headers: {},
    route: { name: 'default', mode: 'balanced', substitutes: [], storeText: false, layers: {} },
    mode: 'balanced',
    conversation: 'v',
    tenant: 't',
    key: undefined,
    tags: [],
    skipCache: false,
    startedAt: 0,
    signal: new AbortController().signal,
    ...more,
  }
}
