/**
 * The layers that a gateway, or a library, runs by default, and what they keep beside the ledger.
 * @module
 */
import { join } from 'node:path'
import { createCacheLayer } from '../layers/cache/cache.ts'
import { openAnswerStore, type AnswerStore } from '../layers/cache/store.ts'
import type { CoreOptions } from './core.ts'

export interface Layers {
  /** Asked again at each reload. */
  readonly build: NonNullable<CoreOptions['layers']>
  /** Writes what is kept; call it once the gateway has stopped. */
  close(): void
  /** What the exact cache keeps, for administrators. */
  readonly keptAnswers: Pick<AnswerStore, 'flush' | 'size'>
}

/** @param failed - told about what could not be written; the answer concerned is forgotten */
export function createLayers(failed: (error: unknown) => void): Layers {
  // Kept over reloads: a new store would forget what the old one has yet to write.
  let answers: AnswerStore | undefined
  return {
    build: ({ server, ledger, layers: { cache } }, { secret }) => {
      answers ??= openAnswerStore({
        maximumBytes: cache.maximumBytes,
        // What is paid is forgotten with the process: so is what was answered.
        ...(ledger.file === ':memory:' ? {} : { file: join(server.dataDirectory, 'answers.db') }),
        failed,
      })
      return [createCacheLayer({ store: answers, secret, settings: cache })]
    },
    keptAnswers: {
      flush: async (what) => (answers === undefined ? 0 : answers.flush(what)),
      get size() {
        return answers === undefined ? { answers: 0, bytes: 0 } : answers.size
      },
    },
    close() {
      answers?.close()
      answers = undefined
    },
  }
}
