/**
 * Models that the list's source knows as free of charge. Its compact file leaves them out, which would make them
 * look unknown; its full file (same snapshot) names them. Everything else that is unknown stays unpriced.
 * @module
 */
import type { MatchRule, ModelEntry } from './price-file.ts'

const free = (id: string, match: MatchRule): ModelEntry => ({
  id,
  match,
  prices: { input: 0, output: 0 },
})

const variants = free('*:free', { endsWith: ':free' })

/** By provider id; looked at after the listed models. */
export const freeModels: Readonly<Record<string, readonly ModelEntry[]>> = {
  // Retired, and listed without a price.
  cerebras: [free('qwen-3-coder-480b', { equals: 'qwen-3-coder-480b' })],
  google: [
    free('gemma-3', {
      or: [{ startsWith: 'gemma-3-' }, { equals: 'gemma-3' }, { startsWith: 'gemma-3n' }],
    }),
  ],
  huggingface_together: [
    free('servicenow-ai/apriel-1.6-15b-thinker', {
      startsWith: 'servicenow-ai/apriel-1.6-15b-thinker',
    }),
  ],
  openai: [free('moderation', { contains: 'moderation' })],
  openrouter: [variants],
}
