/**
 * Reads the chunks of an OpenAI chat stream.
 * @module
 */
import { createWalk, walkEvent } from './delta-walk.ts'
import { findMembers, readObject } from './read-object.ts'
import type { DataReader, Draft } from './reading.ts'

/**
 * Only three chunks are parsed: the first that names its model (Azure sends a nameless one before it), the one with
 * the stop reason, and the last with usage. Some hosts state usage on every chunk, so that one waits for the end.
 */
export const createChatReader = (draft: Draft): DataReader => {
  const walk = createWalk()
  let withUsage: Buffer | undefined
  let usageAt = 0

  return {
    read(bytes, start, end) {
      if (bytes[start] !== 0x7b) {
        if (isDone(bytes, start, end)) draft.complete = true
        return
      }
      walkEvent(bytes, start, end, walk)
      if (walk.text > 0) {
        draft.deltas++
        draft.deltaBytes += walk.text
      }
      if (walk.usage >= 0) {
        withUsage = bytes
        usageAt = start
      }
      if (walk.finished || walk.failed || draft.model === '') {
        readObject(bytes, findMembers(bytes, start).found, draft)
        // A host that leaves `[DONE]` out still finishes.
        if (walk.finished) draft.complete = true
      }
    },
    end() {
      if (withUsage === undefined) return
      readObject(withUsage, findMembers(withUsage, usageAt).found, draft)
      withUsage = undefined
    },
  }
}

const isDone = (bytes: Buffer, start: number, end: number) =>
  end - start >= 6 && bytes.toString('latin1', start, start + 6) === '[DONE]'
