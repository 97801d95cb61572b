/**
 * A thread beside the gateway's: it waits for the disk and reads the ledger, so that no call has to.
 * A checkpoint waits 5 to 25 ms for the disk, a search without an index reads a million rows in 0.2 s.
 * @module
 */
import { Worker } from 'node:worker_threads'
import type { CallReader } from './query.ts'
import type { Reporter } from './report.ts'

type Asked = Reporter & CallReader

/** The queries of `Reporter` and `CallReader`, answered by the other thread. */
export type AsyncReader = {
  readonly [Name in keyof Asked]: (
    ...values: Parameters<Asked[Name]>
  ) => Promise<ReturnType<Asked[Name]>>
}

export interface Background {
  readonly reader: AsyncReader
  /**
   * Moves the write-ahead log into the database without blocking writers, and lets it start over where nothing was
   * added meanwhile; answers the frames that it has now.
   */
  checkpoint(): Promise<number>
  /** Resolves when the thread is gone: until then it may make files beside the ledger's. */
  close(): Promise<void>
}

export interface Request {
  readonly id: number
  readonly name: keyof Asked | 'checkpoint' | 'close'
  readonly values: readonly unknown[]
}
export type Answer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: string }

const names: readonly (keyof Asked)[] = ['total', 'by', 'list', 'decision', 'follow', 'last']

/**
 * Starts the thread for a ledger file that exists; it keeps no process alive. `before` runs ahead of each query, so that
 * it finds what the owner has been told.
 */
export function startBackground(file: string, before: () => void): Background {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  const worker = new Worker(new URL(`./background-thread.${extension}`, import.meta.url), {
    workerData: file,
    // Node 22 would tell once more that node:sqlite is experimental.
    execArgv: ['--disable-warning=ExperimentalWarning'],
    resourceLimits: { maxOldGenerationSizeMb: 128 },
  })
  worker.unref()
  const waiting = new Map<
    number,
    { resolve: (value: unknown) => void; reject: (error: Error) => void }
  >()
  let next = 0
  let ended: Error | undefined
  const fail = (error: Error): void => {
    ended = error
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  worker.on('error', (error) => fail(error instanceof Error ? error : new Error(String(error))))
  worker.on('exit', () => fail(new Error('The ledger is closed.')))
  worker.on('message', (answer: Answer) => {
    const asked = waiting.get(answer.id)
    waiting.delete(answer.id)
    if (waiting.size === 0) worker.unref()
    if ('error' in answer) asked?.reject(new Error(answer.error))
    else asked?.resolve(answer.value)
  })
  const ask = (name: Request['name'], values: readonly unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (ended) return reject(ended)
      const id = next++
      waiting.set(id, { resolve, reject })
      // A caller that waits for an answer keeps the process alive until it has it.
      if (name !== 'checkpoint') worker.ref()
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      worker.postMessage({ id, name, values } satisfies Request)
    })
  const entries = names.map((name) => [
    name,
    (...values: unknown[]) => {
      before()
      return ask(name, values)
    },
  ])
  return {
    reader: Object.fromEntries(entries) as AsyncReader,
    checkpoint: async () => Number(await ask('checkpoint', [])),
    close() {
      if (ended) return Promise.resolve()
      const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
      ask('close', []).catch(() => {})
      return gone
    },
  }
}

/** The same queries where there is no file to share: answered at once, in the caller's thread. */
export function readDirectly(
  reporter: Reporter,
  calls: CallReader,
  before: () => void,
): AsyncReader {
  const both: Asked = { ...reporter, ...calls }
  const entries = names.map((name) => [
    name,
    async (...values: unknown[]) => {
      before()
      return (both[name] as (...values: unknown[]) => unknown)(...values)
    },
  ])
  return Object.fromEntries(entries) as AsyncReader
}
