/**
 * Spans of calls, for OpenTelemetry. Made when a call is over, from what its row says: the way of a call knows
 * nothing of them, and without the setting nothing is loaded.
 * @module
 */
import type { Context, Tracer } from '@opentelemetry/api'
import type { Call, Outcome } from '../call.ts'
import { FarthingError } from '../errors.ts'
import type { Closing } from '../ledger/rows.ts'
import { attributesOf, operationOf } from './attributes.ts'
import { readTraceparent } from './traceparent.ts'

/** What is needed of a `TracerProvider`. Its own type would make the optional package a needed one. */
export interface TracerSource {
  getTracer(name: string, version?: string): unknown
}

export interface Telemetry {
  /** Notes the span that the caller is in, where the call is made in the caller's own process. */
  opened(call: Call): void
  /** Makes the span of a call that is over. Never throws. */
  closed(
    call: Call,
    closing: Closing,
    attempts: readonly { readonly outcome: Pick<Outcome, 'id'> }[],
  ): void
}

/**
 * Opens the way to OpenTelemetry; undefined where the configuration does not ask for it.
 * Rejects with `configuration_invalid` where the package is missing.
 * @param source - absent: the provider that the process registered
 */
export async function openTelemetry(
  { enabled }: { readonly enabled: boolean },
  source?: TracerSource,
): Promise<Telemetry | undefined> {
  if (!enabled) return undefined
  const api = await load()
  const tracer = (source ?? api.trace).getTracer('farthing') as Tracer
  const parents = new WeakMap<Call, Context>()
  let failed = false

  function parentOf(call: Call): Context {
    const parent = readTraceparent(call.headers['traceparent'])
    if (parent === undefined) return parents.get(call) ?? api.ROOT_CONTEXT
    const state = call.headers['tracestate']
    return api.trace.setSpanContext(api.ROOT_CONTEXT, {
      ...parent,
      isRemote: true,
      ...(state === undefined ? {} : { traceState: api.createTraceState(state) }),
    })
  }

  return {
    opened: (call) => void parents.set(call, api.context.active()),
    closed(call, closing, attempts) {
      try {
        const attributes = attributesOf(call, closing, attempts.length, attempts.at(-1)?.outcome.id)
        const model = attributes['gen_ai.request.model']
        const name = operationOf(call)
        const span = tracer.startSpan(
          model === undefined ? name : `${name} ${String(model)}`,
          { kind: api.SpanKind.CLIENT, startTime: call.startedAt, attributes },
          parentOf(call),
        )
        if (attributes['error.type'] !== undefined) {
          span.setStatus({ code: api.SpanStatusCode.ERROR })
        }
        span.end(call.startedAt + closing.time.total)
      } catch (error) {
        // A span that cannot be made must not cost a call its row; once is enough to say so.
        if (!failed) process.emitWarning(`No span was made: ${String(error)}`, 'FarthingWarning')
        failed = true
      }
    },
  }
}

async function load(): Promise<typeof import('@opentelemetry/api')> {
  try {
    return await import('@opentelemetry/api')
  } catch (cause) {
    throw new FarthingError(
      'configuration_invalid',
      {
        file: 'telemetry.enabled',
        detail:
          'the package @opentelemetry/api is not there. Install it beside farthing, with an SDK that exports the spans.',
      },
      cause,
    )
  }
}
