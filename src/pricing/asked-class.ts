/**
 * What a request says about the price class it wants: the service tier, and how long its prompt is to be cached. The
 * reply says which it got; until then the dearer of what may be is held back.
 * @module
 */
import type { Call, Premium, ServiceTier } from '../call.ts'
import { serviceTier } from './bill.ts'
import { premiumsOf } from './premium.ts'

type Json = Readonly<Record<string, unknown>>

/**
 * The dearest tier that a request may be served in. `auto` may be `priority` (OpenAI and Anthropic: where the account
 * has it). Flex is taken for the standard tier: what is asked of it again elsewhere is not.
 */
export function dearestTier(json: Json | undefined): ServiceTier {
  const stated = json?.['service_tier']
  return stated === 'auto' || serviceTier(stated) === 'priority' ? 'priority' : 'standard'
}

/**
 * Premiums that a request asks for by name, unless what its reply `said` of usage names some: a workspace may have the
 * US as its default.
 */
export function askedPremiums(
  { target, view }: Call,
  said?: unknown,
): readonly Premium[] | undefined {
  if (target.dialect !== 'anthropic-messages') return undefined
  return premiumsOf(said) ?? premiumsOf(view.json)
}

/** Whether a cache marker of the client, or one that was added, asks for an hour (Anthropic's dialect). */
export function writesForAnHour(call: Call): boolean {
  if (call.target.dialect !== 'anthropic-messages') return false
  for (const { by, bytes } of call.edits) {
    if (by === 'prefix' && Buffer.from(bytes).includes('"1h"')) return true
  }
  const { json } = call.view
  if (json === undefined) return false
  if (isForAnHour(json) || anyOf(json['system']) || anyOf(json['tools'])) return true
  const { messages } = json
  if (!Array.isArray(messages)) return false
  for (const message of messages) if (isRecord(message) && anyOf(message['content'])) return true
  return false
}

function anyOf(list: unknown): boolean {
  if (!Array.isArray(list)) return false
  for (const block of list) if (isForAnHour(block)) return true
  return false
}

function isForAnHour(block: unknown): boolean {
  if (!isRecord(block)) return false
  const control = block['cache_control']
  return isRecord(control) && control['ttl'] === '1h'
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
