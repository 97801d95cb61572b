/**
 * What a browser page of an allowed origin needs to hear.
 * @module
 */
import type { HttpResponse } from '../wire/http/listener.ts'

const exposed =
  'x-farthing-call, x-farthing-model, x-farthing-mode, x-farthing-cost, x-farthing-baseline, x-farthing-saved, x-request-id, request-id, retry-after'

const none: readonly string[] = []

/** Headers that let the page of `origin` read the answer; none for everyone else ('' where it is not needed). */
export function corsHeaders(origin: string): readonly string[] {
  if (origin === '') return none
  return [
    'access-control-allow-origin',
    origin,
    'access-control-expose-headers',
    exposed,
    'vary',
    'origin',
  ]
}

/** Answers the browser's question before a call, for an origin that has been checked. */
export function writePreflight(response: HttpResponse, origin: string, asked: string): void {
  response.writeHead(204, [
    ...corsHeaders(origin),
    'access-control-allow-methods',
    'GET, POST, DELETE, PUT, PATCH',
    'access-control-allow-headers',
    /^[\w\-, ]{0,2000}$/.test(asked) ? asked : '',
    'access-control-max-age',
    '600',
  ])
  response.end()
}
