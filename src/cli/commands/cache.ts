/**
 * `farthing cache`: show and flush. Through the admin API where a gateway runs, since it holds answers in memory; else
 * on the file.
 * @module
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openAnswerStore, type AnswerStore } from '../../layers/cache/store.ts'
import { CommandFailure, exitCodes } from '../exit.ts'
import type { Common, FlushFlags } from '../options.ts'
import { askAdmin, findRunning } from '../running.ts'
import type { Terminal } from '../terminal.ts'
import { load } from './config.ts'

/** A flush overwrites 256 MB of answers in 4 s. */
const flushMs = 120_000

export async function showCache(options: Common, terminal: Terminal): Promise<void> {
  const size = await withAnswers(
    options,
    async (store) => store.size,
    async (url) => (await askAdmin(url, 'GET', 'cache')) as AnswerStore['size'],
  )
  if (options.json) return terminal.json(size)
  terminal.line(`${plural(size.answers)}, ${(size.bytes / 1e6).toFixed(1)} MB`)
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
    (store) => store.flush(what),
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
  near: (store: AnswerStore) => Promise<T>,
  far: (url: string) => Promise<T>,
): Promise<T> {
  const { configuration } = await load(options)
  const { dataDirectory } = configuration.server
  const url = await findRunning(dataDirectory)
  if (url !== undefined) return far(url)
  const { maximumBytes } = configuration.layers.cache
  const file = join(dataDirectory, 'answers.db')
  const store = openAnswerStore({ maximumBytes, ...(existsSync(file) ? { file } : {}) })
  try {
    return await near(store)
  } finally {
    store.close()
  }
}

function plural(count: number): string {
  return count === 1 ? '1 answer' : `${count} answers`
}
