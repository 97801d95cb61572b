/**
 * What a path means: which dialect is spoken, what is asked, and which path of the provider it is.
 * @module
 */
import type { Dialect } from '../call.ts'

/** The maker whose API a path belongs to: chooses the default provider and the form of errors. */
export type Family = 'openai' | 'anthropic' | 'gemini'

/** `other`: passes through as bytes. */
export type Operation = 'generate' | 'embed' | 'count' | 'list-models' | 'get-model' | 'other'

export interface Endpoint {
  readonly dialect: Dialect
  readonly family: Family
  readonly operation: Operation
  /** Path and query as the provider wants them below its base, family prefix gone: `/v1/chat/completions`. */
  readonly path: string
  /** The maker that a prefix of the path names; undefined on plain paths. */
  readonly provider: Family | undefined
  /** The model, where the path names it (Gemini, `/v1/models/:id`, Azure deployments). */
  readonly model: string | undefined
  /** Whether the path says that the reply streams (Gemini); undefined where the body says it. */
  readonly stream: boolean | undefined
}

/**
 * Reads method, path and headers (lower-case names).
 *
 * `/openai`, `/anthropic` and `/gemini` choose the family whatever follows, with or without a `/v1` after them, as the
 * base URLs of SDKs differ. On plain paths the path decides where it can; where both makers have it (`/v1/models`,
 * files, batches), `anthropic-version` or `x-api-key` means Anthropic.
 * @param url path and query as received
 * @returns undefined where nothing is served: no known path, or one that could climb out of the provider's base
 */
export const readEndpoint = (
  method: string,
  url: string,
  headers: Readonly<Record<string, string | readonly string[] | undefined>> = {},
): Endpoint | undefined => {
  const usual = method === 'POST' ? plain[url] : undefined
  if (usual !== undefined) return usual
  const mark = url.indexOf('?')
  const whole = mark < 0 ? url : url.slice(0, mark)
  const query = mark < 0 ? '' : url.slice(mark)
  if (whole.charCodeAt(0) !== 0x2f || climbs.test(whole)) return undefined
  const prefix = prefixes.exec(whole)
  const rest = prefix === null ? whole : whole.slice(prefix[0].length)
  const family =
    prefix === null ? undefined : prefix[1] === 'google' ? 'gemini' : (prefix[1] as Family)
  const path = toVersioned(rest, family)
  if (path === undefined) return undefined

  if (family === 'gemini' || (family === undefined && isGemini(method, path))) {
    return readGemini(method, path, query, family)
  }
  const anthropic =
    family === 'anthropic' ||
    (family === undefined &&
      (headers['anthropic-version'] !== undefined || headers['x-api-key'] !== undefined))
  const known = method === 'POST' ? posts[path] : undefined
  if (known !== undefined && (family === undefined || family === known.family)) {
    return { ...known, provider: family, path: path + query, model: undefined, stream: undefined }
  }
  return readShared(method, path, query, anthropic ? 'anthropic' : 'openai', family)
}

const prefixes = /^\/(openai|anthropic|gemini|google)(?=\/|$)/
/** Dot segments, empty segments and backslashes, plain or escaped. */
const climbs = /(?:^|\/)(?:\.|%2e){1,2}(?:\/|$)|\/\/|\\|%5c|%2f(?:\.|%2e){2}/i
const geminiVersion = /^\/v1(?:alpha|beta)\b/
const geminiVerb = /^\/v1\/(?:models|tunedModels)\/(?!ft(?::|%3a))[^/]+:([a-zA-Z]+)$/i

/**
 * Whether a plain path is Google's alone. Below `/v1/models` that takes one of its verbs: names of other makers end in
 * letters behind a colon too (`ft:gpt-4o:acme::Abc`), and who is taken for Google's caller shows Google its key.
 */
const isGemini = (method: string, path: string): boolean => {
  if (geminiVersion.test(path)) return true
  const verb = method === 'POST' ? geminiVerb.exec(path)?.[1] : undefined
  return verb !== undefined && geminiVerbs[verb] !== undefined
}

type Known = Pick<Endpoint, 'dialect' | 'family' | 'operation'>

const posts: Readonly<Record<string, Known>> = Object.assign(Object.create(null), {
  '/v1/chat/completions': { dialect: 'openai-chat', family: 'openai', operation: 'generate' },
  '/v1/responses': { dialect: 'openai-responses', family: 'openai', operation: 'generate' },
  '/v1/embeddings': { dialect: 'openai-embeddings', family: 'openai', operation: 'embed' },
  '/v1/messages': { dialect: 'anthropic-messages', family: 'anthropic', operation: 'generate' },
  '/v1/messages/count_tokens': {
    dialect: 'anthropic-count',
    family: 'anthropic',
    operation: 'count',
  },
} satisfies Record<string, Known>)

