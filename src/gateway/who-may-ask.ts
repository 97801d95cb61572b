/**
 * Which Host and Origin the gateway answers to: no page of another site may spend the keys of its environment,
 * also not by a name that it lets point at this machine (DNS rebinding).
 * @module
 */
import { isIP } from 'node:net'
import type { Configuration } from '../config/schema.ts'
import { FarthingError } from '../errors.ts'
import type { Head } from './head.ts'

/** Checks a request. Throws `host_forbidden` or `origin_forbidden`; gives the origin that CORS must allow, or ''. */
export type CheckSource = (head: Head) => string

/** Hosts seen lately; the check itself costs little, but runs on every call. */
const memoryOfHosts = 1000

/**
 * Compiles the lists of the configuration. A host that is an IP address cannot be rebound, so every address is
 * fine; names are `localhost`, the name that the server listens on, and `server.hosts` (`*.example.com` and `*`).
 */
export function compileSources(server: Configuration['server']): CheckSource {
  const names = new Set([
    server.host.toLowerCase(),
    ...server.hosts.map((host) => host.toLowerCase()),
  ])
  const suffixes = server.hosts
    .filter((host) => host.startsWith('*.'))
    .map((host) => host.slice(1).toLowerCase())
  const origins = new Set(server.origins.map((origin) => origin.toLowerCase()))
  const seen = new Map<string, boolean>()

  function hostAllowed(host: string): boolean {
    const known = seen.get(host)
    if (known !== undefined) return known
    const name = hostName(host)
    const allowed =
      name !== undefined &&
      (name === 'localhost' ||
        name.endsWith('.localhost') ||
        isIP(name) !== 0 ||
        names.has(name) ||
        names.has(host.toLowerCase()) ||
        names.has('*') ||
        suffixes.some((suffix) => name.endsWith(suffix)))
    if (seen.size >= memoryOfHosts) seen.clear()
    seen.set(host, allowed)
    return allowed
  }

  return (head) => {
    if (head.hosts !== 1 || !hostAllowed(head.host)) {
      throw new FarthingError('host_forbidden', { host: JSON.stringify(head.host.slice(0, 200)) })
    }
    if (head.origin === '') {
      // Pictures, scripts and links send no Origin, but browsers say where they come from.
      if (head.fetchSite === '' || head.fetchSite === 'same-origin' || head.fetchSite === 'none')
        return ''
      throw new FarthingError('origin_forbidden', { origin: `(${head.fetchSite.slice(0, 40)})` })
    }
    const origin = head.origin.toLowerCase()
    // The host has been checked, so that its own origin is this gateway.
    const host = head.host.toLowerCase()
    if (origin === `http://${host}` || origin === `https://${host}`) return ''
    if (origins.has(origin) || origins.has('*')) return head.origin
    throw new FarthingError('origin_forbidden', {
      origin: JSON.stringify(head.origin.slice(0, 200)),
    })
  }
}

/** The name or address of a Host header, without port and brackets; undefined where it is malformed. */
function hostName(host: string): string | undefined {
  if (host.startsWith('[')) {
    const end = host.indexOf(']')
    if (end < 0 || !/^(:\d+)?$/.test(host.slice(end + 1))) return undefined
    return host.slice(1, end)
  }
  const match = /^([a-z0-9_.-]+)(:\d+)?$/i.exec(host)
  return match?.[1]!.toLowerCase()
}

/** Whether an address is this machine's own loopback. */
export function isLoopback(address: string | undefined): boolean {
  if (address === undefined) return false
  const plain = address.startsWith('::ffff:') ? address.slice(7) : address
  return plain === '::1' || /^127(\.\d+){3}$/.test(plain)
}
