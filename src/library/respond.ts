/**
 * A `Reply`, or what was thrown instead of one, as a `Response`.
 * @module
 */
import type { Call, Dialect, Reply } from '../call.ts'
import { errorEvent } from '../dialects/error.ts'
import { FarthingError } from '../errors.ts'
import { billHeaders } from '../gateway/bill-headers.ts'
import { billOf } from '../gateway/build-call.ts'
import { errorReply } from '../gateway/write-error.ts'
import { billLimit, ownHeaders } from '../gateway/write-reply.ts'
import { streamOf } from './flow-stream.ts'

/** Statuses whose `Response` may have no body (Fetch standard, null body status). */
const bodiless: ReadonlySet<number> = new Set([204, 205, 304])
const noHeaders: readonly string[] = []

export interface Responding {
  readonly call: Call
  readonly url: string
  /** Called once, when nothing more will be read. */
  readonly over: (failure: Error | undefined) => void
}

export interface Responded {
  readonly response: Response
  /** Breaks the body off; nothing where it is whole. */
  readonly abort: (reason: unknown) => void
}

/** Hands the reply over: whole bodies at once, flows as they are read. */
export function respond(reply: Reply, responding: Responding): Responded {
  const { call, over, url } = responding
  const { body, status } = reply
  const named = { id: call.id, mode: call.mode, extra: noHeaders }
  if (!('pipe' in body)) {
    const headers = ownHeaders(reply, named, false)
    if (body.byteLength <= billLimit) billHeaders(headers, reply, billOf(call))
    const shown = bodiless.has(status) || call.method === 'HEAD' ? null : body
    const response = build(shown, status, headers, url)
    over(undefined)
    return { response, abort: () => {} }
  }
  const { stream, abort } = streamOf(body, {
    copy: reply.from === 'cache',
    over,
    farewell: (error) =>
      reply.streamed
        ? errorEvent(
            call.client,
            error instanceof FarthingError ? error : new FarthingError('internal'),
          )
        : undefined,
  })
  const response = build(stream, status, ownHeaders(reply, named, false), url)
  return { response, abort }
}

/** An error in the words of the caller's SDK, as every provider answers one: a response, not a throw. */
export function respondError(
  dialect: Dialect,
  thrown: unknown,
  id: string | undefined,
  url: string,
): Response {
  const { error, headers, body } = errorReply(dialect, thrown, id === undefined ? {} : { id })
  return build(body, error.status, headers, url)
}

function build(
  body: Uint8Array | ReadableStream<Uint8Array> | null,
  status: number,
  flat: readonly string[],
  url: string,
): Response {
  const headers = new Headers()
  for (let index = 0; index + 1 < flat.length; index += 2) {
    headers.append(flat[index]!, flat[index + 1]!)
  }
  const response = new Response(body, { status, headers })
  // SDKs log the address that answered; a Response that was made by hand has none.
  Object.defineProperty(response, 'url', { value: url })
  return response
}
