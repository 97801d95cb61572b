/**
 * The layers that a gateway of the command line runs, and what they keep beside the ledger.
 * @module
 */
import { join } from 'node:path'
import type { GatewayOptions } from '../gateway/gateway.ts'
import { createCacheLayer } from '../layers/cache/cache.ts'
import { openAnswerStore, type AnswerStore } from '../layers/cache/store.ts'

export interface Layers {
  /** For `startGateway`; asked again at each reload. */
  readonly build: NonNullable<GatewayOptions['layers']>
  /** Writes what is kept; call it once the gateway has stopped. */
  close(): void
}

/** @param failed - told about what could not be written; the answer concerned is forgotten */
export function createLayers(failed: (error: unknown) => void): Layers {
  // Kept over reloads: a new store would forget what the old one has yet to write.
  let answers: AnswerStore | undefined
  return {
    build: ({ server, layers: { cache } }, { secret }) => {
      answers ??= openAnswerStore({
        maximumBytes: cache.maximumBytes,
        file: join(server.dataDirectory, 'answers.db'),
        failed,
      })
      return [createCacheLayer({ store: answers, secret, settings: cache })]
    },
    close: () => answers?.close(),
  }
}
