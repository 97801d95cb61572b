/**
 * `farthing cache`: show and flush. Through the admin API where a gateway runs, since it holds answers in memory; else
 * on the file.
 * @module
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Configuration } from '../../config/schema.ts'
import { openSealed, semanticFiles } from '../../layers/cache/semantic/store/open-sealed.ts'
import {
  openSemanticStore,
  type SemanticStore,
} from '../../layers/cache/semantic/store/semantic-store.ts'
import { openAnswerStore, type AnswerStore } from '../../layers/cache/store.ts'
import { CommandFailure, exitCodes } from '../exit.ts'
import type { Common, FlushFlags } from '../options.ts'
import { askAdmin, findRunning } from '../running.ts'
import type { Terminal } from '../terminal.ts'
import { load } from './config.ts'

/** A flush overwrites 256 MB of answers in 4 s. */
const flushMs = 120_000

interface Size {
  readonly answers: number
  readonly bytes: number
  readonly semantic: (SemanticStore['size'] & { readonly judgedBy?: string }) | null
}

export async function showCache(options: Common, terminal: Terminal): Promise<void> {
  const size = await withAnswers<Size>(
    options,
    async (store, reused) => ({ ...store.size, semantic: reused ? reused.size : null }),
    async (url) => (await askAdmin(url, 'GET', 'cache')) as Size,
  )
  if (options.json) return terminal.json(size)
  terminal.line(`${plural(size.answers)}, ${(size.bytes / 1e6).toFixed(1)} MB`)
  if (!size.semantic) return
  const { answers, aliases, bytes } = size.semantic
  terminal.line(
    `across wordings: ${plural(answers)}, ${(bytes / 1e6).toFixed(1)} MB, ${aliases} approved wordings`,
  )
}

export async function flushCache(options: FlushFlags, terminal: Terminal): Promise<void> {
  const { tenant, tag, model, all } = options
  const words = Object.entries({ tenant, tag, model }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  )
  if ((words.length === 0) === (all !== true)) {
    throw new CommandFailure(
      'say what to forget: by --tenant, --tag or --model, or everything by --all.',
      exitCodes.usage,
    )
  }
  const what = Object.fromEntries(words) as { tenant?: string; tag?: string; model?: string }
  const removed = await withAnswers(
    options,
    async (store, reused) => ((await reused?.flush(what)) ?? 0) + (await store.flush(what)),
    async (url) => {
      const query = new URLSearchParams(all ? { all: 'true' } : what)
      const answer = await askAdmin(url, 'DELETE', `cache?${query}`, undefined, flushMs)
      return (answer as { removed: number }).removed
    },
  )
  if (options.json) return terminal.json({ removed })
  terminal.line(`${plural(removed)} forgotten.`)
}

async function withAnswers<T>(
  options: Common,
  near: (store: AnswerStore, reused: SemanticStore | undefined) => Promise<T>,
  far: (url: string) => Promise<T>,
): Promise<T> {
  const { configuration } = await load(options)
  const { dataDirectory } = configuration.server
  const url = await findRunning(dataDirectory)
  if (url !== undefined) return far(url)
  const { cache } = configuration.layers
  const file = join(dataDirectory, 'answers.db')
  const store = openAnswerStore({
    maximumBytes: cache.maximumBytes,
    ...(existsSync(file) ? { file } : {}),
  })
  const reused = await openReused(dataDirectory, cache.semantic)
  try {
    return await near(store, reused)
  } finally {
    store.close()
    reused?.close()
  }
}

/** Answers kept for other wordings, for counting and forgetting them: nothing is looked for, so no vectors are needed. */
async function openReused(
  folder: string,
  settings: Configuration['layers']['cache']['semantic'],
): Promise<SemanticStore | undefined> {
  if (!existsSync(join(folder, semanticFiles.answers))) return undefined
  const dimensions = 8
  const store = openSemanticStore({
    ...settings,
    embed: () => new Float32Array(dimensions),
    dimensions,
    floor: 1,
    file: openSealed(folder, settings.masterKeys),
  })
  await store.loaded
  return store
}

function plural(count: number): string {
  return count === 1 ? '1 answer' : `${count} answers`
}
