/**
 * The key that a client brought for its provider, and whom it may be shown.
 * @module
 */
import type { Dialect } from '../call.ts'
import { defaultHost } from './catalogue.ts'
import type { Provider } from './provider.ts'
import { Secret } from './secret.ts'

/** A provider key out of a client's request, in the header that it came in. */
export interface ClientKey {
  readonly header: string
  /** The whole value of the header. */
  readonly secret: Secret
  /** A login of a coding agent: a flat fee pays for it, so that dollars a call would be invented. */
  readonly subscription: boolean
}

const places = ['authorization', 'x-api-key', 'x-goog-api-key', 'api-key'] as const

/**
 * Finds the client's own key. The gateway has taken its own keys out of the headers before.
 * @returns undefined where there is none.
 */
export function readClientKey(headers: Readonly<Record<string, string>>): ClientKey | undefined {
  for (const header of places) {
    const value = headers[header]
    if (value === undefined || value === '') continue
    if (latest?.header === header && latest.secret.reveal() === value) return latest
    latest = { header, secret: new Secret(value), subscription: isSubscription(header, value) }
    return latest
  }
  return undefined
}

/** Asked twice a call, and mostly one client's turn follows another of its own. */
let latest: ClientKey | undefined

/**
 * OAuth access tokens: Anthropic's begin with `sk-ant-oat`, ChatGPT's and Google's logins send a JWT or a `ya29.` token
 * as bearer. API keys of the hosts in the catalogue are none of these.
 */
function isSubscription(header: string, value: string): boolean {
  if (header !== 'authorization') return value.startsWith('sk-ant-oat')
  const token = value.replace(/^bearer\s+/i, '')
  return (
    token.startsWith('sk-ant-oat') ||
    token.startsWith('ya29.') ||
    /^eyJ[\w-]{8,}\.[\w-]+\.[\w-]+$/.test(token)
  )
}

/**
 * Whether the client's key may go to this provider: only to the one that it was made for, or where the configuration
 * says `passThrough`. It was made for the provider that the client called by its own URL (`keyFor`), else for the maker
 * of the dialect that the client speaks.
 */
export function mayShow(
  provider: Provider,
  client: Dialect,
  key?: ClientKey,
  keyFor?: string,
): boolean {
  if (provider.passThrough) return true
  if (keyFor !== undefined) return provider.id === keyFor
  // Google's compatible path speaks OpenAI's dialect; its keys show by their form whom they are for.
  if (key !== undefined && provider.id === 'gemini' && googleKey.test(key.secret.reveal())) {
    return true
  }
  // Paths that pass unread are served under their maker's own prefix, and their headers were meant for it.
  if (client === 'opaque') return provider.id in makers
  return provider.id === defaultHost[client]
}

const googleKey = /^(?:bearer\s+)?(?:AIza|AQ\.)/i
const makers: Readonly<Record<string, true>> = { openai: true, anthropic: true, gemini: true }
