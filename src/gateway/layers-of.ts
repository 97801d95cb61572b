/**
 * The layers that a gateway, or a library, runs, and what they keep beside the ledger.
 * @module
 */
import { join } from 'node:path'
import type { Configuration } from '../config/schema.ts'
import { missingModels, wordsOfMissing } from '../learned/missing-models.ts'
import { createCacheLayer } from '../layers/cache/cache.ts'
import type { Semantic } from '../layers/cache/semantic/open-semantic.ts'
import { openAnswerStore, type AnswerStore } from '../layers/cache/store.ts'
import { createCompressLayer } from '../layers/compress/compress.ts'
import { createMemory } from '../layers/compress/memory.ts'
import { createPrefixLayer } from '../layers/prefix/prefix.ts'
import type { PrefixReport } from '../layers/prefix/report.ts'
import { createTemplateLayer } from '../layers/template/template.ts'
import { createWarmth } from '../pricing/warmth/warmth.ts'
import type { KeptAnswers } from './admin/cache.ts'
import type { CoreOptions } from './core.ts'
import { pricesOf } from './prices-of.ts'
import { openToolVectors } from './tool-vectors.ts'

export interface Layers {
  /** Asked again at each reload. */
  readonly build: NonNullable<CoreOptions['layers']>
  /** Writes what is kept; call it once the gateway has stopped. */
  close(): void
  /** What the caches keep, for administrators; of the semantic one nothing while no route's mode lets it act. */
  readonly keptAnswers: KeptAnswers
  /** What the prefix layer has seen since its last reload, for administrators. */
  readonly prefixReport: (tenant?: string) => PrefixReport
}

/** Opens what the semantic cache stands on; undefined where the models are not there. */
export type OpenReuse = (
  configuration: Configuration,
  secret: Uint8Array,
  failed: (error: unknown) => void,
) => Semantic | undefined

export interface LayersParts {
  /** Told about what could not be written; the answer concerned is forgotten. */
  readonly failed: (error: unknown) => void
  /** Told once, a sentence each, which models are not there that the configuration wants, and what that costs. */
  readonly lacking: (sentence: string) => void
  /** undefined: no configuration to come `wantsReuse`. */
  readonly openReuse: OpenReuse | undefined
}

export function createLayersOf({ failed, lacking, openReuse }: LayersParts): Layers {
  // Kept over reloads: a new store would forget what the old one has yet to write.
  let answers: AnswerStore | undefined
  // Likewise: providers hold what they hold, whatever the configuration says.
  const warmth = createWarmth()
  const blocksMade = createMemory()
  const toolVectors = openToolVectors(failed)
  let semantic: Semantic | undefined
  let told = false
  let report: ((tenant?: string) => PrefixReport) | undefined
  return {
    build: (configuration, { secret }) => {
      const { server, ledger, layers } = configuration
      const { cache } = layers
      answers ??= openAnswerStore({
        maximumBytes: cache.maximumBytes,
        // What is paid is forgotten with the process: so is what was answered.
        ...(ledger.file === ':memory:' ? {} : { file: join(server.dataDirectory, 'answers.db') }),
        failed,
      })
      const prices = pricesOf(configuration)
      const prefix = createPrefixLayer({
        warmth,
        prices,
        secret,
        settings: layers.prefix,
        accountsOf: (provider) => configuration.providers[provider]?.credentials ?? [],
        endpointsOf: (provider) => configuration.providers[provider]?.endpoints.length ?? 0,
      })
      report = prefix.report
      const template = createTemplateLayer({ prices, settings: layers.template, ...toolVectors })
      const compress = createCompressLayer({
        settings: layers.compress,
        memory: blocksMade,
        prices,
      })
      const exact = createCacheLayer({ store: answers, secret, settings: cache })
      const wanted = wantsReuse(configuration)
      if (wanted && !told) {
        told = true
        for (const sentence of wordsOfMissing(missingModels())) lacking(sentence)
      }
      if (wanted) semantic ??= openReuse?.(configuration, secret, failed)
      const reused = semantic ? [semantic.layer(cache.semantic)] : []
      return [exact, ...reused, template, compress, prefix]
    },
    prefixReport: (tenant) => report?.(tenant) ?? { gapBounds: [], families: [], stepDowns: [] },
    keptAnswers: {
      flush: async (what) => (answers === undefined ? 0 : answers.flush(what)),
      get size() {
        return answers === undefined ? { answers: 0, bytes: 0 } : answers.size
      },
      get semantic() {
        return semantic
      },
    },
    close() {
      answers?.close()
      answers = undefined
      semantic?.close()
      semantic = undefined
    },
  }
}

/** 11 MB of tables and 60 ms, so not where every answer is the call's own. */
export function wantsReuse({ mode, routes, layers }: Configuration): boolean {
  const { semantic } = layers.cache
  return [{ mode, layers: {} }, ...routes].some((route) => {
    const own: { cache?: { semantic?: { enabled?: boolean } } } = route.layers
    const reached = (route.mode ?? mode) === 'balanced' || (route.mode ?? mode) === 'max'
    return reached && (own.cache?.semantic?.enabled ?? semantic.enabled)
  })
}
