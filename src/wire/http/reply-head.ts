/**
 * The head of an HTTP/1.1 reply.
 * @module
 */
import { readFields, refuseTorn, type Fields } from './fields.ts'
import { HttpError } from './http-error.ts'
import type { Framing } from './message-parser.ts'

export interface Head {
  readonly status: number
  readonly fields: Fields
}

const statusLine = /^HTTP\/1\.([01]) (\d{3})(?: [^\r\n]*)?$/

/** Reads a head, each of its lines ended by CR LF. Throws `HttpError`. */
export function readReplyHead(text: string): Head {
  refuseTorn(text)
  const end = text.indexOf('\r\n')
  const line = statusLine.exec(text.slice(0, end))
  if (line === null) throw new HttpError('HPE_INVALID_CONSTANT')
  const status = Number(line[2])
  // Nobody here asks for another protocol.
  if (status < 100 || status === 101) throw new HttpError('HPE_INVALID_STATUS')
  return { status, fields: readFields(text, end + 2, line[1] === '1') }
}

/** How the body of a reply comes (RFC 9112 §6.3). `bodiless`: the request was one whose reply has none. */
export function replyFraming({ status, fields }: Head, bodiless: boolean): Framing {
  if (bodiless || status === 204 || status === 304) return 0
  if (fields.chunked) return 'chunked'
  return fields.length < 0 ? 'until close' : fields.length
}
