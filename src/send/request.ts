/**
 * The request that goes to the provider: the client's own, with the edits of the layers in it and another key on it.
 * @module
 */
import type { Call, Edit } from '../call.ts'
import type { Candidate } from '../providers/candidates.ts'
import { passesUpstream } from '../providers/headers.ts'
import { pieces, splice } from '../wire/splice.ts'
import type { SendDialects } from './parts.ts'

/** The body as it is sent. */
export interface RequestBody {
  /** In order; none: there is no body. */
  readonly pieces: readonly Uint8Array[]
  /** The stream was asked for its usage by us: the client must not see it. */
  readonly addedUsage: boolean
}

/**
 * Applies the call's edits, the model's name where routing changed it, and `include_usage` where the host takes it.
 * What no one changed is the client's own bytes.
 */
export function bodyOf(call: Call, candidate: Candidate, dialects: SendDialects): RequestBody {
  const { edits, target, view } = call
  const asks =
    target.dialect === 'openai-chat' && candidate.provider.includeUsage && view.stream
      ? dialects.usageEdit(view)
      : undefined
  const rename = renameOf(call)
  if (asks === undefined && rename === undefined) {
    return { pieces: spliced(call.bytes, edits), addedUsage: false }
  }
  const all: Edit[] = [...edits]
  if (rename !== undefined) all.push(rename)
  if (asks !== undefined) all.push({ ...asks, by: 'usage' })
  return { pieces: spliced(call.bytes, all), addedUsage: asks !== undefined }
}

/**
 * Larger bodies are not copied: memory outside of V8's heap that comes and goes faster than the heap fills makes it
 * collect all of that, 40 ms for every 150 calls of 100 KB.
 */
const mostCopied = 16_384

function spliced(bytes: Uint8Array, edits: readonly Edit[]): readonly Uint8Array[] {
  return edits.length === 0 || bytes.length > mostCopied
    ? pieces(bytes, edits)
    : [splice(bytes, edits)]
}

/** The one edit that puts the target's model where the client's stands; undefined where they agree. */
function renameOf(call: Call): Edit | undefined {
  const { target, view, edits } = call
  if (target.dialect === 'opaque' || target.dialect === 'gemini' || target.model === '') {
    return undefined
  }
  if (view.model === '' || view.model === target.model) return undefined
  if (edits.some(({ by }) => by === 'target')) return undefined
  const span = view.span('model')
  if (span === undefined) return undefined
  return { ...span, bytes: Buffer.from(JSON.stringify(target.model)), by: 'target' }
}

/** Headers as a flat list: the client's, the configuration's, the key, and a wish for a reply that can be read. */
export function headersOf(call: Call, candidate: Candidate): string[] {
  const headers: string[] = []
  const { provider, auth } = candidate
  const own = provider.headers
  for (const name in call.headers) {
    if (!passesUpstream(name)) continue
    if (own.length > 0 && own.includes(name)) continue
    headers.push(name, call.headers[name]!)
  }
  for (const part of own) headers.push(part)
  headers.push('accept-encoding', 'identity')
  if (auth !== undefined) headers.push(auth.header, auth.value.reveal())
  return headers
}
