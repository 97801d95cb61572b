/**
 * Reads the events of Anthropic, Responses and Gemini streams.
 * @module
 */
import { findSpan, readKey } from '../wire/json-span.ts'
import { skipString } from '../wire/json-scan.ts'
import { countText, createWalk, walkEvent } from './delta-walk.ts'
import {
  findMembers,
  mergeUsage,
  parseAt,
  parseText,
  readError,
  readObject,
} from './read-object.ts'
import { isJson } from './reading.ts'
import type { Draft } from './reading.ts'

/**
 * Anthropic: `message_start` opens the usage, each `message_delta` restates it (cumulative: the last word on a field
 * wins, nothing is summed), `message_stop` ends. A second `message_start` says the same again.
 */
export const readAnthropicEvent = (
  bytes: Buffer,
  start: number,
  end: number,
  draft: Draft,
): void => {
  switch (readType(bytes, start)) {
    case 'content_block_delta':
      readDelta(bytes, start, end, draft)
      return
    case 'message_start': {
      const { message } = findMembers(bytes, start).found
      if (message !== undefined) readObject(bytes, findMembers(bytes, message.start).found, draft)
      return
    }
    case 'message_delta': {
      const { found } = findMembers(bytes, start)
      const usage = parseAt(bytes, found.usage)
      if (isJson(usage)) mergeUsage(draft, usage)
      if (found.delta !== undefined) {
        draft.stop =
          parseText(bytes, findMembers(bytes, found.delta.start).found.stop_reason) ?? draft.stop
      }
      return
    }
    case 'message_stop':
      draft.complete = true
      return
    case 'error':
      draft.error = readError(bytes, findMembers(bytes, start).found.error) ?? {}
      return
    default:
  }
}

/** Responses: every event has a type; the last holds the whole response. */
export const readResponsesEvent = (
  bytes: Buffer,
  start: number,
  end: number,
  draft: Draft,
): void => {
  const type = readType(bytes, start)
  switch (type) {
    case 'response.completed':
    case 'response.incomplete':
    case 'response.failed':
    case 'response.cancelled':
      draft.complete = true
      readResponse(bytes, start, draft)
      return
    case 'response.created':
      readResponse(bytes, start, draft)
      return
    case 'error': {
      // The event is the error itself; some hosts nest it as other endpoints do.
      const { found } = findMembers(bytes, start)
      const event = parseAt(bytes, { start, end })
      draft.error = readError(bytes, found.error) ?? (isJson(event) ? event : {})
      draft.complete = true
      takeSequence(bytes, found.sequence_number?.start ?? -1, draft)
      return
    }
    default:
      readDelta(bytes, start, end, draft, type.endsWith('.delta') && !type.includes('audio.'))
      takeSequence(bytes, walk.sequence, draft)
  }
}

const readResponse = (bytes: Buffer, start: number, draft: Draft) => {
  const { response, sequence_number: sequence } = findMembers(bytes, start).found
  if (response !== undefined) readObject(bytes, findMembers(bytes, response.start).found, draft)
  takeSequence(bytes, sequence?.start ?? -1, draft)
}

const takeSequence = (bytes: Buffer, at: number, draft: Draft) => {
  if (at < 0) return
  let sequence = 0
  let i = at
  for (; i < at + 15; i++) {
    const digit = bytes[i]! - 0x30
    if (!(digit >= 0 && digit <= 9)) break
    sequence = sequence * 10 + digit
  }
  if (i > at) draft.sequence = sequence
}

/** Gemini: each event restates `usageMetadata`; the one with a finish or block reason is the last of a candidate. */
export const readGeminiEvent = (bytes: Buffer, start: number, end: number, draft: Draft): void => {
  const { found } = findMembers(bytes, start)
  readObject(bytes, found, draft)
  if (draft.stop !== undefined || draft.error !== undefined) draft.complete = true
  if (found.candidates === undefined) return
  countText(bytes, found.candidates.start, end, counted)
  addDelta(counted.bytes, draft)
}

const counted = { bytes: 0 }
const walk = createWalk()

const readDelta = (bytes: Buffer, start: number, end: number, draft: Draft, isAnswer = true) => {
  walkEvent(bytes, start, end, walk)
  if (isAnswer) addDelta(walk.text, draft)
}

const addDelta = (text: number, draft: Draft) => {
  if (text === 0) return
  draft.deltas++
  draft.deltaBytes += text
}

const typeFirst = Buffer.from('{"type":"')

/** The event's `type`; nearly every server writes it first. '' where there is none. */
export const readType = (bytes: Buffer, start: number): string => {
  let i = 0
  while (i < typeFirst.length && bytes[start + i] === typeFirst[i]) i++
  if (i === typeFirst.length) {
    const from = start + i - 1
    const close = skipString(bytes, from + 1)
    return close < 0 ? '' : readKey(bytes, from, close)
  }
  const span = findSpan(bytes, ['type'], { start, end: bytes.length })
  return parseText(bytes, span) ?? ''
}
