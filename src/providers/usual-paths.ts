/**
 * The paths at which most hosts serve a dialect: those of its maker.
 * @module
 */
import type { Host } from './host.ts'

const paths = {
  'openai-chat': '/v1/chat/completions',
  'openai-responses': '/v1/responses',
  'openai-embeddings': '/v1/embeddings',
  'anthropic-messages': '/v1/messages',
  'anthropic-count': '/v1/messages/count_tokens',
}

/** `dialects` of a host that serves these where their makers do. */
export function usual(...dialects: (keyof typeof paths)[]): Host['dialects'] {
  return Object.fromEntries(dialects.map((dialect) => [dialect, paths[dialect]]))
}
