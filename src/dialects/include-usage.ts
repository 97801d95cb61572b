/**
 * Chat streams state their usage only when asked. These two ask for it, and take it out again for a client that did
 * not ask: the one standing exception to bytes passing as they came.
 * @module
 */
import type { Edit, View } from '../call.ts'
import { fromText } from '../wire/bytes.ts'
import { skipSpace } from '../wire/json-scan.ts'
import { eachMember, keyIs } from '../wire/json-span.ts'
import { splice } from '../wire/splice.ts'
import type { Replacement } from '../wire/splice.ts'
import { createEventScanner, dataSpan } from '../wire/sse.ts'
import type { ScannedEvent } from '../wire/sse.ts'
import { isJson } from './reading.ts'

/**
 * The edit that makes a chat stream state its usage; undefined where the call does not stream, asks for it already,
 * or has `stream_options` that are no object (the provider's error is better than ours).
 */
export const usageEdit = (view: View): Edit | undefined => {
  const { json } = view
  if (json === undefined || json['stream'] !== true) return undefined
  const options = json['stream_options']
  if (options === undefined) {
    return addMember(
      view.span(),
      Object.keys(json).length === 0,
      '"stream_options":{"include_usage":true}',
    )
  }
  if (options === null) return replace(view.span('stream_options'), '{"include_usage":true}')
  if (!isJson(options) || options['include_usage'] === true) return undefined
  return 'include_usage' in options
    ? replace(view.span('stream_options', 'include_usage'), 'true')
    : addMember(
        view.span('stream_options'),
        Object.keys(options).length === 0,
        '"include_usage":true',
      )
}

type Place = { readonly start: number; readonly end: number } | undefined

const addMember = (object: Place, empty: boolean, member: string): Edit | undefined => {
  if (object === undefined) return undefined
  const at = object.end - 1
  return { start: at, end: at, bytes: fromText(empty ? member : `,${member}`), by: 'usage' }
}

const replace = (place: Place, text: string): Edit | undefined =>
  place && { start: place.start, end: place.end, bytes: fromText(text), by: 'usage' }

/** Takes usage out of a stream. What comes out may come an event later than it went in, never reordered. */
export interface UsageStripper {
  /** The bytes to pass on: the chunk itself where it is whole events without usage; empty while an event is cut. */
  push(chunk: Uint8Array): Uint8Array
  /** What is left at the end of the stream. */
  end(): Uint8Array
}

const nothing = new Uint8Array(0)

/**
 * Removes exactly what `include_usage` adds: the chunk with usage and no choices, and the `"usage":null` members of
 * all others, with one comma. Every other byte passes. Usage beside choices is the provider's own habit and stays.
 * @param onEvent hears each event as it came, usage and all: `createEventReader(…).read` saves a second scan
 */
export const createUsageStripper = (onEvent?: (event: ScannedEvent) => void): UsageStripper => {
  let out: Uint8Array[] = []
  const scanner = createEventScanner((event) => {
    onEvent?.(event)
    const kept = strip(event)
    if (kept.length > 0) out.push(kept)
  })

  return {
    push(chunk) {
      scanner.push(chunk)
      return take()
    },
    end() {
      const rest = scanner.end()
      if (rest.length > 0) out.push(rest)
      return take()
    },
  }

  function take() {
    if (out.length === 0) return nothing
    const joined = out.length === 1 ? out[0]! : Buffer.concat(out)
    out = []
    return joined
  }
}

const strip = (event: ScannedEvent): Uint8Array => {
  const { bytes } = event
  if (event.opaque) return bytes
  const data = dataSpan(bytes)
  if (data !== undefined) {
    if (bytes[data.start] !== 0x7b) return bytes
    const cuts = findUsage(bytes, data.start)
    return cuts === 'usage-only' ? blankStart(bytes) : splice(bytes, cuts)
  }
  const text = event.data
  return text !== '' && findUsage(Buffer.from(text), 0) === 'usage-only' ? blankStart(bytes) : bytes
}

/** Line ends before the event are not of its making: a blank line that was cut in two ends there. */
const blankStart = (bytes: Uint8Array): Uint8Array => {
  let at = 0
  while (bytes[at] === 0x0a || bytes[at] === 0x0d) at++
  return at === 0 ? nothing : bytes.subarray(0, at)
}

const noCuts: readonly Replacement[] = []

/** The cuts that take every `"usage":null` out of the chunk at `at`, or that it has usage and no choices. */
const findUsage = (bytes: Buffer, at: number): readonly Replacement[] | 'usage-only' => {
  let cuts: Replacement[] | undefined
  let usage = false
  let empty = false
  // End of the last member that stays: a cut begins there, so that it takes the comma before it.
  let kept = -1
  const whole = eachMember(bytes, at, (keyStart, keyEnd, start, end) => {
    const length = keyEnd - keyStart - 2
    if (length === 5 && keyIs(bytes, keyStart + 1, keyEnd - 1, 'usage')) {
      if (bytes[start] === 0x6e) {
        cuts ??= []
        addCut(bytes, cuts, kept, keyStart, end)
        return
      }
      usage = bytes[start] === 0x7b
    } else if (length === 7 && keyIs(bytes, keyStart + 1, keyEnd - 1, 'choices')) {
      empty = bytes[start] === 0x5b && bytes[skipSpace(bytes, start + 1)] === 0x5d
    }
    kept = end
  })
  if (!whole) return noCuts
  return usage && empty ? 'usage-only' : (cuts ?? noCuts)
}

const addCut = (
  bytes: Buffer,
  cuts: Replacement[],
  kept: number,
  keyStart: number,
  end: number,
) => {
  const last = cuts.at(-1)
  if (kept >= 0) {
    // Two in a row are one cut.
    if (last !== undefined && last.end > kept) cuts[cuts.length - 1] = { ...last, end }
    else cuts.push({ start: kept, end, bytes: nothing })
    return
  }
  // The first member goes with the comma after it.
  const after = skipSpace(bytes, end)
  const next = bytes[after] === 0x2c ? skipSpace(bytes, after + 1) : end
  if (last === undefined) cuts.push({ start: keyStart, end: next, bytes: nothing })
  else cuts[0] = { ...last, end: next }
}
