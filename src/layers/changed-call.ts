/**
 * Copies of a call that leave its signal unmade.
 * @module
 */
import type { Call } from '../call.ts'

/** Where a call keeps what it came from. A symbol, so that copies of the call carry it too. */
export const origin = Symbol('origin')

/** Likewise what makes its signal. */
export const maker = Symbol('maker')

/** Makes a signal when someone first asks for it, and answers with the same one from then on. */
export interface SignalMaker {
  signal(): AbortSignal
}

type Made = Call & {
  readonly [origin]?: unknown
  readonly [maker]?: SignalMaker | undefined
}

/**
 * One getter for all calls, set by descriptor: written as `get signal()` in a literal it is a new function each
 * time, so that no two calls share a shape, which cost 15 µs of garbage collection a call. Own and enumerable: a
 * layer may copy calls by spreading them.
 */
export const lazySignal: PropertyDescriptor & ThisType<{ readonly [maker]: SignalMaker }> = {
  enumerable: true,
  configurable: true,
  get() {
    return this[maker].signal()
  },
}

/**
 * A copy with something changed; with another signal where `signals` is given. As a spread, but that reads every
 * property, and so makes a signal that hardly any call needs: 4 µs.
 */
export function changedCall(
  call: Call,
  changes: Omit<Partial<Call>, 'signal'>,
  signals?: SignalMaker,
): Call {
  const made: Made = call
  if (made[maker] === undefined) {
    return { ...call, ...changes, signal: signals?.signal() ?? call.signal }
  }
  const copy: Omit<Made, 'signal'> = {
    kind: call.kind,
    id: call.id,
    client: call.client,
    method: call.method,
    target: call.target,
    bytes: call.bytes,
    edits: call.edits,
    view: call.view,
    headers: call.headers,
    route: call.route,
    mode: call.mode,
    conversation: call.conversation,
    tenant: call.tenant,
    key: call.key,
    tags: call.tags,
    skipCache: call.skipCache,
    keyFor: call.keyFor,
    clientPays: call.clientPays ?? false,
    startedAt: call.startedAt,
    leaving: call.leaving,
    [origin]: made[origin],
    [maker]: signals ?? made[maker],
    ...changes,
  }
  return Object.defineProperty(copy, 'signal', lazySignal) as Call
}
