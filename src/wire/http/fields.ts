/**
 * The header fields of a message: read strictly, since what two readers could read in two ways lets one smuggle
 * something past the other (RFC 9112 §11.2).
 * @module
 */
import { HttpError } from './http-error.ts'

/** What the fields say of the message itself. */
export interface Fields {
  /** Flat list of name and value, as spelled. */
  readonly list: string[]
  /** Of the body; -1 where it is not said. */
  length: number
  chunked: boolean
  /** Another message may follow on the connection. */
  persistent: boolean
  closes: boolean
  /** Seconds for which the other side keeps an idle connection; -1 where it does not say. */
  keptSeconds: number
  hosts: number
  /** In lower case; '' where it is not said. */
  expect: string
  upgrade: string
}

// Without line breaks that are none, and other controls: a head with them means two things to two readers.
const wholeLines = /^(?:[\t\x20-\x7e\x80-\xff]*\r\n)*$/
/** What no token has (RFC 9110 §5.6.2), as methods and names of fields are; it refuses folded lines too. */
export const notToken = /[^\w!#$%&'*+\-.^`|~]/
const notValue = /[^\t\x20-\x7e\x80-\xff]/

/** Whether a name and a value stay in their place when they are written (RFC 9110 §5.5, §5.6.2). */
export function isField(name: string, value: string): boolean {
  return name !== '' && !notToken.test(name) && !notValue.test(value)
}

/** Refuses a head whose lines could be counted in two ways. */
export function refuseTorn(text: string): void {
  if (!wholeLines.test(text)) throw new HttpError('HPE_INVALID_HEADER_TOKEN')
}

/**
 * Reads the fields of a head from `from` on, each line ended by CR LF. `persistent`: what holds where nothing is said.
 * Throws `HttpError`.
 */
export function readFields(text: string, from: number, persistent: boolean): Fields {
  const fields: Fields = {
    list: [],
    length: -1,
    chunked: false,
    persistent,
    closes: false,
    keptSeconds: -1,
    hosts: 0,
    expect: '',
    upgrade: '',
  }
  for (let end = 0; from < text.length; from = end + 2) {
    end = text.indexOf('\r\n', from)
    const colon = text.indexOf(':', from)
    if (colon <= from || colon > end) throw new HttpError('HPE_INVALID_HEADER_TOKEN')
    const name = text.slice(from, colon)
    if (notToken.test(name)) throw new HttpError('HPE_INVALID_HEADER_TOKEN')
    const value = trimmed(text, colon + 1, end)
    fields.list.push(name, value)
    // Told by their lengths first: lower-casing every name costs more than it finds.
    const { length } = name
    if (
      length === 4 ||
      length === 6 ||
      length === 7 ||
      length === 10 ||
      length === 14 ||
      length === 17
    )
      readField(fields, name.toLowerCase(), value)
  }
  // RFC 9112 §9.6: whatever else is said of the connection.
  if (fields.closes) fields.persistent = false
  // Two lengths of one body: whoever believes the other one reads another message.
  if (fields.chunked && fields.length >= 0) throw new HttpError('HPE_UNEXPECTED_CONTENT_LENGTH')
  return fields
}

function readField(fields: Fields, name: string, value: string): void {
  switch (name) {
    case 'content-length':
      if (fields.length >= 0 || !/^\d{1,15}$/.test(value))
        throw new HttpError('HPE_INVALID_CONTENT_LENGTH')
      fields.length = Number(value)
      return
    case 'transfer-encoding':
      if (fields.chunked || value.toLowerCase() !== 'chunked')
        throw new HttpError('HPE_INVALID_TRANSFER_ENCODING')
      fields.chunked = true
      return
    case 'connection':
      readConnection(fields, value)
      return
    case 'keep-alive':
      fields.keptSeconds = Number(/timeout=(\d{1,6})/i.exec(value)?.[1] ?? -1)
      return
    case 'host':
      fields.hosts++
      return
    case 'expect':
      fields.expect = value.toLowerCase()
      return
    case 'upgrade':
      fields.upgrade = value.toLowerCase()
  }
}

function trimmed(text: string, from: number, to: number): string {
  while (from < to && isSpace(text.charCodeAt(from))) from++
  while (to > from && isSpace(text.charCodeAt(to - 1))) to--
  return text.slice(from, to)
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09
}

function readConnection(fields: Fields, value: string): void {
  if (value === 'keep-alive') {
    fields.persistent = true
    return
  }
  const lower = value.toLowerCase()
  if (/(?:^|[\s,])close(?:$|[\s,])/.test(lower)) fields.closes = true
  else if (/(?:^|[\s,])keep-alive(?:$|[\s,])/.test(lower)) fields.persistent = true
}
