/**
 * The other side of `transformer-thread.ts`.
 * @module
 */
import { parentPort } from 'node:worker_threads'
import { openTransformer, type Transformer } from './transformer.ts'
import type { Answer, Request } from './transformer-thread.ts'
import { openWeights } from './weights.ts'

const transformers = new Map<string, Promise<Transformer | undefined>>()

async function opened({ name, folder }: Request): Promise<Transformer | undefined> {
  const key = `${folder}\n${name}`
  let transformer = transformers.get(key)
  if (!transformer) {
    const weights = openWeights(name, folder)
    transformer = weights ? openTransformer(weights) : Promise.resolve(undefined)
    transformers.set(key, transformer)
  }
  return transformer
}

async function answer(request: Request): Promise<unknown> {
  const transformer = await opened(request)
  switch (request.what) {
    case 'open':
      return transformer !== undefined
    case 'close':
      // Others may have it open too: it stays until the process ends.
      return undefined
    case 'scorePairs':
      return transformer?.scorePairs(request.input as readonly (readonly [string, string])[])
    case 'embed':
      return transformer?.embed(request.input as readonly string[])
  }
}

parentPort?.on('message', (request: Request) => {
  const { id } = request
  answer(request)
    .then(
      (value): Answer => ({ id, value }),
      (error: unknown): Answer => ({ id, error: String((error as Error).message) }),
    )
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    .then((told) => parentPort?.postMessage(told))
})
