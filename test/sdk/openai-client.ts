/**
 * The npm `openai` client, and what the tests ask with it.
 */
import OpenAI from 'openai'
import { z } from 'zod'
import { openaiKey } from '../wire/stand.ts'
import type { Way } from './both-ways.ts'

export const client = ({ url }: Way, more: ConstructorParameters<typeof OpenAI>[0] = {}): OpenAI =>
  new OpenAI({ apiKey: openaiKey, baseURL: `${url}/v1`, maxRetries: 0, ...more })

export const model = 'gpt-4.1'
export const messages = [
  { role: 'system', content: 'You are a guide.' },
  { role: 'user', content: 'What grows above the tree line? 🌲' },
] as const
export const weather = {
  name: 'weather',
  description: 'The weather of a place',
  parameters: {
    type: 'object',
    properties: { place: { type: 'string' }, days: { type: 'integer' } },
    required: ['place', 'days'],
    additionalProperties: false,
  },
  strict: true,
} as const
export const tool = { type: 'function', function: weather } as const
export const shape = z.object({
  name: z.string(),
  height: z.number(),
  seasons: z.array(z.string()),
})
export const directive = (more: unknown) => ({ headers: { 'x-sandbox': JSON.stringify(more) } })

export async function collect<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of stream) all.push(item)
  return all
}
