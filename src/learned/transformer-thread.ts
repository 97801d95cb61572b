/**
 * Transformers in a thread of their own: an input takes them 1 to 8 ms, in which the gateway's own would stand still.
 * One thread for all of them, started with the first.
 * @module
 */
import { Worker } from 'node:worker_threads'
import { hasTransformerRuntime, type Transformer } from './transformer.ts'
import type { Weights } from './weights.ts'

export interface Request {
  readonly id: number
  readonly name: string
  readonly folder: string
  readonly what: 'open' | 'scorePairs' | 'embed' | 'close'
  readonly input: unknown
}
export type Answer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: string }

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

/** As `openTransformer`, which runs in the caller's thread. Keeps no process alive while it has nothing to do. */
export async function openTransformerAside(weights: Weights): Promise<Transformer | undefined> {
  if (!hasTransformerRuntime()) return undefined
  const { name, folder } = weights
  let waiting = 0
  const ask = async <T>(what: Request['what'], input: unknown, size: number): Promise<T> => {
    waiting += size
    try {
      return (await send({ name, folder, what, input })) as T
    } finally {
      waiting -= size
    }
  }
  if (!(await ask<boolean>('open', undefined, 0))) return undefined
  return {
    version: weights.version,
    get waiting() {
      return waiting
    },
    scorePairs: (pairs) => ask('scorePairs', pairs, pairs.length),
    embed: (texts) => ask('embed', texts, texts.length),
    close: () => ask('close', undefined, 0),
  }
}

const open = new Map<number, Waiting>()
let worker: Worker | undefined
let next = 0

function send(request: Omit<Request, 'id'>): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const thread = (worker ??= start())
    const id = next++
    open.set(id, { resolve, reject })
    thread.ref()
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    thread.postMessage({ id, ...request } satisfies Request)
  })
}

function start(): Worker {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  const thread = new Worker(new URL(`./transformer-worker.${extension}`, import.meta.url), {
    // Node 22 would tell once more that types are stripped.
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  const fail = (error: Error): void => {
    if (worker === thread) worker = undefined
    for (const { reject } of open.values()) reject(error)
    open.clear()
  }
  thread.on('error', (error) => fail(error instanceof Error ? error : new Error(String(error))))
  thread.on('exit', () => fail(new Error('the thread of the transformers ended')))
  thread.on('message', (answer: Answer) => {
    const asked = open.get(answer.id)
    open.delete(answer.id)
    if (open.size === 0) thread.unref()
    if ('error' in answer) asked?.reject(new Error(answer.error))
    else asked?.resolve(answer.value)
  })
  return thread
}
