/**
 * Providers as they run: the catalogue, what the configuration changes in it, and the keys of the environment.
 * @module
 */
import type { Dialect } from '../call.ts'
import { type AuthHeader, findHost, hosts } from './catalogue.ts'
import { Secret } from './secret.ts'
import { defaultTimeouts, type Timeouts } from './timeouts.ts'

/** A provider of the configuration; the shape of `config/sections/providers.ts`. */
export interface ProviderSettings {
  readonly base?: string | undefined
  readonly dialects?: readonly Dialect[] | undefined
  readonly credentials?: readonly { id: string; value: string; weight?: number }[] | undefined
  readonly endpoints?:
    | readonly { base: string; weight?: number; credential?: string | undefined }[]
    | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly timeouts?: Readonly<Partial<Timeouts>> | undefined
  readonly retries?: number | undefined
  readonly concurrency?: number | undefined
  readonly includeUsage?: boolean | undefined
  readonly priceAs?: string | undefined
  /** The client's own key may go here although it was made for another host. */
  readonly passThrough?: boolean | undefined
}

/** The section `upstream` of the configuration, as far as it is about providers. */
export interface UpstreamSettings {
  readonly timeouts?: Timeouts
  readonly retries?: number
  /** Sockets to one endpoint. */
  readonly connections?: number
}

export interface Credential {
  readonly id: string
  readonly secret: Secret
  readonly weight: number
}

export interface Endpoint {
  /** `https://host:port` */
  readonly origin: string
  /** '' or a path that starts with a slash and does not end with one. */
  readonly prefix: string
  readonly weight: number
  /** Id of the only credential that is valid here. */
  readonly credential: string | undefined
}

export interface Provider {
  readonly id: string
  readonly name: string
  /** An entry of the catalogue. */
  readonly builtIn: boolean
  /** Called where the catalogue says, and nowhere that the configuration named. */
  readonly atHome: boolean
  readonly dialects: Readonly<Partial<Record<Dialect, string>>>
  readonly auth: AuthHeader
  readonly authOf: Readonly<Partial<Record<Dialect, AuthHeader>>>
  readonly endpoints: readonly Endpoint[]
  readonly credentials: readonly Credential[]
  readonly variables: readonly string[]
  readonly keyless: boolean
  readonly passThrough: boolean
  /** Flat list of lower-case name and value. */
  readonly headers: readonly string[]
  readonly timeouts: Timeouts
  readonly retries: number
  readonly concurrency: number
  readonly includeUsage: boolean
  /** Provider whose prices apply. */
  readonly priceAs: string
  /** The models that it serves of those that are priced so; undefined: all of them. */
  readonly serves: RegExp | undefined
  readonly wayOut: string | undefined
}

export type Environment = Readonly<Record<string, string | undefined>>

const defaultConnections = 256

/** Paths of the dialects as their makers have them, and as the gateway serves them. */
export const canonicalPaths: Readonly<Partial<Record<Dialect, string>>> = {
  'openai-chat': '/v1/chat/completions',
  'openai-responses': '/v1/responses',
  'openai-embeddings': '/v1/embeddings',
  'anthropic-messages': '/v1/messages',
  'anthropic-count': '/v1/messages/count_tokens',
  gemini: '',
}

/** Builds all providers: catalogue entries, changed or added to by `settings`. */
export function createProviders(
  settings: Readonly<Record<string, ProviderSettings>> = {},
  environment: Environment = {},
  upstream: UpstreamSettings = {},
): ReadonlyMap<string, Provider> {
  const ids = new Set([...hosts.map(({ id }) => id), ...Object.keys(settings)])
  return new Map(
    [...ids].map((id) => [id, createProvider(id, settings[id] ?? {}, environment, upstream)]),
  )
}

