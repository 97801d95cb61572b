/**
 * Checks request bodies as the providers do.
 * @module
 */
import { invalidRequest } from './provider-error.ts'

type Json = Readonly<Record<string, unknown>>

export function checkOpenai(_kind: 'chat' | 'responses' | 'embeddings', body: Json): void {
  if (typeof body['model'] !== 'string') {
    throw invalidRequest('you must provide a model parameter')
  }
}

export function checkAnthropic(body: Json): void {
  for (const field of ['model', 'messages', 'max_tokens']) {
    if (body[field] === undefined) throw invalidRequest(`${field}: Field required`)
  }
}

export function checkAnthropicCount(body: Json): void {
  for (const field of ['model', 'messages']) {
    if (body[field] === undefined) throw invalidRequest(`${field}: Field required`)
  }
}
