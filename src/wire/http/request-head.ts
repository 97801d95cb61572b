/**
 * The head of an HTTP/1.1 request, as it goes over the wire.
 * @module
 */
import { isField, notToken } from './fields.ts'
import { HttpError } from './http-error.ts'

const notPath = /[^\x21-\x7e\x80-\xff]/

/**
 * Text of a head in latin1. `headers`: flat list of name and value, without those that belong to the connection.
 * Throws `HttpError` where something would break out of its place.
 */
export function requestHead(
  method: string,
  path: string,
  host: string,
  headers: readonly string[],
  length: number,
): string {
  if (notPath.test(path) || notToken.test(method)) throw new HttpError('UND_ERR_INVALID_ARG')
  let text = `${method} ${path} HTTP/1.1\r\nhost: ${host}\r\nconnection: keep-alive\r\n`
  for (let at = 0; at + 1 < headers.length; at += 2) {
    const name = headers[at]!
    const value = headers[at + 1]!
    if (!isField(name, value)) throw new HttpError('UND_ERR_INVALID_ARG')
    text += `${name}: ${value}\r\n`
  }
  // Of a request that may have a body and has none the length is said all the same (RFC 9110 §8.6).
  const says = length > 0 || (method !== 'GET' && method !== 'HEAD')
  return says ? `${text}content-length: ${length}\r\n\r\n` : `${text}\r\n`
}
