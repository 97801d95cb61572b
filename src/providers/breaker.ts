/**
 * Leaves a failing endpoint alone for a while, so that calls do not wait for what will not answer.
 *
 * What cannot be reached is the endpoint's failure, and no request's: its circuit is everybody's. What failed after the
 * request had left (5xx, a broken reply, a timeout) may be the model's, or the request's own doing: its circuit is one
 * model's, and closes the model for others than the caller whose calls failed only once another caller's failed too.
 * @module
 */
import type { Call, CallId, TenantId } from '../call.ts'

export interface BreakerSettings {
  /** Calls that failed in a row, which open the circuit. */
  readonly failures: number
  /** How long it stays open, in milliseconds. */
  readonly openMs: number
}

/** What a circuit wants to know of a call. */
export type Caller = Pick<Call, 'id' | 'tenant' | 'target'>

/** Whose failure it was, as far as is known. */
export type Blame = 'endpoint' | 'model'

interface Circuit {
  /** Calls that failed in a row: a call's own retries are one failure. As many as open the circuit, at most. */
  readonly failed: Set<CallId>
  /** The only caller whose calls failed; undefined: everybody's circuit. */
  tenant: TenantId | undefined
  openUntil: number
  /** One call is trying whether it works again. */
  probing: boolean
}

/** Circuits by key, which is an endpoint with a credential, and by key with a model. */
export interface Breaker {
  /** How long this call is kept away from the key, in milliseconds; 0 where it may go there. */
  closedFor(key: string, call: Caller, now: number): number
  /** Called when an attempt goes out: takes the place of the one probe of a half-open circuit. */
  tries(key: string, call: Caller): void
  succeeded(key: string, call: Caller): void
  /** Connection errors, timeouts and 5xx: not 429, which is an answer, and not what the client got wrong. */
  failed(key: string, call: Caller, now: number, blame: Blame): void
  /** The client left before anything was known. */
  unknown(key: string, call: Caller): void
  /** Calls that failed in a row, in the fuller of the two circuits. */
  failures(key: string, call: Caller): number
}

// Only what failed is kept; the oldest are forgiven where they are very many.
const mostCircuits = 10_000
// Names come from clients: one of 1 MB, kept 10,000 times, would be the memory of the machine.
const longestModel = 100

/** Makes a breaker for any number of keys. */
export function createBreaker(settings: BreakerSettings): Breaker {
  const circuits = new Map<string, Circuit>()
  const nameOf = (key: string, { target }: Caller): string =>
    `${key}\n${target.model.slice(0, longestModel)}`
  const isFull = (circuit: Circuit): boolean => circuit.failed.size >= settings.failures
  const concerns = (circuit: Circuit, { tenant }: Caller): boolean =>
    isFull(circuit) && (circuit.tenant === undefined || circuit.tenant === tenant)
  /** The circuits of a call; none of them exists while all is well, which most of the time it is. */
  const both = (key: string, call: Caller): Circuit[] => {
    if (circuits.size === 0) return none
    const found = [circuits.get(key), circuits.get(nameOf(key, call))]
    return found.filter((circuit) => circuit !== undefined)
  }
  const waitOf = (circuit: Circuit, call: Caller, now: number): number => {
    if (!concerns(circuit, call)) return 0
    if (now < circuit.openUntil) return circuit.openUntil - now
    return circuit.probing ? settings.openMs : 0
  }
  return {
    closedFor(key, call, now) {
      if (circuits.size === 0) return 0
      let wait = 0
      for (const circuit of both(key, call)) wait = Math.max(wait, waitOf(circuit, call, now))
      return wait
    },
    tries(key, call) {
      if (circuits.size === 0) return
      for (const circuit of both(key, call)) if (concerns(circuit, call)) circuit.probing = true
    },
    succeeded(key, call) {
      if (circuits.size === 0) return
      circuits.delete(key)
      circuits.delete(nameOf(key, call))
    },
    failed(key, call, now, blame) {
      for (const circuit of both(key, call)) circuit.probing = false
      const name = blame === 'endpoint' ? key : nameOf(key, call)
      // It answered, or took the request: it can be reached.
      if (blame === 'model') circuits.delete(key)
      let circuit = circuits.get(name)
      if (circuit === undefined) {
        const tenant = blame === 'endpoint' ? undefined : call.tenant
        circuit = { failed: new Set(), tenant, openUntil: 0, probing: false }
        circuits.set(name, circuit)
        if (circuits.size > mostCircuits) circuits.delete(circuits.keys().next().value!)
      }
      if (blame === 'model') {
        // A probe that fails says of its own caller only that it still fails: the next caller may probe as well.
        const probed = isFull(circuit) && now >= circuit.openUntil
        if (probed) circuit.tenant = call.tenant
        else if (circuit.tenant !== call.tenant) circuit.tenant = undefined
      }
      if (!isFull(circuit)) circuit.failed.add(call.id)
      if (isFull(circuit)) circuit.openUntil = now + settings.openMs
    },
    unknown(key, call) {
      for (const circuit of both(key, call)) circuit.probing = false
    },
    failures: (key, call) => Math.max(0, ...both(key, call).map(({ failed }) => failed.size)),
  }
}

const none: Circuit[] = []
