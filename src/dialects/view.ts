/**
 * The body of a request, parsed when someone first asks.
 * @module
 */
import type { Dialect, Span, View } from '../call.ts'
import { toBuffer } from '../wire/bytes.ts'
import { indexJson, memberOf } from '../wire/json-index.ts'
import type { JsonNode } from '../wire/json-index.ts'
import { elementsAt, largeMember, readMembers } from '../wire/json-members.ts'
import { findSpan } from '../wire/json-span.ts'

/** What the path says that in other dialects the body says (Gemini). */
export interface FromPath {
  readonly model?: string
  readonly stream?: boolean
}

/**
 * A lazy view of a request body. Never throws: a body that is no JSON object has `json` undefined, model '' and no
 * spans. What is asked for is parsed once, at the first question; the index of spans takes one pass over the bytes.
 */
export const createView = (bytes: Uint8Array, dialect: Dialect, fromPath: FromPath = {}): View =>
  new LazyView(bytes, dialect, fromPath)

/** From here on the conversation is parsed only when someone asks for it. */
const largeBody = 16_384

/** Whether the large members of a body are parsed apart, each when it is asked for. */
export const isLarge = (bytes: Uint8Array): boolean => bytes.length >= largeBody

type Json = Readonly<Record<string, unknown>>

/** Messages, their blocks and what is in these: `messages`, 0, `content`, 0, `cache_control`. */
const usualDepth = 6

/** A class because its fields are filled in over its lifetime; as a closure it took 3 times as long to make. */
class LazyView implements View {
  readonly #bytes: Uint8Array
  readonly #dialect: Dialect
  readonly #fromPath: FromPath
  #parsed = false
  #json: Json | undefined
  #index: JsonNode | undefined
  #depth = 0
  #known: Record<string, unknown> | undefined

  constructor(bytes: Uint8Array, dialect: Dialect, fromPath: FromPath) {
    this.#bytes = bytes
    this.#dialect = dialect
    this.#fromPath = fromPath
  }

  get known(): Record<string, unknown> {
    return (this.#known ??= {})
  }

  get json(): Json | undefined {
    if (!this.#parsed) {
      this.#parsed = true
      if (!isLarge(this.#bytes)) this.#json = parseObject(this.#bytes)
      else {
        const members = readMembers(toBuffer(this.#bytes))
        this.#json = members?.json
        this.#index = members?.root
        this.#depth = 1
      }
    }
    return this.#json
  }

  get model(): string {
    if (this.#fromPath.model !== undefined) return this.#fromPath.model
    const model = this.json?.['model']
    return typeof model === 'string' ? model : ''
  }

  get stream(): boolean {
    return this.#fromPath.stream ?? this.json?.['stream'] === true
  }

  get outputCap(): number | undefined {
    const { json } = this
    return json === undefined ? undefined : readOutputCap(json, this.#dialect)
  }

  leading(name: string, most: number, last: (element: unknown) => boolean): readonly unknown[] {
    const found: unknown[] = []
    for (const element of this.#elements(name)) {
      found.push(element)
      if (found.length === most || last(element)) break
    }
    return found
  }

  #elements(name: string): Iterable<unknown> {
    const { json } = this
    if (json !== undefined && isLarge(this.#bytes)) {
      const node = memberOf(this.#index, name)
      if (node === undefined) return []
      if (node.end - node.start >= largeMember) return elementsAt(toBuffer(this.#bytes), node.start)
    }
    const list = json?.[name]
    return Array.isArray(list) ? list : []
  }

  span(...path: readonly (string | number)[]): Span | undefined {
    if (this.json === undefined) return undefined
    // Most questions are about the top level; its index takes half the time of a deep one.
    const depth = path.length <= 1 ? 1 : usualDepth
    if (this.#depth < depth) {
      this.#index = indexJson(this.#bytes, depth)
      this.#depth = depth
    }
    let node = this.#index
    for (let i = 0; i < path.length; i++) {
      if (node === undefined) return undefined
      if (i === usualDepth) return findSpan(this.#bytes, path.slice(i), node)
      const step = path[i]!
      node = typeof step === 'number' ? node.elements?.[step] : memberOf(node, step)
    }
    return node
  }
}

const parseObject = (bytes: Uint8Array): Json | undefined => {
  if (bytes.length === 0) return undefined
  try {
    const value: unknown = JSON.parse(toBuffer(bytes).toString())
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Json)
      : undefined
  } catch {
    return undefined
  }
}

const readOutputCap = (json: Json, dialect: Dialect): number | undefined => {
  switch (dialect) {
    case 'openai-chat':
      return toCap(json['max_completion_tokens']) ?? toCap(json['max_tokens'])
    case 'openai-responses':
      return toCap(json['max_output_tokens'])
    case 'gemini': {
      // Both spellings are valid: the service reads protobuf JSON.
      const config = json['generationConfig'] ?? json['generation_config']
      if (typeof config !== 'object' || config === null) return undefined
      return (
        toCap((config as Json)['maxOutputTokens']) ?? toCap((config as Json)['max_output_tokens'])
      )
    }
    case 'anthropic-messages':
    case 'opaque':
      return toCap(json['max_tokens'])
    default:
      return undefined
  }
}

const toCap = (value: unknown) =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined
