/**
 * Where calls go, with which keys, and how long to wait.
 * @module
 */
import * as z from 'zod'
import { base, milliseconds, name, overridesOf } from './field.ts'

export const timeouts = z
  .strictObject({
    connectMs: milliseconds
      .default(10_000)
      .describe('Time to reach the provider, TLS included, in milliseconds.'),
    firstByteMs: milliseconds
      .default(600_000)
      .describe(
        'Time until the reply begins, in milliseconds. Reasoning models think for minutes before it.',
      ),
    idleMs: milliseconds
      .default(300_000)
      .describe('Longest silence inside a reply, in milliseconds.'),
    totalMs: milliseconds
      .default(3_600_000)
      .describe('Longest that one attempt may take, in milliseconds.'),
  })
  .describe('How long an attempt may take.')

export const upstream = z
  .strictObject({
    timeouts: timeouts.prefault({}).describe(timeouts.description ?? ''),
    retries: z
      .int()
      .min(0)
      .max(10)
      .default(2)
      .describe(
        'Further attempts after connection errors, 429 and 5xx, before the first byte of a reply.',
      ),
    retryWaitMs: milliseconds
      .default(60_000)
      .describe(
        "Longest `retry-after` that is waited for, in milliseconds; longer ones become the client's.",
      ),
    breakerFailures: z
      .int()
      .min(1)
      .max(1000)
      .default(5)
      .describe(
        'Calls in a row that failed, each counted once, after which an endpoint (where it cannot be reached) or a model there (5xx, timeouts) is not called for a while; the model for everybody once a second caller failed too.',
      ),
    breakerMs: milliseconds.default(15_000).describe('How long it is left alone, in milliseconds.'),
    concurrency: z
      .int()
      .min(1)
      .max(1_000_000)
      .default(1024)
      .describe('Calls open at one provider at the same time; the next ones wait their turn.'),
    connections: z
      .int()
      .min(1)
      .max(10_000)
      .default(1024)
      .describe('Connections kept to one endpoint.'),
  })
  .describe('How providers are called, wherever a provider does not say otherwise.')

export const dialect = z.enum([
  'openai-chat',
  'openai-responses',
  'openai-embeddings',
  'anthropic-messages',
  'anthropic-count',
  'gemini',
])

const weight = z.number().min(0).max(1_000_000).default(1)

const credential = z.strictObject({
  id: name.describe('Name of the key in logs and reports; the key itself is in neither.'),
  value: z.string().min(1).describe('The key. Write `$VARIABLE` to keep it out of the file.'),
  weight: weight.describe('Share of the calls that use this key, relative to the others.'),
})

const endpoint = z.strictObject({
  base: base.describe('Address that stands in for the provider’s `base`.'),
  weight: weight.describe('Share of the calls that go here, relative to the others; 0 is a spare.'),
  credential: name.exactOptional().describe('Id of the only credential that is valid here.'),
})

export const provider = z.strictObject({
  base: base
    .exactOptional()
    .describe(
      'Address that the paths of calls (`/v1/…`) are appended to. Built-in providers have one.',
    ),
  dialects: z
    .array(dialect)
    .max(6)
    .exactOptional()
    .describe('Wire languages that the provider speaks. Built-in providers know theirs.'),
  credentials: z
    .array(credential)
    .max(1000)
    .default([])
    .describe("Keys to use. None: the provider's usual environment variable, or the client's own."),
  endpoints: z
    .array(endpoint)
    .max(1000)
    .default([])
    .describe('Several addresses of the same provider, shared by weight.'),
  headers: z
    .record(z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/), z.string().max(8192))
    .default({})
    .describe('Headers added to every call, for example an organisation.'),
  timeouts: overridesOf(timeouts)
    .default({})
    .describe('Timeouts that differ from `upstream.timeouts`.'),
  retries: z.int().min(0).max(10).exactOptional().describe('Differs from `upstream.retries`.'),
  concurrency: z
    .int()
    .min(1)
    .max(1_000_000)
    .exactOptional()
    .describe('Differs from `upstream.concurrency`.'),
  includeUsage: z
    .boolean()
    .exactOptional()
    .describe(
      'Whether streams may be asked for their usage (`stream_options.include_usage`). On for hosts known to take it.',
    ),
  passThrough: z
    .boolean()
    .default(false)
    .describe("Whether a client's own key may go here although it was made for another host."),
  priceAs: name
    .exactOptional()
    .describe('Provider whose prices apply, for a proxy or a compatible host of the same models.'),
})

export const providers = z
  .record(name, provider)
  .describe(
    'Providers by id. An id of the built-in catalogue changes that entry; any other adds one, which needs `base`.',
  )