function createProvider(
  id: string,
  settings: ProviderSettings,
  environment: Environment,
  upstream: UpstreamSettings,
): Provider {
  const host = findHost(id)
  const base =
    settings.base ?? (host?.baseVariable && environment[host.baseVariable]) ?? host?.base ?? ''
  return {
    id,
    name: host?.name ?? id,
    builtIn: host !== undefined,
    atHome: host?.base === base && base !== '' && !settings.endpoints?.length,
    dialects: dialectsOf(settings.dialects, host?.dialects),
    auth: host?.auth ?? (speaksOnlyAnthropic(settings.dialects) ? 'x-api-key' : 'authorization'),
    authOf: host?.authOf ?? {},
    endpoints: endpointsOf(base, settings.endpoints ?? [], host?.below ?? ''),
    credentials: credentialsOf(id, settings, host?.variables ?? [], environment),
    variables: host?.variables ?? [],
    // A host of the user's own may well have no key: it says so itself if it wants one.
    keyless: host === undefined || host.keyless === true || settings.base !== undefined,
    passThrough: settings.passThrough ?? false,
    headers: Object.entries(settings.headers ?? {}).flatMap(([name, value]) => [
      name.toLowerCase(),
      value,
    ]),
    timeouts: { ...(upstream.timeouts ?? defaultTimeouts), ...defined(settings.timeouts ?? {}) },
    retries: settings.retries ?? upstream.retries ?? 2,
    // As many as there are sockets: what waits, waits in our own queue, where it can be aborted.
    concurrency:
      settings.concurrency ??
      (upstream.connections ?? defaultConnections) * Math.max(1, settings.endpoints?.length ?? 1),
    includeUsage: settings.includeUsage ?? host?.includeUsage ?? false,
    priceAs: settings.priceAs ?? id,
    serves: host?.serves,
    wayOut: settings.base === undefined ? host?.wayOut : undefined,
  }
}

function dialectsOf(
  configured: readonly Dialect[] | undefined,
  known: Readonly<Partial<Record<Dialect, string>>> | undefined,
): Readonly<Partial<Record<Dialect, string>>> {
  if (configured === undefined) return known ?? { 'openai-chat': '/v1/chat/completions' }
  return Object.fromEntries(
    configured.map((dialect) => [dialect, known?.[dialect] ?? canonicalPaths[dialect] ?? '']),
  )
}

function speaksOnlyAnthropic(dialects: readonly Dialect[] | undefined): boolean {
  return dialects !== undefined && dialects.every((dialect) => dialect.startsWith('anthropic'))
}

function endpointsOf(
  base: string,
  configured: readonly { base: string; weight?: number; credential?: string | undefined }[],
  below: string,
): Endpoint[] {
  const all = configured.length > 0 ? configured : base === '' ? [] : [{ base }]
  return all.map((endpoint) => {
    const url = new URL(endpoint.base)
    // Everyone writes the `/v1` of their SDK's base URL; the paths of calls begin with it already.
    const prefix = url.pathname.replace(/\/+$/, '').replace(/\/v1$/, '')
    return {
      origin: url.origin,
      prefix: prefix.endsWith(below) ? prefix : prefix + below,
      weight: ('weight' in endpoint ? endpoint.weight : undefined) ?? 1,
      credential: 'credential' in endpoint ? endpoint.credential : undefined,
    }
  })
}

function credentialsOf(
  id: string,
  settings: ProviderSettings,
  variables: readonly string[],
  environment: Environment,
): Credential[] {
  if (settings.credentials !== undefined && settings.credentials.length > 0) {
    return settings.credentials.map((credential) => ({
      id: credential.id,
      secret: new Secret(credential.value),
      weight: credential.weight ?? 1,
    }))
  }
  for (const variable of variables) {
    const value = environment[variable]
    if (value) return [{ id: `${id}-environment`, secret: new Secret(value), weight: 1 }]
  }
  return []
}

function defined<T extends object>(partial: T): T {
  return Object.fromEntries(Object.entries(partial).filter(([, value]) => value !== undefined)) as T
}
