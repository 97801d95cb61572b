/**
 * Leaves a failing endpoint alone for a while, so that calls do not wait for what will not answer.
 * @module
 */

export interface BreakerSettings {
  /** Failures in a row that open the circuit. */
  readonly failures: number
  /** How long it stays open, in milliseconds. */
  readonly openMs: number
}

interface Circuit {
  failures: number
  openUntil: number
  /** One call is trying whether it works again. */
  probing: boolean
}

/** One circuit per key, which is an endpoint with a credential. */
export interface Breaker {
  /** How long this key is left alone, in milliseconds; 0 where it may be called. */
  closedFor(key: string, now: number): number
  /** Called when an attempt goes out: takes the place of the one probe of a half-open circuit. */
  tries(key: string): void
  succeeded(key: string): void
  /** Connection errors, timeouts and 5xx: not 429, which is an answer, and not what the client got wrong. */
  failed(key: string, now: number): void
  /** The client left before anything was known. */
  unknown(key: string): void
  failures(key: string): number
}

// Only keys with failures are kept; the oldest are forgiven where they are very many.
const mostKeys = 10_000

/** Makes a breaker for any number of keys. */
export function createBreaker(settings: BreakerSettings): Breaker {
  const circuits = new Map<string, Circuit>()
  return {
    closedFor(key, now) {
      const circuit = circuits.get(key)
      if (circuit === undefined || circuit.failures < settings.failures) return 0
      if (now < circuit.openUntil) return circuit.openUntil - now
      return circuit.probing ? settings.openMs : 0
    },
    tries(key) {
      if (circuits.size === 0) return
      const circuit = circuits.get(key)
      if (circuit !== undefined && circuit.failures >= settings.failures) circuit.probing = true
    },
    succeeded(key) {
      if (circuits.size > 0) circuits.delete(key)
    },
    failed(key, now) {
      let circuit = circuits.get(key)
      if (circuit === undefined) {
        circuits.set(key, (circuit = { failures: 0, openUntil: 0, probing: false }))
        if (circuits.size > mostKeys) circuits.delete(circuits.keys().next().value!)
      }
      circuit.failures++
      circuit.probing = false
      if (circuit.failures >= settings.failures) circuit.openUntil = now + settings.openMs
    },
    unknown(key) {
      const circuit = circuits.get(key)
      if (circuit !== undefined) circuit.probing = false
    },
    failures: (key) => circuits.get(key)?.failures ?? 0,
  }
}
