/**
 * Which credential made a stateful thing: a response, a file, a batch, a container live in one account.
 * @module
 */

// A million would be 200 MB; an id that is forgotten falls back to the choice by weight.
const mostIds = 50_000

/** Remembers, per tenant, which credential made which id. Oldest are forgotten first. */
export class StatefulIds {
  readonly #owners = new Map<string, string>()
  readonly #most: number

  constructor(most = mostIds) {
    this.#most = most
  }

  get size(): number {
    return this.#owners.size
  }

  /** `id` was answered to a call that used this credential. */
  remember(tenant: string, id: string, credential: string): void {
    if (id.length > 256) return
    const key = `${tenant}\n${id}`
    this.#owners.delete(key)
    this.#owners.set(key, credential)
    if (this.#owners.size <= this.#most) return
    const oldest = this.#owners.keys().next()
    if (oldest.done !== true) this.#owners.delete(oldest.value)
  }

  /** The credential that made `id`; undefined where it is not known. */
  ownerOf(tenant: string, id: string): string | undefined {
    if (id.length > 256) return undefined
    return this.#owners.get(`${tenant}\n${id}`)
  }
}

// Ids as OpenAI and Anthropic write them; in a body they stand as JSON strings, in a path as a segment.
const inText =
  /(?:resp|file|batch|msgbatch|container|cntr|conv|vs|thread|asst|run|rs|skill)[_-][A-Za-z0-9_-]{8,200}/g
const searchedBytes = 1_048_576
const mostFound = 32

/**
 * Ids of stateful things that a request names in its path, and in its body where `previous_response_id` and its like
 * can stand. Cheap for the many bodies that have none.
 */
export function statefulIdsIn(
  path: string,
  json: Readonly<Record<string, unknown>> | undefined,
): string[] {
  const found: string[] = path.match(inText)?.slice(0, mostFound) ?? []
  if (json === undefined) return found
  for (const name of [
    'previous_response_id',
    'conversation',
    'container',
    'input_file_id',
  ] as const) {
    const value = json[name]
    if (typeof value === 'string') found.push(value)
    else if (typeof value === 'object' && value !== null && 'id' in value) {
      if (typeof value.id === 'string') found.push(value.id)
    }
  }
  return found
}

/** Ids that a body names anywhere, for dialects whose items carry them (files, encrypted reasoning). */
export function statefulIdsInBytes(bytes: Uint8Array): string[] {
  // The newest items of a conversation stand at its end.
  const size = Math.min(bytes.byteLength, searchedBytes)
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset + bytes.byteLength - size, size)
  if (!markers.some((marker) => buffer.includes(marker))) return []
  return buffer.toString('latin1').match(inText)?.slice(0, mostFound) ?? []
}

const markers = [
  '"file_id"',
  '"encrypted_content"',
  '"container',
  '"input_file_id"',
  '"vector_store_ids"',
]

/** Ids that a piece of a reply names: things that the provider has just made, or told of. */
export function statefulIdsOut(bytes: Uint8Array): string[] {
  if (bytes.length > searchedBytes) return []
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  return text.match(inText)?.slice(0, mostFound) ?? []
}
