/**
 * The head of an HTTP/1.1 response, as it goes over the wire.
 * @module
 */
import { STATUS_CODES } from 'node:http'
import { isField } from './fields.ts'
import { HttpError } from './http-error.ts'

export interface ResponseHead {
  /** In latin1, without the empty line at its end. */
  readonly text: string
  /** Of the body; -1 where the head does not say. */
  readonly length: number
  /** It says that the connection ends. */
  readonly closes: boolean
}

/**
 * Text of status (200 to 999) and `headers` (flat list of name and value), with the date. What frames the body is not
 * taken from `headers`, but for its length. Throws `HttpError` where something would break out of its place, or
 * mislead about the body.
 */
export function responseHead(status: number, headers: readonly string[]): ResponseHead {
  if (!(status >= 200 && status <= 999)) throw new HttpError('ERR_HTTP_INVALID_STATUS_CODE')
  let text = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'unknown'}\r\n`
  let length = -1
  let closes = false
  let dated = false
  for (let at = 0; at + 1 < headers.length; at += 2) {
    const name = headers[at]!
    const value = headers[at + 1]!
    if (!isField(name, value)) throw new HttpError('ERR_INVALID_CHAR')
    switch (name.length) {
      case 4:
        dated ||= name.toLowerCase() === 'date'
        break
      case 10:
        if (name.toLowerCase() === 'connection') {
          closes ||= value.toLowerCase() === 'close'
          continue
        }
        break
      case 14:
        if (name.toLowerCase() === 'content-length') length = lengthOf(value, length)
        break
      case 17:
        if (name.toLowerCase() === 'transfer-encoding') continue
    }
    text += `${name}: ${value}\r\n`
  }
  return { text: dated ? text : `${text}date: ${now()}\r\n`, length, closes }
}

/** Only one, and in digits: '1e3' is a thousand to us, and nothing or one to a client. */
function lengthOf(value: string, before: number): number {
  if (before >= 0 || !/^\d{1,15}$/.test(value)) throw new HttpError('ERR_INVALID_CHAR')
  return Number(value)
}

let second = 0
let shown = ''

/** The date of this second: making it takes a microsecond. */
function now(): string {
  const at = Math.floor(Date.now() / 1000)
  if (at !== second) {
    second = at
    shown = new Date(at * 1000).toUTCString()
  }
  return shown
}
