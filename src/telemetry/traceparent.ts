/**
 * The parent of a span, out of a request's headers (W3C Trace Context, version 00).
 * @module
 */

/** What `traceparent` says. */
export interface Parent {
  readonly traceId: string
  readonly spanId: string
  readonly traceFlags: number
}

const form = /^(?!ff)[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})([\da-f]{16})-([\da-f]{2})(?:-|$)/

/** undefined: there is none, or none that the standard allows. */
export function readTraceparent(value: string | undefined): Parent | undefined {
  if (value === undefined) return undefined
  const found = form.exec(value)
  if (found === null || (value.startsWith('00') && value.length !== 55)) return undefined
  return { traceId: found[1]!, spanId: found[2]!, traceFlags: Number.parseInt(found[3]!, 16) & 1 }
}
