/**
 * The head of an HTTP/1.1 request, as a server reads it.
 * @module
 */
import { readFields, refuseTorn, type Fields } from './fields.ts'
import { HttpError } from './http-error.ts'
import type { Framing } from './message-parser.ts'

export interface RequestHead {
  readonly method: string
  readonly target: string
  readonly minor: number
  readonly fields: Fields
}

// A target is a path, '*', or an address with or without its scheme (RFC 9112 §3.2): names of users are refused in it.
const requestLine =
  /^([\w!#$%&'*+\-.^`|~]{1,32}) (\/[\x21-\x7e]*|\*|[a-zA-Z]+:\/\/[\w.:\-[\]]+(?:[/?][\x21-\x7e]*)?|[\w.\-[\]:]+:\d+) HTTP\/1\.([01])$/

/** Reads a head, each of its lines ended by CR LF. Throws `HttpError`. */
export function readRequestHead(text: string): RequestHead {
  refuseTorn(text)
  const end = text.indexOf('\r\n')
  const line = requestLine.exec(text.slice(0, end))
  if (line === null) throw new HttpError('HPE_INVALID_CONSTANT')
  const minor = line[3] === '1' ? 1 : 0
  const fields = readFields(text, end + 2, minor === 1)
  // Chunks came with HTTP/1.1: before it nobody between us and the client counts them (RFC 9112 §6.1).
  if (fields.chunked && minor === 0) throw new HttpError('HPE_INVALID_TRANSFER_ENCODING')
  // RFC 9112 §3.2. More than one is told to the gateway, which says so in its own words.
  if (minor === 1 && fields.hosts === 0) throw new HttpError('HPE_INVALID_HEADER_TOKEN')
  return { method: line[1]!, target: line[2]!, minor, fields }
}

/** How the body of a request comes (RFC 9112 §6.3): one that says nothing of it has none. */
export function requestFraming({ fields }: RequestHead): Framing {
  return fields.chunked ? 'chunked' : Math.max(0, fields.length)
}
