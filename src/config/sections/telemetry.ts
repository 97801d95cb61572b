/**
 * Settings of the spans that go to OpenTelemetry.
 * @module
 */
import * as z from 'zod'

export const telemetry = z
  .strictObject({
    enabled: z
      .boolean()
      .default(false)
      .describe(
        'One span a call, to the OpenTelemetry SDK that the process registered. Needs the package `@opentelemetry/api`; see docs/opentelemetry.md.',
      ),
  })
  .describe('Spans with the GenAI attributes. Prompts, replies and keys are never in them.')
