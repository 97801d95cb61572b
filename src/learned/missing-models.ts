/**
 * What of the small models is not there, and what that costs: for whoever starts the gateway.
 * @module
 */
import { hasTransformerRuntime } from './transformer.ts'
import { openWeights, shippedWeights } from './weights.ts'

/** Weights that ship, by what they are for. */
const uses = {
  'no answer is reused across wordings': ['sentence-static', 'question-linear', 'question-risk'],
  'fewer answers are reused across wordings': ['question-encoder'],
  'documents and tools are chosen by words alone': [
    'selector',
    'selector-static',
    'sentence-encoder',
  ],
} as const

export type Loss = keyof typeof uses | 'learned models judge word by word'

export interface MissingModel {
  /** `weights/sentence-static`, or `onnxruntime-node`. */
  readonly what: string
  readonly loss: Loss
}

/** Looks at names and sizes only. Damaged weights are as good as none. */
export function missingModels(folder = shippedWeights): readonly MissingModel[] {
  const weights = Object.entries(uses).flatMap(([loss, names]) =>
    names
      .filter((name) => !isThere(name, folder))
      .map((name) => ({ what: `weights/${name}`, loss: loss as Loss })),
  )
  const runtime: readonly MissingModel[] = hasTransformerRuntime()
    ? []
    : [{ what: 'onnxruntime-node', loss: 'learned models judge word by word' }]
  return [...weights, ...runtime]
}

/** One sentence for each loss: what is missing, and so what. */
export function wordsOfMissing(missing: readonly MissingModel[]): readonly string[] {
  const losses = [...new Set(missing.map(({ loss }) => loss))]
  return losses.map((loss) => {
    const what = missing.filter((one) => one.loss === loss).map((one) => one.what)
    return `${what.join(', ')} ${what.length === 1 ? 'is' : 'are'} missing: ${loss}`
  })
}

/** What nothing is reused across wordings without; undefined: it is all there. */
export function wordsOfNoReuse(missing: readonly MissingModel[]): string | undefined {
  const loss: Loss = 'no answer is reused across wordings'
  return wordsOfMissing(missing.filter((one) => one.loss === loss))[0]
}

function isThere(name: string, folder: string): boolean {
  try {
    return openWeights(name, folder) !== undefined
  } catch {
    return false
  }
}
