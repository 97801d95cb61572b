/**
 * Which headers pass between client and provider: all of them, less those that belong to one connection (RFC 9110 §7.6.1).
 * @module
 */

const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/** Names that the gateway writes itself on the way up, or that would name the wrong thing there. */
const notUpstream = new Set([
  ...hopByHop,
  'host',
  'content-length',
  // Usage could not be read from a compressed reply; the connection to the client is usually local.
  'accept-encoding',
  // The body that goes up was decoded by the gateway.
  'content-encoding',
  'expect',
  'authorization',
  'x-api-key',
  'x-goog-api-key',
  'api-key',
  // Cookies and the like of a browser are between it and the gateway.
  'cookie',
])

/** True where a request header of the client goes up unchanged. `name` is lower-case. */
export function passesUpstream(name: string): boolean {
  return !notUpstream.has(name) && !name.startsWith('x-farthing-')
}

/** What the head of a reply says about its body. */
export interface ReplyHead {
  readonly status: number
  /** Flat list of name and value, as spelled by the upstream; hop-by-hop fields left out. */
  readonly headers: string[]
  /** Lower-case media type without parameters. */
  readonly contentType: string
  /** '' where the body is not encoded. */
  readonly contentEncoding: string
  /** -1 where unknown. */
  readonly contentLength: number
}

// Names repeat from reply to reply: what each spelling means is worked out once. Bounded against hostile upstreams.
const spellings = new Map<string, string>()
const mostSpellings = 1000

function lowered(spelling: string): string {
  let name = spellings.get(spelling)
  if (name === undefined) {
    name = spelling.toLowerCase()
    if (spellings.size < mostSpellings) spellings.set(spelling, name)
  }
  return name
}

/**
 * Reads the raw header list of a reply (name, value, …, in latin1 as HTTP has it; buffers where undici read it).
 * Fields that a `connection` header names are dropped with it.
 */
export function readHead(status: number, raw: readonly (string | Buffer)[]): ReplyHead {
  const headers: string[] = []
  let contentType = ''
  let contentEncoding = ''
  let contentLength = -1
  let named: string[] | undefined
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const spelling = textOf(raw[i]!)
    const name = lowered(spelling)
    const value = textOf(raw[i + 1]!)
    if (hopByHop.has(name)) {
      if (name === 'connection') named = value.toLowerCase().split(',')
      continue
    }
    if (name === 'content-type') contentType = mediaType(value)
    else if (name === 'content-encoding') contentEncoding = encodingOf(value)
    else if (name === 'content-length') contentLength = lengthOf(value)
    headers.push(spelling, value)
  }
  if (named !== undefined) dropNamed(headers, named)
  return { status, headers, contentType, contentEncoding, contentLength }
}

function textOf(raw: string | Buffer): string {
  return typeof raw === 'string' ? raw : raw.toString('latin1')
}

/** The value of a header in a flat list, by lower-case name. */
export function headerOf(headers: readonly string[], name: string): string | undefined {
  for (let i = 0; i + 1 < headers.length; i += 2) {
    if (headers[i]!.length === name.length && lowered(headers[i]!) === name) return headers[i + 1]
  }
  return undefined
}

function mediaType(value: string): string {
  const end = value.indexOf(';')
  return (end === -1 ? value : value.slice(0, end)).trim().toLowerCase()
}

function encodingOf(value: string): string {
  const encoding = value.trim().toLowerCase()
  return encoding === 'identity' ? '' : encoding
}

function lengthOf(value: string): number {
  return /^\d{1,15}$/.test(value) ? Number(value) : -1
}

function dropNamed(headers: string[], named: readonly string[]): void {
  for (const token of named) {
    const name = token.trim()
    if (name === 'keep-alive' || name === 'close' || name === '') continue
    for (let i = headers.length - 2; i >= 0; i -= 2) {
      if (lowered(headers[i]!) === name) headers.splice(i, 2)
    }
  }
}
