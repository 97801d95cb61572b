/**
 * The head of an HTTP/1.1 reply.
 * @module
 */

/** Something about a reply that is no HTTP, or that is too large. `code` says what, as node's parser would. */
export class HttpError extends Error {
  readonly code: string

  constructor(code: string) {
    super(code)
    this.code = code
  }
}

export interface Head {
  readonly status: number
  /** Flat list of name and value, as spelled. */
  readonly headers: string[]
  /** Of the body; -1 where the head does not say. */
  readonly length: number
  readonly chunked: boolean
  /** Another request may follow on the connection. */
  readonly persistent: boolean
  /** Seconds for which the other side keeps an idle connection; -1 where it does not say. */
  readonly keptSeconds: number
}

// Line breaks that are none, and NUL: a head with them means two things to two readers.
const torn = /\0|\r(?!\n)|(?<!\r)\n/
const statusLine = /^HTTP\/1\.([01]) (\d{3})(?: [^\r\n]*)?$/
/** What no token has (RFC 9110 §5.6.2), as methods and names of fields are; in a reply it refuses folded lines too. */
export const notToken = /[^\w!#$%&'*+\-.^`|~]/

/** Reads a head, each of its lines ended by CR LF. Throws `HttpError`. */
export function headOf(text: string): Head {
  if (torn.test(text)) throw new HttpError('HPE_INVALID_HEADER_TOKEN')
  let end = text.indexOf('\r\n')
  const line = statusLine.exec(text.slice(0, end))
  if (line === null) throw new HttpError('HPE_INVALID_CONSTANT')
  const status = Number(line[2])
  // Nobody here asks for another protocol.
  if (status < 100 || status === 101) throw new HttpError('HPE_INVALID_STATUS')
  const headers: string[] = []
  let persistent = line[1] === '1'
  let length = -1
  let chunked = false
  let keptSeconds = -1
  for (let from = end + 2; from < text.length; from = end + 2) {
    end = text.indexOf('\r\n', from)
    const colon = text.indexOf(':', from)
    if (colon <= from || colon > end) throw new HttpError('HPE_INVALID_HEADER_TOKEN')
    const name = text.slice(from, colon)
    if (notToken.test(name)) throw new HttpError('HPE_INVALID_HEADER_TOKEN')
    const value = trimmed(text, colon + 1, end)
    headers.push(name, value)
    // These four are told by their lengths: lower-casing every name costs more than it finds.
    if (name.length === 14 && name.toLowerCase() === 'content-length') {
      if (!/^\d{1,15}$/.test(value) || (length >= 0 && length !== Number(value))) {
        throw new HttpError('HPE_INVALID_CONTENT_LENGTH')
      }
      length = Number(value)
    } else if (name.length === 17 && name.toLowerCase() === 'transfer-encoding') {
      if (chunked || value.toLowerCase() !== 'chunked') {
        throw new HttpError('HPE_INVALID_TRANSFER_ENCODING')
      }
      chunked = true
    } else if (name.length === 10) {
      const lower = name.toLowerCase()
      if (lower === 'connection') persistent = persists(value, persistent)
      else if (lower === 'keep-alive')
        keptSeconds = Number(/timeout=(\d{1,6})/i.exec(value)?.[1] ?? -1)
    }
  }
  // Two lengths of one body: whoever believes the other one reads another reply.
  if (chunked && length >= 0) throw new HttpError('HPE_UNEXPECTED_CONTENT_LENGTH')
  return { status, headers, length, chunked, persistent, keptSeconds }
}

function trimmed(text: string, from: number, to: number): string {
  while (from < to && isSpace(text.charCodeAt(from))) from++
  while (to > from && isSpace(text.charCodeAt(to - 1))) to--
  return text.slice(from, to)
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09
}

function persists(value: string, before: boolean): boolean {
  const lower = value.toLowerCase()
  if (lower === 'keep-alive') return true
  return /(?:^|[\s,])close(?:$|[\s,])/.test(lower) ? false : before
}
