/**
 * One pass over a request's raw headers: what goes upstream, and what is meant for the gateway.
 *
 * `request.headers` is never touched on the hot path: building it costs a second pass and an object.
 * @module
 */

/** What the gateway itself reads of a request, and the headers that may go upstream. */
export interface Head {
  /** Lower-case names; hop-by-hop, `host`, `content-length`, `x-farthing-*` and browser marks are gone. */
  readonly headers: Record<string, string>
  host: string
  /** More than one Host header: no meaning can be trusted. */
  hosts: number
  origin: string
  fetchSite: string
  fetchMode: string
  encoding: string
  /** -1 where the request names none. */
  length: number
  chunked: boolean
  /** Set where a proxy stands before the gateway: the peer's address is not the caller's. */
  forwarded: boolean
  key: string
  /** Provider key of the query (`?key=`, as Google's clients send it). */
  queryKey: string
  user: string
  mode: string
  cache: string
  tags: string
}

const drop = 1
const own = 2

/**
 * 1: never forwarded. 2: read by the gateway, and never forwarded.
 * Cookies are not split by port: a browser would hand those of every other local site to the provider.
 */
const special = new Map<string, number>([
  ['connection', own],
  ['keep-alive', drop],
  ['proxy-authenticate', drop],
  ['proxy-authorization', drop],
  ['proxy-connection', drop],
  ['te', drop],
  ['trailer', drop],
  ['upgrade', drop],
  ['expect', drop],
  ['cookie', drop],
  ['referer', drop],
  ['__proto__', drop],
  ['host', own],
  ['origin', own],
  ['sec-fetch-site', own],
  ['sec-fetch-mode', own],
  ['sec-fetch-dest', drop],
  ['sec-fetch-user', drop],
  ['content-encoding', own],
  ['content-length', own],
  ['transfer-encoding', own],
  ['forwarded', own],
  ['via', own],
  ['x-forwarded-for', own],
  ['x-forwarded-host', own],
  ['x-forwarded-port', own],
  ['x-forwarded-proto', own],
  ['x-real-ip', own],
  ['x-farthing-key', own],
  ['x-farthing-user', own],
  ['x-farthing-mode', own],
  ['x-farthing-cache', own],
  ['x-farthing-tags', own],
])

/**
 * Reads `rawHeaders` (flat list of name, value). Repeated headers are joined with `, ` (RFC 9110 §5.3),
 * except the few that name the caller, where the first one stands.
 */
export function readHead(raw: readonly string[]): Head {
  const headers: Record<string, string> = {}
  const head: Head = {
    headers,
    host: '',
    hosts: 0,
    origin: '',
    fetchSite: '',
    fetchMode: '',
    encoding: '',
    length: -1,
    chunked: false,
    forwarded: false,
    key: '',
    queryKey: '',
    user: '',
    mode: '',
    cache: '',
    tags: '',
  }
  let listed = ''
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = raw[index]!.toLowerCase()
    const value = raw[index + 1]!
    const rule = special.get(name)
    if (rule === undefined) {
      if (name.startsWith('x-farthing-')) continue
      const before = headers[name]
      headers[name] =
        typeof before !== 'string' || name === 'authorization' || name === 'x-api-key'
          ? typeof before === 'string'
            ? before
            : value
          : `${before}, ${value}`
    } else if (rule === own) {
      if (name === 'connection') listed = listed === '' ? value : `${listed},${value}`
      else readOwn(head, name, value)
    }
  }
  // 'keep-alive' and 'close' list nothing; nearly every request has one of the two.
  if (listed !== '' && listed !== 'keep-alive' && listed !== 'close') {
    for (const name of listed.toLowerCase().split(',')) delete headers[name.trim()]
  }
  return head
}

function readOwn(head: Head, name: string, value: string): void {
  switch (name) {
    case 'host':
      head.host = value
      head.hosts += 1
      return
    case 'content-length':
      head.length = Number(value)
      return
    case 'content-encoding':
      head.encoding = head.encoding === '' ? value : `${head.encoding}, ${value}`
      return
    case 'transfer-encoding':
      head.chunked = true
      return
    case 'origin':
      head.origin = value
      return
    case 'sec-fetch-site':
      head.fetchSite = value
      return
    case 'sec-fetch-mode':
      head.fetchMode = value
      return
    case 'x-farthing-key':
      head.key = value
      return
    case 'x-farthing-user':
      head.user = value
      return
    case 'x-farthing-mode':
      head.mode = value
      return
    case 'x-farthing-cache':
      head.cache = value
      return
    case 'x-farthing-tags':
      head.tags = head.tags === '' ? value : `${head.tags},${value}`
      return
    default:
      head.forwarded = true
  }
}
