/**
 * The sandbox's faults by what a gateway may do about them.
 */
import type { FaultName } from '../../src/sandbox/directive.ts'

/** Refused before any work, and said so: the gateway asks twice more. */
export const refusing: readonly FaultName[] = [
  'rate-limit',
  'overloaded',
  'server-error',
  'bad-gateway-html',
]
/** Spoils the connection: what was generated is billed, and nobody may be asked again. */
export const breaking: readonly FaultName[] = [
  'stall-headers',
  'stall-body',
  'reset-headers',
  'reset-body',
  'reset-event',
  'wrong-length',
  'huge-header',
]
/** The reply is good in whole bodies, or always. */
export const harmless: readonly FaultName[] = ['drip', 'refusal', 'length']
