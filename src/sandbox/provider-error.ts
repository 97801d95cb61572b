/**
 * Errors as the providers word them. The shape is each provider's own; the sentence is ours unless a client reads it.
 * @module
 */

export interface ErrorParts {
  readonly status: number
  readonly type: string
  readonly message: string
  readonly param?: string | null
  readonly code?: string | null
}

/** What the simulated provider answers instead of a completion. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError'
  readonly parts: ErrorParts

  constructor(parts: ErrorParts) {
    super(parts.message)
    this.parts = parts
  }
}

export function invalidRequest(
  message: string,
  param: string | null = null,
  code: string | null = null,
) {
  return new ProviderError({ status: 400, type: 'invalid_request_error', message, param, code })
}

export type Vendor = 'openai' | 'anthropic' | 'gemini'

const geminiStatus: Record<number, string> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  503: 'UNAVAILABLE',
}

/** The body of an error in the vendor's shape. OpenAI: all four keys are required by its specification. */
export function errorBody(vendor: Vendor, parts: ErrorParts, requestId: string): unknown {
  const { status, type, message, param = null, code = null } = parts
  if (vendor === 'anthropic') {
    return { type: 'error', error: { type, message }, request_id: requestId }
  }
  if (vendor === 'gemini') {
    return { error: { code: status, message, status: geminiStatus[status] ?? 'INTERNAL' } }
  }
  return { error: { message, type, param, code } }
}
