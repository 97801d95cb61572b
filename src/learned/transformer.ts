/**
 * Small transformers, int8, through `onnxruntime-node` where it is installed. Loaded when first wanted, off the path.
 * @module
 */
import type { InferenceSession, Tensor } from 'onnxruntime-node'
import { wordPiecesOf } from './vocabulary.ts'
import type { Weights } from './weights.ts'
import { readWhole } from './whole-file.ts'

export interface Transformer {
  readonly version: string
  /** Texts or pairs that wait for their turn, for those who would rather decide without it. */
  readonly waiting: number
  /** The logits of pairs of texts: sigmoid of it is the probability that the answer of the one serves the other. */
  scorePairs(pairs: readonly (readonly [string, string])[]): Promise<Float32Array>
  /** Vectors of unit length. */
  embed(texts: readonly string[]): Promise<Float32Array[]>
  close(): Promise<void>
}

/** The pieces around texts in BERT's vocabulary. */
const opening = 101
const closing = 102

type Runtime = typeof import('onnxruntime-node')

/** Whether the optional peer is there; loads nothing. */
export function hasTransformerRuntime(): boolean {
  try {
    import.meta.resolve('onnxruntime-node')
    return true
  } catch {
    return false
  }
}

/**
 * Loads the weights and runs them once. Takes about 0.2 s, in which the process answers nothing: not on a call's way.
 * @returns undefined without the peer
 * @throws Error where the weights are damaged or are those of no transformer
 */
export async function openTransformer(weights: Weights): Promise<Transformer | undefined> {
  const runtime = await loadRuntime()
  if (!runtime) return undefined
  const maximum = weights.count('maximumTokens')
  const pieces = wordPiecesOf(weights)
  const session = await runtime.InferenceSession.create(readWhole(weights, 'model.onnx'), {
    // One thread beat two on two cores, and the gateway has other things to do (int8, 3 layers).
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
  })
  let waiting = 0

  /** One input at a time: int8 scales are those of a batch, so a score would depend on what else is in it. */
  async function run(ids: readonly Int32Array[], output: string): Promise<Float32Array> {
    waiting++
    try {
      const found = await session.run(feedsOf(runtime!, ids))
      const tensor = found[output]
      if (!tensor) throw new Error(`weights ${weights.name}: no output ${output}`)
      return tensor.data as Float32Array
    } finally {
      waiting--
    }
  }

  const scoreOne = async ([first, second]: readonly [string, string]): Promise<number> => {
    const [a, b] = fit(pieces.encode(first, maximum), pieces.encode(second, maximum), maximum - 3)
    return (await run([a, b], 'logit'))[0]!
  }

  const transformer: Transformer = {
    version: weights.version,
    get waiting() {
      return waiting
    },
    async scorePairs(pairs) {
      return Float32Array.from(await Promise.all(pairs.map(scoreOne)))
    },
    embed: (texts) =>
      Promise.all(texts.map((text) => run([pieces.encode(text, maximum - 2)], 'embedding'))),
    close: () => session.release(),
  }
  await (weights.kind === 'cross-encoder'
    ? transformer.scorePairs([['warm', 'up']])
    : transformer.embed(['warm up']))
  return transformer
}

async function loadRuntime(): Promise<Runtime | undefined> {
  try {
    return await import('onnxruntime-node')
  } catch {
    return undefined
  }
}

/** Shortens the longer of two until both fit. */
function fit(a: Int32Array, b: Int32Array, room: number): [Int32Array, Int32Array] {
  const over = a.length + b.length - room
  if (over <= 0) return [a, b]
  const fromLonger = Math.min(over, Math.abs(a.length - b.length))
  const half = (over - fromLonger) / 2
  const [cutA, cutB] = [Math.ceil(half), Math.floor(half)]
  return a.length >= b.length
    ? [a.subarray(0, a.length - fromLonger - cutA), b.subarray(0, b.length - cutB)]
    : [a.subarray(0, a.length - cutA), b.subarray(0, b.length - fromLonger - cutB)]
}

function feedsOf({ Tensor }: Runtime, texts: readonly Int32Array[]): InferenceSession.FeedsType {
  const length = texts.reduce((sum, ids) => sum + ids.length + 1, 1)
  const ids = new BigInt64Array(length)
  const types = new BigInt64Array(length)
  ids[0] = BigInt(opening)
  let at = 1
  for (const [segment, text] of texts.entries()) {
    types.fill(BigInt(segment), at, at + text.length + 1)
    for (const id of text) ids[at++] = BigInt(id)
    ids[at++] = BigInt(closing)
  }
  const tensor = (data: BigInt64Array): Tensor => new Tensor('int64', data, [1, length])
  return {
    input_ids: tensor(ids),
    attention_mask: tensor(new BigInt64Array(length).fill(1n)),
    token_type_ids: tensor(types),
  }
}
