/**
 * Checks request bodies as the providers do, and words the refusal as they do.
 * @module
 */
import { readFileSync } from 'node:fs'
import { checkMessages } from './anthropic-schema.ts'
import { invalidRequest, type ProviderError } from './provider-error.ts'
import {
  checkSchema,
  memberNames,
  type Mismatch,
  type Schema,
  type Schemas,
} from './schema-check.ts'

type Json = Readonly<Record<string, unknown>>

const roots = {
  chat: 'CreateChatCompletionRequest',
  responses: 'CreateResponse',
  embeddings: 'CreateEmbeddingRequest',
} as const

/** What the document leaves out of a request though the endpoint needs it. */
const needed = {
  chat: ['model', 'messages'],
  responses: ['model', 'input'],
  embeddings: ['model', 'input'],
} as const

let loaded: Schemas | undefined
const known = new Map<string, Set<string>>()

/** @throws ProviderError with the parameter's path, as OpenAI answers it. */
export function checkOpenai(kind: keyof typeof roots, body: Json): void {
  const schemas = (loaded ??= readSchemas())
  const root: Schema = schemas[roots[kind]]!
  let names = known.get(kind)
  if (names === undefined) known.set(kind, (names = memberNames(root, schemas)))
  for (const name of Object.keys(body)) {
    if (!names.has(name))
      throw invalidRequest(`Unknown parameter: '${name}'.`, name, 'unknown_parameter')
  }
  for (const name of needed[kind]) {
    // A stored prompt stands for model and input.
    if (body[name] === undefined && body['prompt'] === undefined) throw missing(name)
  }
  const mismatch = checkSchema(root, body, schemas)
  if (mismatch !== undefined) throw refusal(mismatch)
  const model = String(body['model'])
  if (
    kind === 'chat' &&
    /^o\d/.test(model) &&
    body['max_tokens'] !== undefined &&
    body['max_tokens'] !== null
  ) {
    throw invalidRequest(
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
      'max_tokens',
      'unsupported_parameter',
    )
  }
}

function readSchemas(): Schemas {
  const file = new URL('specification/openai.json', import.meta.url)
  return (JSON.parse(readFileSync(file, 'utf8')) as { schemas: Schemas }).schemas
}

function missing(path: string): ProviderError {
  return invalidRequest(
    `Missing required parameter: '${path}'.`,
    path,
    'missing_required_parameter',
  )
}

function refusal({ path, kind, expected, actual }: Mismatch): ProviderError {
  if (kind === 'missing') return missing(path)
  if (kind === 'value') {
    return invalidRequest(
      `Invalid value for '${path}'. Supported values are: ${expected}.`,
      path,
      'invalid_value',
    )
  }
  if (kind === 'range') {
    return invalidRequest(`Invalid '${path}': expected ${expected}.`, path, 'invalid_value')
  }
  return invalidRequest(
    `Invalid type for '${path}': expected ${expected}, but got ${actual} instead.`,
    path,
    'invalid_type',
  )
}

/** @throws ProviderError worded as Anthropic's: the path with dots, then what is wrong. */
export function checkAnthropic(body: Json): void {
  const fault = checkMessages(body, true)
  if (fault !== undefined) throw invalidRequest(fault)
  if (body['max_tokens'] !== 0) return
  if (body['stream'] === true) throw invalidRequest('max_tokens: 0 cannot be streamed')
}

/** The count endpoint takes the same body, without `max_tokens`. */
export function checkAnthropicCount(body: Json): void {
  const fault = checkMessages(body, false)
  if (fault !== undefined) throw invalidRequest(fault)
}
