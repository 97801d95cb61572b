/**
 * Where JSON values lie in bytes, so that a change is a splice and everything else stays as it was sent.
 * @module
 */
import { fromText, toBuffer } from './bytes.ts'
import { skipSpace, skipString, skipValue } from './json-scan.ts'
import type { Replacement } from './splice.ts'

/** Half-open byte range. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A member of an object: its key as JSON.parse reads it, where the key's opening quote lies, and its value. */
export interface Member extends Span {
  readonly key: string
  readonly keyStart: number
}

export type Path = readonly (string | number)[]

const quote = 0x22
const colon = 0x3a
const comma = 0x2c
const openBrace = 0x7b
const closeBrace = 0x7d
const openBracket = 0x5b

/** The whole value in `bytes`, without the white space around it; undefined where there is none. */
export const rootSpan = (bytes: Uint8Array): Span | undefined => {
  const buffer = toBuffer(bytes)
  const start = skipSpace(buffer, 0)
  const end = skipValue(buffer, start)
  return end < 0 ? undefined : { start, end }
}

/**
 * Byte range of the value at `path`, as JSON.parse sees it: keys are compared decoded, of equal keys the last wins.
 * Linear in the bytes per step of the path; never recursive, so any depth of nesting is safe.
 * @param within where to start from; the whole value by default
 * @returns undefined where the path leads nowhere or the bytes are no JSON
 */
export const findSpan = (bytes: Uint8Array, path: Path, within?: Span): Span | undefined => {
  const buffer = toBuffer(bytes)
  let at = within?.start ?? skipSpace(buffer, 0)
  let end = within?.end ?? -1
  for (const step of path) {
    let found = -1
    end = -1
    if (typeof step === 'string') {
      eachMember(buffer, at, (keyStart, keyEnd, start, valueEnd) => {
        if (!keyIs(buffer, keyStart + 1, keyEnd - 1, step)) return
        found = start
        end = valueEnd
      })
    } else {
      eachElement(buffer, at, (start, valueEnd, index) => {
        if (index !== step) return true
        found = start
        end = valueEnd
        return false
      })
    }
    if (found < 0) return undefined
    at = found
  }
  if (end < 0) end = skipValue(buffer, at)
  return end < 0 ? undefined : { start: at, end }
}

/** The members of the object at `object`, in order, duplicates included; empty where it is no object. */
export const membersOf = (bytes: Uint8Array, object: Span): Member[] => {
  const buffer = toBuffer(bytes)
  const members: Member[] = []
  eachMember(buffer, object.start, (keyStart, keyEnd, start, end) => {
    members.push({ key: readKey(buffer, keyStart, keyEnd), keyStart, start, end })
  })
  return members
}

/** The elements of the array at `array`, in order; empty where it is no array. */
export const elementsOf = (bytes: Uint8Array, array: Span): Span[] => {
  const elements: Span[] = []
  eachElement(toBuffer(bytes), array.start, (start, end) => {
    elements.push({ start, end })
    return true
  })
  return elements
}

/**
 * The edit that adds a member at the end of an object.
 * @param object span of the object in `bytes`
 * @param valueText the value, as JSON text
 */
export const appendKey = (
  bytes: Uint8Array,
  object: Span,
  key: string,
  valueText: string,
): Replacement => {
  const empty = bytes[skipSpace(bytes, object.start + 1)] === closeBrace
  const at = object.end - 1
  const text = `${empty ? '' : ','}${JSON.stringify(key)}:${valueText}`
  return { start: at, end: at, bytes: fromText(text) }
}

/**
 * Visits each member of the object that starts at `at`, by positions: key with its quotes, value. No allocation.
 * @returns false where `at` holds no object or the object is cut off
 */
export const eachMember = (
  bytes: Buffer,
  at: number,
  visit: (keyStart: number, keyEnd: number, start: number, end: number) => void,
): boolean => {
  if (bytes[at] !== openBrace) return false
  let i = skipSpace(bytes, at + 1)
  while (bytes[i] === quote) {
    const keyStart = i
    const keyEnd = skipString(bytes, i + 1)
    if (keyEnd < 0) return false
    i = skipSpace(bytes, keyEnd)
    if (bytes[i] !== colon) return false
    const start = skipSpace(bytes, i + 1)
    const end = skipValue(bytes, start)
    if (end < 0) return false
    visit(keyStart, keyEnd, start, end)
    i = skipSpace(bytes, end)
    if (bytes[i] !== comma) break
    i = skipSpace(bytes, i + 1)
  }
  return bytes[i] === closeBrace
}

/** Visits each element of the array that starts at `at` until `visit` returns false. */
export const eachElement = (
  bytes: Buffer,
  at: number,
  visit: (start: number, end: number, index: number) => boolean,
): void => {
  if (bytes[at] !== openBracket) return
  let i = skipSpace(bytes, at + 1)
  for (let index = 0; ; index++) {
    const end = skipValue(bytes, i)
    if (end < 0 || !visit(i, end, index)) return
    i = skipSpace(bytes, end)
    if (bytes[i] !== comma) return
    i = skipSpace(bytes, i + 1)
  }
}

/** Whether the raw key in `bytes[start, end)` (no quotes) reads as `key`. */
export const keyIs = (bytes: Buffer, start: number, end: number, key: string): boolean => {
  const length = key.length
  for (let i = 0; i < length; i++) {
    const byte = bytes[start + i]!
    const unit = key.charCodeAt(i)
    if (byte === 0x5c || byte > 0x7f || unit > 0x7f) {
      return readKey(bytes, start - 1, end + 1) === key
    }
    if (start + i >= end || byte !== unit) return false
  }
  return end - start === length
}

// Conversations repeat a dozen keys thousands of times: a slot per hash saves the 80 ns of each new string.
const known: string[] = Array.from({ length: 256 }, () => '')
const longestKnown = 48

/** The key whose quoted text is `bytes[start, end)`. */
export const readKey = (bytes: Buffer, start: number, end: number): string => {
  const from = start + 1
  const to = end - 1
  const length = to - from
  if (length > longestKnown || length === 0) return decodeKey(bytes, start, end)
  const slot = (length * 31 + bytes[from]! * 7 + bytes[to - 1]!) & 255
  const candidate = known[slot]!
  if (candidate.length === length) {
    let i = 0
    while (i < length && bytes[from + i] === candidate.charCodeAt(i)) i++
    if (i === length) return candidate
  }
  const key = decodeKey(bytes, start, end)
  if (key.length === length && isPlain(bytes, from, to)) known[slot] = key
  return key
}

const isPlain = (bytes: Buffer, from: number, to: number) => {
  for (let i = from; i < to; i++) if (bytes[i]! > 0x7f || bytes[i] === 0x5c) return false
  return true
}

const decodeKey = (bytes: Buffer, start: number, end: number): string => {
  const text = bytes.toString('utf8', start + 1, end - 1)
  if (!text.includes('\\')) return text
  try {
    return JSON.parse(`"${text}"`) as string
  } catch {
    return text
  }
}
