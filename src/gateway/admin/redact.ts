/**
 * `api/config`: the configuration as it runs, without what must stay secret.
 * @module
 */
import type { Configuration } from '../../config/schema.ts'
import { withoutSecrets } from '../log.ts'

const hidden = '…'

/** A copy in which no credential, header value or password of an address is left. */
export function redact(configuration: Configuration): unknown {
  const providers = Object.fromEntries(
    Object.entries(configuration.providers).map(([id, provider]) => [
      id,
      {
        ...provider,
        credentials: provider.credentials.map((credential) => ({ ...credential, value: hidden })),
        headers: Object.fromEntries(Object.keys(provider.headers).map((name) => [name, hidden])),
      },
    ]),
  )
  return scrub({ ...configuration, providers })
}

function scrub(value: unknown): unknown {
  if (typeof value === 'string') {
    return withoutSecrets(value.replace(/(\w+:\/\/)[^/@\s]*@/g, `$1${hidden}@`))
  }
  if (Array.isArray(value)) return value.map(scrub)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, scrub(item)]))
}
