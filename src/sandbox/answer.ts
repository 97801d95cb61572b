/**
 * From a request to what is answered: routing, checks, cache, text. Delivery and money are elsewhere.
 * @module
 */
import type { Usage } from '../call.ts'
import type { Ask } from './ask.ts'
import { hasBreakpoints } from './cache-openai-explicit.ts'
import { chatBody, chatStream, chatUsage } from './chat.ts'
import { type Directive, readDirective } from './directive.ts'
import {
  type Answered,
  type Context,
  idHeader,
  json,
  parseBody,
  type Route,
  type SandboxRequest,
} from './exchange.ts'
import { plainEndpoint } from './endpoints.ts'
import { failure } from './faults.ts'
import { generate } from './generate.ts'
import { shortHash } from './hash.ts'
import { geminiBody, geminiStream, readGemini } from './gemini.ts'
import { messagesBody, messagesStream } from './messages.ts'
import {
  errorBody,
  type ErrorParts,
  invalidRequest,
  ProviderError,
  type Vendor,
} from './provider-error.ts'
import { readMessages } from './read-anthropic.ts'
import { readChat, type Reader, readResponses } from './read-openai.ts'
import { cutBytes, readRecording } from './replay.ts'
import { responsesBody, responsesStream } from './responses.ts'
import { checkAnthropic, checkOpenai } from './validate.ts'

/** Plain paths are told apart as the real hosts would be; `/<provider>/v1/...` names a compatible one. */
export function routeOf(request: SandboxRequest): Route {
  const path = request.path.split('?')[0]!
  const named = /^\/(?!v1|sandbox)([a-z][\w-]*)(\/v1.*)$/.exec(path)
  const provider = named?.[1]
  const rest = named?.[2] ?? path
  if (rest.startsWith('/v1beta'))
    return { vendor: 'gemini', provider: provider ?? 'google', path: rest }
  const speaksAnthropic =
    rest.startsWith('/v1/messages') ||
    request.headers['anthropic-version'] !== undefined ||
    provider === 'anthropic'
  return speaksAnthropic
    ? { vendor: 'anthropic', provider: provider ?? 'anthropic', path: rest }
    : { vendor: 'openai', provider: provider ?? 'openai', path: rest }
}

/** Never throws: whatever goes wrong is an error reply in the provider's shape. */
export function answer(request: SandboxRequest, id: string, context: Context): Answered {
  const route = routeOf(request)
  const key = keyOf(request)
  const base = {
    directive: context.directive,
    usage: null,
    account: key === undefined ? '' : shortHash(key),
    tag: request.headers['x-sandbox-tag'] ?? '',
    model: '',
    provider: route.provider,
    tier: 'standard',
    counts: true,
  } as const
  try {
    const plain = plainEndpoint(request, route, context)
    if (plain !== undefined && !plain.counts) return { ...base, ...plain }
    if (key === undefined) throw unauthorised(route.vendor)
    if (plain !== undefined)
      return { ...base, ...plain, headers: { ...plain.headers, ...idHeader(route.vendor, id) } }
    return complete(request, route, base, id, context)
  } catch (error) {
    const parts = partsOf(error)
    return {
      ...base,
      status: parts.status,
      headers: { 'content-type': 'application/json', ...idHeader(route.vendor, id) },
      body: json(errorBody(route.vendor, parts, id)),
    }
  }
}

/** A fault of the sandbox itself must not take a test's server down: it shows as the provider's 500. */
function partsOf(error: unknown): ErrorParts {
  if (error instanceof ProviderError) return error.parts
  return { status: 500, type: 'api_error', message: `The sandbox failed: ${String(error)}` }
}

type Base = Omit<Answered, 'status' | 'headers' | 'body'>

function complete(
  request: SandboxRequest,
  route: Route,
  base: Base,
  id: string,
  context: Context,
): Answered {
  const queued = context.faults.take()
  const header = readDirective(request.headers['x-sandbox'], '')
  const asked: Directive = { ...context.directive, ...queued, ...header }
  if (asked.recording !== undefined) return replay(asked, base, route, id, context)
  const body = parseBody(request.body, route.vendor)
  const ask = readAsk(body, request, route, base.account, context)
  const directive = {
    ...context.directive,
    ...queued,
    ...readDirective(undefined, ask.lastText),
    ...header,
  }
  const headers = { ...idHeader(route.vendor, id), ...limitHeaders(route.vendor) }
  const failed = failure(directive, route.vendor, id)
  const known = { ...base, directive, model: ask.model, tier: ask.tier }
  if (failed !== undefined)
    return { ...known, ...failed, headers: { ...headers, ...failed.headers } }
  if (!context.knows(ask.model)) throw unknownModel(route.vendor, ask.model)
  const at = context.now()
  const cache = context.caches.of(route.provider, ask.model)
  const tokens = cache.bill(ask.prompt, at, at + (directive.firstMs ?? 0))
  const key = shortHash(
    `${context.seed}\n${ask.model}\n${ask.prompt.blocks.map((block) => block.hash).join()}\n` +
      JSON.stringify([ask.cap, ask.stops, ask.choices, ask.toolChoice, ask.reasoning, directive]),
  )
  const answered = generate(ask, directive, key, context.counter)
  const output = answered.choices.reduce((sum, choice) => sum + choice.outputTokens, 0)
  const reasoning = answered.choices.reduce((sum, choice) => sum + choice.reasoningTokens, 0)
  // Anthropic does not report reasoning apart from output.
  const apart = route.vendor === 'anthropic' ? 0 : reasoning
  const usage: Usage = { ...tokens, output: output - apart, reasoning: apart }
  return {
    ...known,
    status: 200,
    headers: {
      ...headers,
      'content-type': ask.stream ? 'text/event-stream; charset=utf-8' : 'application/json',
      ...(directive.fault === 'huge-header' ? { 'x-huge': 'h'.repeat(32_000) } : undefined),
    },
    body: render(
      directive.model === undefined ? ask : { ...ask, model: directive.model },
      answered,
      usage,
    ),
    usage,
  }
}

