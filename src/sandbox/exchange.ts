/**
 * What goes between the parts that answer a request: the request, what is known around it, and what comes out.
 * @module
 */
import type { Money, ServiceTier, Usage } from '../call.ts'
import type { StreamPart } from './ask.ts'
import type { Bill } from './bill.ts'
import type { Caches } from './caches.ts'
import type { Directive } from './directive.ts'
import type { FaultQueue } from './fault-queue.ts'
import { invalidRequest, type Vendor } from './provider-error.ts'
import { object } from './read-openai.ts'
import type { TokenCounter } from './tokens.ts'

export interface SandboxRequest {
  readonly method: string
  /** With query. */
  readonly path: string
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: Uint8Array
}

export interface Context {
  readonly seed: string
  readonly counter: TokenCounter
  readonly caches: Caches
  readonly faults: FaultQueue
  readonly knows: (model: string) => boolean
  readonly now: () => number
  readonly directive: Directive
  /** Directory of recordings. */
  readonly recordings: string
  readonly bill: () => Bill
}

export interface Answered {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Whole, or the events of a stream in order. */
  readonly body: Uint8Array | readonly StreamPart[]
  readonly directive: Directive
  /** What the whole reply would be billed; null: nothing is. */
  readonly usage: Usage | null
  readonly account: string
  readonly tag: string
  readonly model: string
  readonly provider: string
  readonly tier: ServiceTier
  /** False for control paths and model lists, which are neither logged nor billed. */
  readonly counts: boolean
}

export interface Route {
  readonly vendor: Vendor
  readonly provider: string
  /** Below the provider's base: begins with `/v1`. */
  readonly path: string
}

export function json(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value))
}

export function parseBody(bytes: Uint8Array, vendor: Vendor): Readonly<Record<string, unknown>> {
  try {
    const value = object(
      JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString()),
    )
    if (value !== undefined) return value
  } catch {
    // Falls through: the same answer for no JSON and for JSON that is no object.
  }
  throw invalidRequest(
    vendor === 'anthropic'
      ? 'The request body is not valid JSON'
      : 'We could not parse the JSON body of your request.',
  )
}

export function idHeader(vendor: Vendor, id: string): Record<string, string> {
  return vendor === 'anthropic' ? { 'request-id': id } : { 'x-request-id': id }
}

/** How much of a reply its receiver got. */
export interface Delivery {
  /** Output tokens that had been generated when the reply ended; all of them unless given. */
  readonly generated?: number
  readonly aborted?: boolean
}

export interface Settled {
  readonly usage: Usage | null
  readonly cost: Money | undefined
}

/** A reply that is accepted (and logged) but not yet billed: whoever delivers it says how it ended. */
export interface SandboxReply extends Answered {
  readonly id: string
  /** Bills the call; the first time counts. */
  settle(delivery?: Delivery): Settled
}
