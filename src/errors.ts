/**
 * The one table of errors: code → HTTP status, whether a client may retry, and the sentence that says what to do.
 * Each code is a heading of docs/errors.md. `dialects/error.ts` words them for the caller's SDK.
 * @module
 */

interface Entry {
  readonly status: number
  readonly retryable: boolean
  /** `{name}` is filled from the details. What happened, what was expected, the next step. */
  readonly message: string
}

const table = {
  body_too_slow: {
    status: 408,
    retryable: true,
    message: 'The request body did not arrive within {limit} ms.',
  },
  body_too_large: {
    status: 413,
    retryable: false,
    message:
      'The request body is over the limit of {limit} bytes. Raise `limits.bodyBytes` in the configuration if this is meant.',
  },
  body_undecodable: {
    status: 400,
    retryable: false,
    message:
      'The body could not be decoded as {encoding}. Send it as gzip, br, zstd, or not encoded.',
  },
  body_incomplete: {
    status: 400,
    retryable: true,
    message: 'The connection closed before the whole body had arrived.',
  },
  body_not_json: {
    status: 400,
    retryable: false,
    message: 'The body is not a JSON object, which {path} needs. {detail}',
  },
  budget_spent: {
    status: 402,
    retryable: false,
    message:
      'The budget of {scope} does not cover this call, which may cost {needed}: {spent}, of {limit} until {until}. {raise}',
  },
  configuration_invalid: {
    status: 500,
    retryable: false,
    message: '{file}: {detail}',
  },
  credential_missing: {
    status: 401,
    retryable: false,
    message: '{why} {way}',
  },
  dialect_unsupported: {
    status: 400,
    retryable: false,
    message:
      'The model {model} lives at {provider}, which speaks {speaks}, not {asked}. Call {path} instead, or choose a model of a provider that speaks {asked}.',
  },
  endpoint_unknown: {
    status: 404,
    retryable: false,
    message:
      'There is nothing at {path}. The paths that the gateway serves are listed on the Connect page.',
  },
  header_too_slow: {
    status: 408,
    retryable: true,
    message: 'The request headers did not arrive within {limit} ms.',
  },
  headers_too_large: {
    status: 431,
    retryable: false,
    message: 'The request headers are over the limit of {limit} bytes.',
  },
  host_forbidden: {
    status: 403,
    retryable: false,
    message:
      'The host {host} is not one that this gateway answers to. Use its own address, or add the name to `server.hosts`.',
  },
  internal: {
    status: 500,
    retryable: true,
    message: 'The gateway failed on this call. Its log has the reason under the call id.',
  },
  key_forbidden: {
    status: 403,
    retryable: false,
    message: 'This key may not use {what}. Ask whoever manages the keys of this gateway.',
  },
  key_required: {
    status: 401,
    retryable: false,
    message:
      'A gateway key is needed here. Send it as `x-farthing-key`, or as the API key of your client.',
  },
  key_unknown: {
    status: 401,
    retryable: false,
    message: 'This gateway key is not known or was revoked. Make one with `farthing keys add`.',
  },
  ledger_in_use: {
    status: 500,
    retryable: false,
    message:
      '{file} is in use by {owner}. Stop it, or name another file in `ledger.file`. Reports and logs may be read meanwhile.',
  },
  ledger_unusable: {
    status: 500,
    retryable: false,
    message: '{file}: {detail}',
  },
  ledger_version: {
    status: 500,
    retryable: false,
    message: '{file} has version {version} of the ledger, this Farthing knows {known}. {way}',
  },
  method_unsupported: {
    status: 405,
    retryable: false,
    message: '{path} does not take {method}.',
  },
  model_missing: {
    status: 400,
    retryable: false,
    message: 'The body names no model. Add `"model"`, for example "gpt-5-mini".',
  },
  model_unknown: {
    status: 404,
    retryable: false,
    message:
      'There is no model {model} here. `GET /v1/models` lists those that the keys of this gateway reach.',
  },
  model_unpriced: {
    status: 403,
    retryable: false,
    message:
      '{model} at {provider} has no price, and a budget counts here that refuses such calls. Give it one in `prices.models`, or set `prices.unpriced` to "allow".',
  },
  origin_forbidden: {
    status: 403,
    retryable: false,
    message:
      'Calls from the web page {origin} are not allowed. Add the origin to `server.origins` if you trust it.',
  },
  overloaded: {
    status: 503,
    retryable: true,
    message: 'The gateway has {limit} calls open, which is its limit. Try again shortly.',
  },
  parameter_invalid: {
    status: 400,
    retryable: false,
    message: '{path}: {detail}',
  },
  parameter_missing: {
    status: 400,
    retryable: false,
    message: '{path} needs {names}.',
  },
  provider_unknown: {
    status: 404,
    retryable: false,
    message: 'There is no provider {provider}. Configured and built-in: {known}.',
  },
  rate_limited: {
    status: 429,
    retryable: true,
    message: 'The limit of {scope} is {limit} {unit} per {window}. Try again in {seconds} s.',
  },
  record_unknown: {
    status: 404,
    retryable: false,
    message: 'There is no {what} {id}. {hint}',
  },
  request_malformed: {
    status: 400,
    retryable: false,
    message: 'This is not a request that HTTP/1.1 allows, so it was not read further.',
  },
  shutting_down: {
    status: 503,
    retryable: true,
    message: 'The gateway is shutting down; open calls are being finished.',
  },
  translation_missing: {
    status: 501,
    retryable: false,
    message:
      '{provider} needs its own signing and body format, which the gateway does not speak. {way}',
  },
  upstream_broken: {
    status: 502,
    retryable: true,
    message: '{provider} broke the reply off after {bytes} bytes: {detail}.',
  },
  upstream_timeout: {
    status: 504,
    retryable: true,
    message: '{provider} gave no {what} within {limit} ms.',
  },
  upstream_unavailable: {
    status: 503,
    retryable: true,
    message:
      '{provider} is not being called for {seconds} s more after {failures} failures in a row.',
  },
  upstream_unreachable: {
    status: 502,
    retryable: true,
    message: '{provider} could not be reached: {detail}.',
  },
  websocket_unsupported: {
    status: 501,
    retryable: false,
    message:
      'WebSocket connections are not supported. Use the HTTP endpoint; streams work with `"stream": true`.',
  },
} as const satisfies Record<string, Entry>

export type ErrorCode = keyof typeof table
export const errorCodes = Object.keys(table) as readonly ErrorCode[]

export type ErrorDetails = Readonly<Record<string, string | number>>

/** An error that a user is meant to read. Everything else that is thrown is a bug and becomes `internal`. */
export class FarthingError extends Error {
  override readonly name = 'FarthingError'
  readonly code: ErrorCode
  readonly status: number
  readonly retryable: boolean
  readonly details: ErrorDetails

  constructor(code: ErrorCode, details: ErrorDetails = {}, cause?: unknown) {
    const entry: Entry = table[code]
    super(
      entry.message.replace(/\{(\w+)\}/g, (_, name: string) =>
        String(details[name] ?? `{${name}}`),
      ),
      cause === undefined ? undefined : { cause },
    )
    this.code = code
    this.status = entry.status
    this.retryable = entry.retryable
    this.details = details
  }

  /** The heading of docs/errors.md that explains the code. */
  get page(): string {
    return `docs/errors.md#${this.code}`
  }
}
