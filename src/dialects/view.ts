/**
 * The body of a request, parsed when someone first asks.
 * @module
 */
import type { Dialect, Span, View } from '../call.ts'
import { toBuffer } from '../wire/bytes.ts'
import { elementsOf, membersOf, rootSpan } from '../wire/json-span.ts'

/** What the path says that in other dialects the body says (Gemini). */
export interface FromPath {
  readonly model?: string
  readonly stream?: boolean
}

/**
 * A lazy view of a request body. Never throws: a body that is no JSON object has `json` undefined, model '' and no
 * spans. JSON.parse runs once, at the first question; spans are found level by level, each level once.
 */
export const createView = (bytes: Uint8Array, dialect: Dialect, fromPath: FromPath = {}): View =>
  new LazyView(bytes, dialect, fromPath)

type Json = Readonly<Record<string, unknown>>

/** A value, and the values in it once someone has asked for one of them. */
interface Place extends Span {
  inside?: ReadonlyMap<string, Place> | readonly Place[]
}

/** A class because its fields are filled in over its lifetime; as a closure it took 3 times as long to make. */
class LazyView implements View {
  readonly #bytes: Uint8Array
  readonly #dialect: Dialect
  readonly #fromPath: FromPath
  #parsed = false
  #json: Json | undefined
  #root: Place | undefined

  constructor(bytes: Uint8Array, dialect: Dialect, fromPath: FromPath) {
    this.#bytes = bytes
    this.#dialect = dialect
    this.#fromPath = fromPath
  }

  get json(): Json | undefined {
    if (!this.#parsed) {
      this.#parsed = true
      this.#json = parseObject(this.#bytes)
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

  span(...path: readonly (string | number)[]): Span | undefined {
    if (this.json === undefined) return undefined
    let place: Place | undefined = (this.#root ??= rootSpan(this.#bytes))
    for (const step of path) {
      if (place === undefined) return undefined
      const inside = (place.inside ??= open(this.#bytes, place))
      if (Array.isArray(inside)) {
        place = typeof step === 'number' ? (inside as readonly Place[])[step] : undefined
      } else {
        place =
          typeof step === 'string' ? (inside as ReadonlyMap<string, Place>).get(step) : undefined
      }
    }
    return place
  }
}

const open = (bytes: Uint8Array, place: Place): ReadonlyMap<string, Place> | readonly Place[] => {
  if (bytes[place.start] === 0x5b) return elementsOf(bytes, place)
  const members = new Map<string, Place>()
  for (const { key, start, end } of membersOf(bytes, place)) members.set(key, { start, end })
  return members
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
