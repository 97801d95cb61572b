/**
 * Whether an error is one to the client's SDK.
 */
import assert from 'node:assert/strict'
import type { Spoken } from './ask.ts'

/** The last event of a stream is an error in the words of its dialect. */
export function endsInError(speaks: Spoken, text: string): void {
  const last = text.trimEnd().split('\n\n').at(-1)!.trim()
  const data = JSON.parse(last.slice(last.indexOf('data: ') + 6)) as {
    type?: string
    message?: string
    error?: { message?: string; type?: string }
  }
  if (speaks !== 'chat') {
    assert.match(last, /^event: error\n/)
    assert.equal(data.type, 'error')
  }
  // Responses: the provider's own is flat, ours both.
  assert.ok((data.error?.message ?? data.message ?? '').length > 5, last)
  assert.ok((data.error?.type ?? data.type ?? '').length > 3, last)
}

/** A body that is an error in the words of its dialect. */
export function isError(speaks: Spoken, text: string): void {
  const body = JSON.parse(text) as { type?: string; error: { message: string; type: string } }
  if (speaks === 'messages') assert.equal(body.type, 'error')
  assert.ok(body.error.message.length > 10 && body.error.type.length > 3)
}