/** What the paths above mean as they stand: most calls come so, and need none of the rules. */
const plain: Readonly<Record<string, Endpoint>> = Object.create(null)
for (const path in posts) {
  const endpoint = { provider: undefined, path, model: undefined, stream: undefined }
  ;(plain as Record<string, Endpoint>)[path] = { ...posts[path]!, ...endpoint }
}

/** First segments that are served without `/v1` before them. */
const bare =
  /^\/(?:chat|completions|responses|conversations|embeddings|models|messages|files|uploads|batches|audio|images|moderations|vector_stores|containers|fine_tuning)(?:\/|$)/

/** One `/v1` at the beginning: added where a client left it out, taken where base URL and SDK both said it. */
const toVersioned = (rest: string, family: Family | undefined): string | undefined => {
  const path = rest.replace(/^\/v1\/v1(?=\/|$)/, '/v1')
  if (/^\/v1(?:alpha|beta)?(?:\/|$)/.test(path)) return path
  if (family === 'gemini') return `/v1beta${path}`
  if (family !== undefined) {
    return path === '' || path.startsWith('/deployments/') ? path || undefined : `/v1${path}`
  }
  return bare.test(path) ? `/v1${path}` : undefined
}

const readShared = (
  method: string,
  path: string,
  query: string,
  family: Family,
  provider: Family | undefined,
): Endpoint => {
  const endpoint = {
    dialect: 'opaque',
    family,
    path: path + query,
    provider,
    model: undefined,
    stream: undefined,
  } as const
  if (method === 'GET' && path === '/v1/models') return { ...endpoint, operation: 'list-models' }
  if (method === 'GET' && path.startsWith('/v1/models/')) {
    return { ...endpoint, operation: 'get-model', model: decode(path.slice('/v1/models/'.length)) }
  }
  if (family === 'openai' && method === 'POST') {
    // Both answer as a response does.
    if (path === '/v1/responses/compact' || path === '/v1/responses/input_tokens') {
      return {
        ...endpoint,
        dialect: 'openai-responses',
        operation: path.endsWith('compact') ? 'generate' : 'count',
      }
    }
    const azure = /^\/deployments\/([^/]+)(\/chat\/completions|\/embeddings)$/.exec(path)
    if (azure !== null) {
      const chat = azure[2] === '/chat/completions'
      return {
        ...endpoint,
        dialect: chat ? 'openai-chat' : 'openai-embeddings',
        operation: chat ? 'generate' : 'embed',
        model: decode(azure[1]!),
      }
    }
  }
  return { ...endpoint, operation: 'other' }
}

const readGemini = (
  method: string,
  path: string,
  query: string,
  provider: Family | undefined,
): Endpoint => {
  const endpoint = {
    dialect: 'opaque',
    family: 'gemini',
    path: path + query,
    provider,
    model: undefined,
    stream: undefined,
  } as const
  const compatible = /^\/v1(?:alpha|beta)?\/openai(\/chat\/completions|\/embeddings)$/.exec(path)
  if (compatible !== null && method === 'POST') {
    const chat = compatible[1] === '/chat/completions'
    return {
      ...endpoint,
      dialect: chat ? 'openai-chat' : 'openai-embeddings',
      operation: chat ? 'generate' : 'embed',
    }
  }
  const named =
    /^\/v1(?:alpha|beta)?\/(?:models|tunedModels)(?:\/([^/]+?)(?::([a-zA-Z]+))?)?$/.exec(path)
  if (named === null) return { ...endpoint, operation: 'other' }
  const model = named[1] === undefined ? undefined : decode(named[1])
  const verb = named[2]
  if (verb === undefined) {
    const operation = method !== 'GET' ? 'other' : model === undefined ? 'list-models' : 'get-model'
    return { ...endpoint, operation, model }
  }
  const operation = method === 'POST' ? (geminiVerbs[verb] ?? 'other') : 'other'
  return {
    ...endpoint,
    dialect: operation === 'other' ? 'opaque' : 'gemini',
    operation,
    model,
    stream: verb === 'streamGenerateContent',
  }
}

const geminiVerbs: Readonly<Record<string, Operation>> = Object.assign(Object.create(null), {
  generateContent: 'generate',
  streamGenerateContent: 'generate',
  countTokens: 'count',
  embedContent: 'embed',
  batchEmbedContents: 'embed',
  batchGenerateContent: 'other',
  asyncBatchEmbedContent: 'other',
  predict: 'other',
  predictLongRunning: 'other',
} satisfies Record<string, Operation>)

const decode = (text: string) => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
