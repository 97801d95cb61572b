/**
 * Our own errors in the words of the caller's SDK, as a body or as an event of a stream that broke.
 * @module
 */
import type { Dialect } from '../call.ts'
import type { FarthingError } from '../errors.ts'
import { fromText } from '../wire/bytes.ts'

/**
 * The error as a JSON body. OpenAI: all four keys of `error`; Anthropic: with `request_id`; Gemini: google.rpc.Status.
 * The message ends with the command that explains the code.
 * @param requestId id of the call, where there is one
 */
export const errorBody = (dialect: Dialect, error: FarthingError, requestId?: string): Uint8Array =>
  fromText(JSON.stringify(toObject(dialect, error, requestId)))

/** What an error event of a broken stream may tell besides the error. */
export interface ErrorEventOptions {
  readonly requestId?: string
  /** Of the Responses API: one more than the last that was seen. */
  readonly sequenceNumber?: number
}

/**
 * The error as the last event of a server-sent event stream, so that no SDK takes a broken reply for a whole one.
 * It begins with a blank line: the stream may have broken off inside an event, and between events a blank line
 * means nothing.
 */
export const errorEvent = (
  dialect: Dialect,
  error: FarthingError,
  options: ErrorEventOptions = {},
): Uint8Array => {
  switch (dialect) {
    case 'anthropic-messages':
    case 'anthropic-count':
      return toEvent('error', toObject(dialect, error, options.requestId))
    case 'openai-responses':
      // Flat as the specification has it, and nested as the service sends it: the openai package throws on the
      // nested form alone and hands the flat one to its caller as one more event.
      return toEvent('error', {
        ...toObject(dialect, error, options.requestId),
        type: 'error',
        code: error.code,
        message: toMessage(error),
        param: null,
        sequence_number: options.sequenceNumber ?? 0,
      })
    default:
      return toEvent('', toObject(dialect, error, options.requestId))
  }
}

const toEvent = (name: string, data: object) =>
  fromText(`\n\n${name === '' ? '' : `event: ${name}\n`}data: ${JSON.stringify(data)}\n\n`)

const toObject = (dialect: Dialect, error: FarthingError, requestId: string | undefined) => {
  const message = toMessage(error)
  switch (dialect) {
    case 'anthropic-messages':
    case 'anthropic-count':
      return {
        type: 'error',
        error: { type: toAnthropicType(error.status), message },
        request_id: requestId ?? null,
      }
    case 'gemini':
      return { error: { code: error.status, message, status: toGoogleStatus(error.status) } }
    default:
      return {
        error: {
          message,
          type: toOpenAIType(error.status),
          param: error.code === 'model_missing' ? 'model' : null,
          code: error.code,
        },
      }
  }
}

const toMessage = (error: FarthingError) => `${error.message} More: farthing help ${error.code}`

const toOpenAIType = (status: number) => {
  switch (status) {
    case 401:
      return 'authentication_error'
    case 402:
      return 'insufficient_quota'
    case 403:
      return 'permission_error'
    case 404:
      return 'not_found_error'
    case 429:
      return 'rate_limit_error'
    case 503:
      return 'overloaded_error'
    default:
      return status >= 500 ? 'server_error' : 'invalid_request_error'
  }
}

/** The types of the Anthropic API's error reference. */
const toAnthropicType = (status: number) => {
  switch (status) {
    case 401:
      return 'authentication_error'
    case 402:
      return 'billing_error'
    case 403:
      return 'permission_error'
    case 404:
      return 'not_found_error'
    case 413:
      return 'request_too_large'
    case 429:
      return 'rate_limit_error'
    case 503:
    case 529:
      return 'overloaded_error'
    case 504:
      return 'timeout_error'
    default:
      return status >= 500 ? 'api_error' : 'invalid_request_error'
  }
}

/** google.rpc.Code, by its HTTP mapping. */
const toGoogleStatus = (status: number) => {
  switch (status) {
    case 401:
      return 'UNAUTHENTICATED'
    case 403:
      return 'PERMISSION_DENIED'
    case 404:
      return 'NOT_FOUND'
    case 402:
    case 429:
      return 'RESOURCE_EXHAUSTED'
    case 501:
      return 'UNIMPLEMENTED'
    case 502:
    case 503:
      return 'UNAVAILABLE'
    case 504:
      return 'DEADLINE_EXCEEDED'
    default:
      return status >= 500 ? 'INTERNAL' : 'INVALID_ARGUMENT'
  }
}
