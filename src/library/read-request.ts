/**
 * What a caller of `fetch` handed over, without making a `Request` of it where that can be spared.
 * @module
 */
import { FarthingError } from '../errors.ts'

export interface Asked {
  readonly url: URL
  readonly method: string
  /** Flat list of name and value. */
  readonly headers: readonly string[]
  readonly signal: AbortSignal | undefined
  /** Reads the body, once. Throws `body_too_large` over `limit` bytes. */
  body(limit: number): Uint8Array | Promise<Uint8Array>
}

const noBytes = new Uint8Array(0)

/** Reads the arguments of a `fetch`. Throws the TypeError that `fetch` would, for what is no URL or no request. */
export function readRequest(input: string | URL | Request, init?: RequestInit): Asked {
  const body = init?.body
  const plain = body == null || typeof body === 'string' || body instanceof Uint8Array
  if (input instanceof Request || !plain) return readBuilt(new Request(input, init))
  const headers: string[] = []
  for (const [name, value] of new Headers(init?.headers)) headers.push(name, value)
  return {
    url: new URL(input),
    method: (init?.method ?? 'GET').toUpperCase(),
    headers,
    signal: init?.signal ?? undefined,
    body: (limit) => {
      // A copy: `fetch` sends what the bytes were when it was called, and a retry reads them again later.
      const bytes = body == null ? noBytes : Buffer.from(body as Uint8Array)
      return within(bytes, limit)
    },
  }
}

function readBuilt(request: Request): Asked {
  const headers: string[] = []
  for (const [name, value] of request.headers) headers.push(name, value)
  return {
    url: new URL(request.url),
    method: request.method,
    headers,
    signal: request.signal,
    body: (limit) => (request.body === null ? noBytes : collect(request.body, limit)),
  }
}

async function collect(body: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.byteLength
    if (size > limit) throw new FarthingError('body_too_large', { limit })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, size)
}

function within(bytes: Uint8Array, limit: number): Uint8Array {
  if (bytes.byteLength > limit) throw new FarthingError('body_too_large', { limit })
  return bytes
}
