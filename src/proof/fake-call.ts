/** A call for tests of the registry, and the protection that it stands under. */
import type { Call, Mode } from '../call.ts'
import { createDraws } from './draws.ts'

export const draws = createDraws('a secret of this installation')

/** Each call a cluster of its own. */
const single = { idleMs: 0, longestMs: 0, most: 1, variant: 'mean' } as const

export const compress = {
  key: 'compress/default',
  layer: 'compress',
  route: 'default',
  target: 0.05,
  alpha: 0.05,
  settings: [0.2, 0.5],
  labels: 'excess',
  fingerprint: 'first',
  clusters: single,
} as const

export function callOf(
  id: number,
  over: { mode?: Mode; body?: object; route?: string; conversation?: string } = {},
): Call {
  return {
    id: `call-${id}`,
    conversation: over.conversation ?? `conversation-${id}`,
    mode: over.mode ?? 'balanced',
    client: 'openai-chat',
    headers: {},
    route: { name: over.route ?? 'default' },
    view: { json: over.body ?? { messages: [] } },
  } as unknown as Call
}
