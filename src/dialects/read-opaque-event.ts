/**
 * Reads events of streams in no dialect of ours (transcription, speech, images): whatever states a usage is believed.
 * @module
 */
import { createWalk, walkEvent } from './delta-walk.ts'
import { findMembers, readObject } from './read-object.ts'
import type { Draft } from './reading.ts'

const walk = createWalk()
const metadata = Buffer.from('"usageMetadata"')

export const readOpaqueEvent = (bytes: Buffer, start: number, end: number, draft: Draft): void => {
  if (bytes[start] !== 0x7b) return
  walkEvent(bytes, start, end, walk)
  if (walk.text > 0) {
    draft.deltas++
    draft.deltaBytes += walk.text
  }
  if (walk.usage < 0 && !walk.failed && bytes.indexOf(metadata, start) < 0) return
  const { found } = findMembers(bytes, start)
  readObject(bytes, found, draft)
  for (const inner of [found.response, found.message]) {
    if (inner !== undefined && bytes[inner.start] === 0x7b) {
      readObject(bytes, findMembers(bytes, inner.start).found, draft)
    }
  }
}
