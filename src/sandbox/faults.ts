/**
 * Faults that are a whole reply of their own. Those that spoil a good reply are `deliver.ts`.
 * @module
 */
import type { Directive, FaultName } from './directive.ts'
import { errorBody, type ErrorParts, type Vendor } from './provider-error.ts'

interface Failed {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

const openai: Partial<Record<FaultName, ErrorParts>> = {
  'rate-limit': {
    status: 429,
    type: 'requests',
    message: 'Rate limit reached for requests. Please try again later.',
    code: 'rate_limit_exceeded',
  },
  quota: {
    status: 429,
    type: 'insufficient_quota',
    message: 'You exceeded your current quota, please check your plan and billing details.',
    code: 'insufficient_quota',
  },
  overloaded: {
    status: 503,
    type: 'server_error',
    message: 'The server is overloaded. Try again later.',
  },
  'server-error': { status: 500, type: 'server_error', message: 'The server had an error.' },
}

const anthropic: Partial<Record<FaultName, ErrorParts>> = {
  'rate-limit': {
    status: 429,
    type: 'rate_limit_error',
    message: 'This request would exceed your rate limit.',
  },
  quota: { status: 400, type: 'invalid_request_error', message: 'Your credit balance is too low.' },
  overloaded: { status: 529, type: 'overloaded_error', message: 'Overloaded' },
  'server-error': { status: 500, type: 'api_error', message: 'Internal server error' },
}

/** The reply of a fault that replaces the answer; undefined where the fault lets the answer through. Unbilled. */
export function failure(directive: Directive, vendor: Vendor, id: string): Failed | undefined {
  const { fault } = directive
  if (fault === undefined) return undefined
  if (fault === 'empty-body') {
    return { status: 200, headers: { 'content-type': 'application/json' }, body: new Uint8Array() }
  }
  if (fault === 'bad-gateway-html') {
    const page =
      '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>'
    return { status: 502, headers: { 'content-type': 'text/html' }, body: Buffer.from(page) }
  }
  const parts = (vendor === 'anthropic' ? anthropic : openai)[fault]
  if (parts === undefined) return undefined
  const { retryAfter, retryAfterMs, shouldRetry } = directive
  const seconds =
    retryAfter ?? (fault === 'rate-limit' && retryAfterMs === undefined ? 1 : undefined)
  return {
    status: parts.status,
    headers: {
      'content-type': 'application/json',
      ...(seconds === undefined ? undefined : { 'retry-after': String(seconds) }),
      ...(retryAfterMs === undefined ? undefined : { 'retry-after-ms': String(retryAfterMs) }),
      ...(shouldRetry === undefined ? undefined : { 'x-should-retry': String(shouldRetry) }),
    },
    body: Buffer.from(JSON.stringify(errorBody(vendor, parts, id))),
  }
}
