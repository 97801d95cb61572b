/**
 * From the URL that an SDK calls to the provider that it means.
 * @module
 */
import type { Target } from '../call.ts'
import type { Resolve } from '../gateway/parts.ts'
import { readEndpoint, type Endpoint } from '../dialects/paths.ts'
import { findHost } from '../providers/catalogue.ts'
import type { Provider } from '../providers/provider.ts'

/** What a URL asks for. */
export interface Place {
  readonly provider: Provider
  readonly endpoint: Endpoint
  /** Below the provider's base, without the query: what routes match. */
  readonly pathname: string
}

export type FindProvider = (
  method: string,
  url: URL,
  headers: Readonly<Record<string, string>>,
) => Place | undefined

interface Base {
  readonly prefix: string
  readonly provider: Provider
}

/**
 * Makes the function that finds the provider of a URL: by its configured base, or by the address that it is known
 * under. It answers undefined for every other host, and for paths that Farthing does not serve.
 */
export function createFindProvider(providers: ReadonlyMap<string, Provider>): FindProvider {
  const bases = new Map<string, Base[]>()
  const add = (origin: string, prefix: string, provider: Provider): void => {
    const known = bases.get(origin) ?? []
    if (known.some((base) => base.prefix === prefix && base.provider === provider)) return
    bases.set(origin, [...known, { prefix, provider }])
  }
  for (const provider of providers.values()) {
    for (const { origin, prefix } of provider.endpoints) add(origin, prefix, provider)
    const known = findHost(provider.id)?.base
    if (!known) continue
    const { origin, pathname } = new URL(known)
    add(origin, pathname.replace(/\/+$/, ''), provider)
  }
  // The longest prefix first: `/openai` of a host must not be taken by the one that has the whole host.
  for (const list of bases.values()) list.sort((a, b) => b.prefix.length - a.prefix.length)

  return (method, url, headers) => {
    let found: Place | undefined
    for (const { prefix, provider } of bases.get(url.origin) ?? []) {
      if (!url.pathname.startsWith(`${prefix}/`)) continue
      const pathname = url.pathname.slice(prefix.length)
      const path = pathname + url.search
      // Paths of Azure are known below their maker's name alone.
      const family = madeBy.exec(prefix)?.[0] ?? ''
      const endpoint =
        readEndpoint(method, path, headers) ??
        (family === '' ? undefined : readEndpoint(method, family + path, headers))
      if (endpoint === undefined) continue
      const place = { provider, endpoint, pathname }
      // Two providers may share one address (a proxy of the user's own): the dialect tells them apart.
      if (speaks(provider, endpoint)) return place
      found ??= place
    }
    return found
  }
}

const madeBy = /\/(?:openai|anthropic)$/

function speaks({ id, dialects }: Provider, { dialect, family }: Endpoint): boolean {
  return dialect === 'opaque' ? id === family : dialects[dialect] !== undefined
}

/**
 * The resolver of a call whose URL named a provider. The URL is a pin: only a name that the configuration itself gives
 * (`models`) leads elsewhere.
 */
export function pinTo(
  provider: string,
  aliases: Readonly<Record<string, string>>,
  resolve: Resolve,
): Resolve {
  return (endpoint, model): Target => {
    const asked = { ...endpoint, family: provider as Endpoint['family'] }
    const free = model === '' || endpoint.dialect === 'opaque' || Object.hasOwn(aliases, model)
    return resolve(asked, free ? model : `${provider}/${model}`)
  }
}
