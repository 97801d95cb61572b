/**
 * Embeddings: unit vectors that are a function of the input, in floats or base64 as asked.
 * @module
 */
import type { Usage } from '../call.ts'
import { type Context, json } from './exchange.ts'
import { seededRandom, shortHash } from './hash.ts'
import { ProviderError } from './provider-error.ts'
import { checkOpenai } from './validate.ts'

const usualDimensions = 1536
const mostDimensions = 3072

export function embeddings(body: Readonly<Record<string, unknown>>, context: Context) {
  checkOpenai('embeddings', body)
  const model = String(body['model'])
  if (!context.knows(model)) {
    throw new ProviderError({
      status: 404,
      type: 'invalid_request_error',
      message: `The model '${model}' does not exist or you do not have access to it.`,
      code: 'model_not_found',
    })
  }
  const inputs = inputsOf(body['input'])
  const wanted = typeof body['dimensions'] === 'number' ? body['dimensions'] : undefined
  const dimensions = Math.min(
    wanted ?? (model.includes('large') ? mostDimensions : usualDimensions),
    mostDimensions,
  )
  let tokens = 0
  const data = inputs.map((input, index) => {
    tokens += typeof input === 'string' ? context.counter.count(input, model) : input.length
    const vector = unitVector(`${context.seed}\n${model}\n${JSON.stringify(input)}`, dimensions)
    const embedding =
      body['encoding_format'] === 'base64'
        ? Buffer.from(vector.buffer).toString('base64')
        : Array.from(vector, (value) => Number(value.toPrecision(8)))
    return { object: 'embedding', index, embedding }
  })
  const usage: Usage = {
    input: tokens,
    cacheRead: 0,
    cacheWrite: 0,
    cacheWrite1h: 0,
    output: 0,
    reasoning: 0,
  }
  return {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: json({
      object: 'list',
      data,
      model,
      usage: { prompt_tokens: tokens, total_tokens: tokens },
    }),
    counts: true,
    usage,
    model,
  }
}

/** A text, texts, tokens, or lists of tokens: as many inputs as vectors. */
function inputsOf(input: unknown): readonly (string | readonly number[])[] {
  if (!Array.isArray(input)) return [String(input)]
  return typeof input[0] === 'number' ? [input as number[]] : (input as (string | number[])[])
}

export function unitVector(text: string, dimensions: number): Float32Array {
  const random = seededRandom(shortHash(text))
  const vector = new Float32Array(dimensions)
  let square = 0
  for (let i = 0; i < dimensions; i++) {
    const value = random() * 2 - 1
    vector[i] = value
    square += value * value
  }
  const length = Math.sqrt(square)
  for (let i = 0; i < dimensions; i++) vector[i]! /= length
  return vector
}
