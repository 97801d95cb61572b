/**
 * What a multipart form says of a call (RFC 7578): the model, and how much of it is files. Recordings and pictures
 * are sent so. The bytes themselves pass unread and unchanged.
 * @module
 */
import { toBuffer } from '../wire/bytes.ts'

export interface Form {
  /** '' where the form names none, or not as every server would read it: a key's models must hold for what they read. */
  readonly model: string
  /** Bytes of the fields that are text. */
  readonly text: number
  /** Bytes of the files. */
  readonly files: number
}

const mostParts = 200
const mostHead = 4096
const longestModel = 256

/** Reads a form; undefined where the content type says that the body is none, or how its parts are told apart. */
export function readForm(bytes: Uint8Array, contentType: string): Form | undefined {
  const delimiter = delimiterOf(contentType)
  if (delimiter === undefined) return undefined
  const body = toBuffer(bytes)
  const names: (string | undefined)[] = []
  let files = 0
  let parts = 0
  let start = nextPart(body, delimiter, 0)
  while (start !== undefined && parts++ < mostParts) {
    const from = start + delimiter.length
    start = nextPart(body, delimiter, from)
    const end = start ?? body.length
    const part = body.subarray(from, end)
    const head = headOf(part)
    if (head === undefined) continue
    const isFile = namesFile.test(head.text)
    if (isFile) files += part.length - head.length
    if (mayNameModel(head.text, isFile)) {
      names.push(modelIn(head.text, part.subarray(head.length)))
    }
  }
  const [model] = names
  const plain = start === undefined && names.every((name) => name === model)
  return { model: (plain && model) || '', text: bytes.length - files, files }
}

/** One boundary, of the characters that RFC 2046 §5.1.1 has for it: of two, servers take the one or the other. */
function delimiterOf(contentType: string): Buffer | undefined {
  if (!/^\s*multipart\/form-data\s*;/i.test(contentType)) return undefined
  const found = [...contentType.matchAll(/boundary\s*=\s*(?:"([^"\\]{1,70})"|([^\s";,]{1,70}))/gi)]
  const boundary = found[0]?.[1] ?? found[0]?.[2]
  return found.length === 1 && boundary !== undefined ? Buffer.from(`--${boundary}`) : undefined
}

/** Where the next delimiter stands at the beginning of a line, however the line before it ended. */
function nextPart(body: Buffer, delimiter: Buffer, from: number): number | undefined {
  for (let at = body.indexOf(delimiter, from); at >= 0; at = body.indexOf(delimiter, at + 1)) {
    if (at === 0 || body[at - 1] === 0x0a || body[at - 1] === 0x0d) return at
  }
  return undefined
}

/** The head of a part with its length, up to the empty line; undefined where it has none. */
function headOf(part: Buffer): { text: string; length: number } | undefined {
  const text = part.subarray(0, mostHead).toString('latin1')
  const end = /\r?\n\r?\n/.exec(text)
  return end === null
    ? undefined
    : { text: text.slice(0, end.index), length: end.index + end[0].length }
}

const namesFile = /^content-disposition\s*:[^\r\n]*;\s*filename\s*=/im

/** Whether some server could take the part for the model: also by a name that is quoted, escaped or spelt otherwise. */
function mayNameModel(head: string, isFile: boolean): boolean {
  if (/(?<!file)name\*?\d*\*?\s*=\s*"?\s*model/i.test(head)) return true
  return !isFile && /name\*|\\|%/.test(head)
}

const plainHead =
  /^\r?\ncontent-disposition: ?form-data; ?name="?model"?(?:\r?\ncontent-type: ?text\/plain(?:; ?charset="?utf-8"?)?)?$/i

/** undefined where the part is not written as clients write it. */
function modelIn(head: string, rest: Buffer): string | undefined {
  if (!plainHead.test(head) || rest.length > longestModel) return undefined
  const value = rest.toString().replace(/\r?\n$/, '')
  return /^[\x21-\x7e]+$/.test(value) ? value : undefined
}
