/**
 * The endpoints that generate no text: models, token counts, embeddings, opaque paths, and the sandbox's own.
 * @module
 */
import type { ServiceTier, Usage } from '../call.ts'
import { type Context, json, parseBody, type Route, type SandboxRequest } from './exchange.ts'
import type { Directive } from './directive.ts'
import { embeddings } from './embeddings.ts'
import { ProviderError } from './provider-error.ts'
import { totalTokens } from './prompt.ts'
import { readMessages } from './read-anthropic.ts'
import { readResponses } from './read-openai.ts'
import { checkAnthropicCount, checkOpenai } from './validate.ts'

interface Plain {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
  readonly counts: boolean
  readonly usage?: Usage
  readonly model?: string
  readonly directive?: Directive
  readonly tier?: ServiceTier
}

const jsonHeaders = { 'content-type': 'application/json' }

export const sandboxModels = [
  'gpt-4o',
  'gpt-4o-mini',
  'gpt-4.1',
  'gpt-5',
  'gpt-5-mini',
  'gpt-5.6-sol',
  'o4-mini',
  'text-embedding-3-small',
] as const
export const sandboxClaudes = ['claude-haiku-4-5', 'claude-sonnet-5', 'claude-opus-5'] as const

/** The reply of a plain endpoint; undefined where the request is for one that generates. */
export function plainEndpoint(
  request: SandboxRequest,
  route: Route,
  context: Context,
): Plain | undefined {
  const { path } = route
  if (path.startsWith('/sandbox/')) return control(request, context)
  if (path === '/v1/models' || path.startsWith('/v1/models/')) return models(route, context)
  if (request.method !== 'POST')
    return path.startsWith('/v1/files') ? ok({ object: 'list', data: [] }) : undefined
  if (path === '/v1/messages/count_tokens') {
    const body = parseBody(request.body, 'anthropic')
    checkAnthropicCount(body)
    const reader = { counter: context.counter, account: '', provider: route.provider }
    return ok({ input_tokens: totalTokens(readMessages(body, reader).prompt.blocks) })
  }
  if (path === '/v1/responses/input_tokens') {
    const body = parseBody(request.body, 'openai')
    checkOpenai('responses', body)
    const reader = { counter: context.counter, account: '', provider: route.provider }
    const count = totalTokens(readResponses(body, reader).prompt.blocks)
    return ok({ object: 'response.input_tokens', input_tokens: count })
  }
  if (path === '/v1/embeddings') return embeddings(parseBody(request.body, 'openai'), context)
  if (path === '/v1/files') {
    return ok({
      id: 'file-sandbox',
      object: 'file',
      bytes: request.body.byteLength,
      purpose: 'assistants',
    })
  }
  if (path === '/v1/audio/transcriptions') {
    const usage = { type: 'duration', seconds: 1 }
    return ok({ text: `${request.body.byteLength} bytes of sound`, usage })
  }
  return undefined
}

function ok(value: unknown, counts = true): Plain {
  return { status: 200, headers: jsonHeaders, body: json(value), counts }
}

function models(route: Route, context: Context): Plain {
  const anthropic = route.vendor === 'anthropic'
  const wanted = decodeURIComponent(route.path.slice('/v1/models/'.length))
  const entry = (id: string) =>
    anthropic
      ? { type: 'model', id, display_name: id, created_at: '2026-01-01T00:00:00Z' }
      : { id, object: 'model', created: 1_767_225_600, owned_by: 'sandbox' }
  if (wanted !== '') {
    if (context.knows(wanted)) return ok(entry(wanted), false)
    throw new ProviderError({
      status: 404,
      type: anthropic ? 'not_found_error' : 'invalid_request_error',
      message: `The model '${wanted}' does not exist`,
      param: 'model',
      code: 'model_not_found',
    })
  }
  const data = (anthropic ? sandboxClaudes : sandboxModels).map(entry)
  const ends = { first_id: sandboxClaudes[0], last_id: sandboxClaudes.at(-1), has_more: false }
  return ok(anthropic ? { data, ...ends } : { object: 'list', data }, false)
}

/** `POST /sandbox/faults` takes a directive or a list of them, `DELETE` forgets them, `GET /sandbox/bill` tells the bill. */
function control(request: SandboxRequest, context: Context): Plain {
  if (request.path === '/sandbox/bill') {
    const text = JSON.stringify(context.bill(), (_key, value: unknown) =>
      typeof value === 'bigint'
        ? String(value)
        : value instanceof Map
          ? Object.fromEntries(value)
          : value,
    )
    return { status: 200, headers: jsonHeaders, body: Buffer.from(text), counts: false }
  }
  if (request.method === 'DELETE') context.faults.clear()
  else if (request.method === 'POST') {
    const value: unknown = JSON.parse(Buffer.from(request.body).toString() || '[]')
    context.faults.push(...((Array.isArray(value) ? value : [value]) as Directive[]))
  }
  return ok({ queued: context.faults.length }, false)
}
