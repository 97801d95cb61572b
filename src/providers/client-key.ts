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
  /** The maker whose keys look so: no other gets it. undefined where the form tells nothing. */
  readonly madeBy: string | undefined
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
    latest = {
      header,
      secret: new Secret(value),
      subscription: isSubscription(header, value),
      madeBy: makerOf(header, value),
    }
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

/** By the prefixes that the makers give their keys; `x-goog-api-key` is nobody else's header. */
function makerOf(header: string, value: string): string | undefined {
  if (header === 'x-goog-api-key') return 'gemini'
  const form = /^(?:bearer\s+)?(?:(AIza|AQ\.)|(sk-ant-)|sk-(?:proj|svcacct|admin)-)/i.exec(value)
  if (form === null) return undefined
  return form[1] !== undefined ? 'gemini' : form[2] !== undefined ? 'anthropic' : 'openai'
}

/**
 * Whether the client's key may go to this provider: only to the one that it was made for, or where the configuration
 * says `passThrough`. It was made for the provider that the client called by its own URL (`keyFor`), else for the maker
 * of the dialect that the client speaks. A key that shows by its form whose it is goes to no other maker's own address,
 * whatever was called: a path that was read wrongly must not cost a key.
 */
export function mayShow(
  provider: Provider,
  client: Dialect,
  key?: ClientKey,
  keyFor?: string,
): boolean {
  if (provider.passThrough) return true
  if (keyFor !== undefined) return provider.id === keyFor
  const madeBy = key?.madeBy
  if (madeBy !== undefined && madeBy !== provider.id && provider.atHome) return false
  // Google's compatible path speaks OpenAI's dialect.
  if (madeBy === 'gemini' && provider.id === 'gemini') return true
  // Paths that pass unread are served under their maker's own prefix, and their headers were meant for it.
  if (client === 'opaque') return provider.id in makers
  return provider.id === defaultHost[client]
}

const makers: Readonly<Record<string, true>> = { openai: true, anthropic: true, gemini: true }
