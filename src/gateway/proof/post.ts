/**
 * One POST of JSON within a time and a size: verifiers and webhooks.
 * @module
 */
import type { Ask, AskLimits } from '../../proof/labels/verifier.ts'

/** Answers the text of a 2xx reply. Rejects where there is none, it is longer, or the time is over. */
export function postTo(url: string): Ask {
  return (json, limits, signal) => post(url, json, limits, signal)
}

async function post(
  url: string,
  json: string,
  { timeoutMs, maximumBytes }: AskLimits,
  signal: AbortSignal,
): Promise<string> {
  // Loaded where it is needed: most gateways ask nobody.
  const { request } = await import('undici')
  const { statusCode, body } = await request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: json,
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
  })
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maximumBytes) throw new Error(`${url} answered more than ${maximumBytes} bytes`)
    chunks.push(chunk)
  }
  if (statusCode < 200 || statusCode >= 300) throw new Error(`${url} answered ${statusCode}`)
  return Buffer.concat(chunks).toString('utf8')
}
