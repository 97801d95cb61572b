/**
 * Who may read the figures of all tenants and change keys.
 * @module
 */
import { FarthingError } from '../../errors.ts'
import type { Identify } from '../identify.ts'
import type { AdminRequest } from '../routes.ts'
import { isLoopback } from '../who-may-ask.ts'

/**
 * Passes an admin key, and whoever sits at this machine: a loopback peer that asks by a loopback name and came
 * through no proxy. Throws `key_required`, `key_unknown` or `key_forbidden`. Keys are found by their hash, so that
 * the time of the look-up says nothing about the key.
 */
export function mayAdminister(request: AdminRequest, identify: Identify): void {
  if (bringsKey(request)) {
    const { key } = identify(request.head)
    if (key?.admin === true) return
    if (key !== undefined) throw new FarthingError('key_forbidden', { what: 'the administration' })
  }
  if (!isLocal(request)) throw new FarthingError('key_required')
}

/** Whether a key of any kind came with the request. Looking at it takes gateway keys out of the headers. */
export function bringsKey({ head }: AdminRequest): boolean {
  return (
    head.key !== '' ||
    typeof head.headers['authorization'] === 'string' ||
    typeof head.headers['x-api-key'] === 'string'
  )
}

/** Whether the caller sits at this machine. A proxy beside the gateway has a loopback address too. */
export function isLocal({ request, head }: AdminRequest): boolean {
  const name = head.host
    .replace(/:\d+$/, '')
    .replace(/^\[|\]$/g, '')
    .toLowerCase()
  return (
    !head.forwarded &&
    isLoopback(request.socket.remoteAddress) &&
    (name === 'localhost' || name.endsWith('.localhost') || isLoopback(name))
  )
}