/** A recorded reply, billed by its own statement of usage. */
function replay(
  directive: Directive,
  base: Base,
  route: Route,
  id: string,
  context: Context,
): Answered {
  let recording
  try {
    recording = readRecording(context.recordings, directive.recording ?? '')
  } catch (error) {
    throw invalidRequest(`There is no recording ${directive.recording}: ${String(error)}`)
  }
  const { bytes } = recording
  const type = recording.streamed ? 'text/event-stream; charset=utf-8' : 'application/json'
  return {
    ...base,
    directive,
    status: 200,
    headers: { ...idHeader(route.vendor, id), 'content-type': type },
    body:
      recording.streamed || directive.cut !== undefined
        ? cutBytes(bytes, directive.cut ?? bytes.length)
        : bytes,
    usage: recording.usage ?? null,
    model: recording.model,
  }
}

function readAsk(
  body: Readonly<Record<string, unknown>>,
  request: SandboxRequest,
  route: Route,
  account: string,
  context: Context,
): Ask {
  const reader = { counter: context.counter, account, provider: route.provider }
  if (request.method !== 'POST') throw notFound(route, request)
  switch (route.path) {
    case '/v1/chat/completions':
      checkOpenai('chat', body)
      return readChat(body, reader)
    case '/v1/responses':
      checkOpenai('responses', body)
      return readResponses(body, reader)
    case '/v1/messages':
      if (request.headers['anthropic-version'] === undefined) {
        throw invalidRequest('anthropic-version: header is required')
      }
      checkAnthropic(body)
      return readMessages(body, reader)
    default:
      return readGeminiPath(body, request, route, reader)
  }
}

function readGeminiPath(
  body: Readonly<Record<string, unknown>>,
  request: SandboxRequest,
  route: Route,
  reader: Reader,
): Ask {
  const path = /^\/v1beta\/models\/([^/:]+):(generateContent|streamGenerateContent)$/.exec(
    route.path,
  )
  if (path === null) throw notFound(route, request)
  if (!Array.isArray(body['contents'])) throw invalidRequest('contents is not specified')
  return readGemini(body, path[1]!, path[2] === 'streamGenerateContent', reader)
}

function render(ask: Ask, answered: ReturnType<typeof generate>, usage: Usage): Answered['body'] {
  if (ask.shape === 'messages') {
    return ask.stream
      ? messagesStream(ask, answered, usage)
      : json(messagesBody(ask, answered, usage))
  }
  if (ask.shape === 'responses') {
    return ask.stream
      ? responsesStream(ask, answered, usage)
      : json(responsesBody(ask, answered, usage))
  }
  if (ask.shape === 'gemini') {
    return ask.stream ? geminiStream(ask, answered, usage) : json(geminiBody(ask, answered, usage))
  }
  const counted = chatUsage(usage, hasBreakpoints(ask.model))
  return ask.stream ? chatStream(ask, answered, counted) : json(chatBody(ask, answered, counted))
}

function keyOf(request: SandboxRequest): string | undefined {
  const bearer = /^bearer (.+)$/i.exec(request.headers['authorization'] ?? '')?.[1]
  return (
    request.headers['x-api-key'] ??
    bearer ??
    request.headers['x-goog-api-key'] ??
    request.headers['api-key']
  )
}

function unauthorised(vendor: Vendor): ProviderError {
  return vendor === 'anthropic'
    ? new ProviderError({
        status: 401,
        type: 'authentication_error',
        message: 'x-api-key header is required',
      })
    : new ProviderError({
        status: 401,
        type: 'invalid_request_error',
        message: 'You sent no API key. Send one in the authorization header as a bearer token.',
      })
}

function unknownModel(vendor: Vendor, model: string): ProviderError {
  return vendor === 'anthropic'
    ? new ProviderError({ status: 404, type: 'not_found_error', message: `model: ${model}` })
    : new ProviderError({
        status: 404,
        type: 'invalid_request_error',
        message: `The model '${model}' does not exist or you do not have access to it.`,
        code: 'model_not_found',
      })
}

function notFound(route: Route, request: SandboxRequest): ProviderError {
  const message = `Invalid URL (${request.method} ${route.path})`
  const type = route.vendor === 'anthropic' ? 'not_found_error' : 'invalid_request_error'
  return new ProviderError({ status: 404, type, message })
}

function limitHeaders(vendor: Vendor): Record<string, string> {
  return vendor === 'anthropic'
    ? {
        'anthropic-ratelimit-requests-limit': '4000',
        'anthropic-ratelimit-requests-remaining': '3999',
      }
    : {
        'x-ratelimit-limit-requests': '10000',
        'x-ratelimit-remaining-requests': '9999',
        'openai-processing-ms': '1',
      }
}
