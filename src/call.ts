/**
 * The value that flows, and the words that every folder shares. Types only: this file imports nothing.
 * @module
 */

/** The wire language of a client or a provider. `opaque`: bytes that pass through unread. */
export type Dialect =
  | 'openai-chat'
  | 'openai-responses'
  | 'openai-embeddings'
  | 'anthropic-messages'
  | 'anthropic-count'
  | 'gemini'
  | 'opaque'

/** What may happen to a call, from nothing to most. See docs/modes.md. */
export type Mode = 'observe' | 'safe' | 'balanced' | 'max'

/** The layers of the pipeline, in the order of `pipeline.ts`. */
export type LayerName = 'cache' | 'router' | 'template' | 'compress' | 'output' | 'prefix'

/** An exact amount of money: picodollars (1e-12 US dollars). */
export type Money = bigint

/** Where a figure of money or tokens comes from: the provider's own statement, tokens × price list, a local count. */
export type Origin = 'provider' | 'computed' | 'estimated'

/** Why an attempt was sent. Each attempt has its own cost. */
export type AttemptKind = 'serve' | 'retry' | 'shadow' | 'judge'

/** Ids are opaque strings to everyone but their maker. */
export type CallId = string
export type ConversationId = string
export type TenantId = string

/**
 * Tokens of one attempt in disjoint classes: their sum is all that the provider processed.
 * The six of text are always there; rarer classes (audio, images, searches) lie in `other`.
 */
export interface Usage {
  /** Fresh input: neither read from nor written to the provider's cache. */
  readonly input: number
  readonly cacheRead: number
  /** Written for the provider's usual time (Anthropic 5 m, OpenAI 30 m). */
  readonly cacheWrite: number
  readonly cacheWrite1h: number
  /** Visible output. */
  readonly output: number
  readonly reasoning: number
  readonly other?: Readonly<Partial<Record<OtherClass, number>>>
}

/** The rarer classes; `webSearches` and `requests` are counts, not tokens. */
export type OtherClass =
  | 'inputAudio'
  | 'inputImage'
  | 'inputVideo'
  | 'cacheReadAudio'
  | 'cacheReadImage'
  | 'cacheReadVideo'
  | 'cacheWriteAudio'
  | 'outputAudio'
  | 'outputImage'
  | 'outputVideo'
  | 'outputCitation'
  | 'webSearches'
  | 'requests'

/** The price class that the provider served the attempt in, as its reply says. */
export type ServiceTier = 'standard' | 'batch' | 'flex' | 'priority'

/** What a provider takes a multiple of its list price for: Anthropic's fast mode, inference in the US alone. */
export type Premium = 'fast' | 'us'

/** Which provider and model a call goes to, in which dialect. */
export interface Target {
  /** Id of a catalogue entry or of a configured provider. */
  readonly provider: string
  /** The model as the provider spells it; '' where the path carries none. */
  readonly model: string
  readonly dialect: Dialect
  /** Path and query below the provider's base URL, for example `/v1/chat/completions`. */
  readonly path: string
  /** A credential or endpoint that this call must, or would rather, use (stateful ids, stickiness). */
  readonly credential?: { readonly id: string; readonly must: boolean }
}

/** Replaces `bytes[start, end)` of the body as received. Edits of one call never overlap. */
export interface Edit {
  readonly start: number
  readonly end: number
  readonly bytes: Uint8Array
  readonly by: LayerName | 'usage' | 'target'
}

/** Half-open byte range of a JSON value in the body as received. */
export interface Span {
  readonly start: number
  readonly end: number
}

/**
 * The body, parsed when someone first asks. Describes the bytes as received: edits do not show.
 * Never throws: a body that is no JSON object has `json === undefined`.
 */
export interface View {
  readonly json: Readonly<Record<string, unknown>> | undefined
  readonly model: string
  readonly stream: boolean
  /** The client's cap on output tokens, under whichever name its dialect uses. */
  readonly outputCap: number | undefined
  /** What a list of the upper level begins with: `most` elements, or those up to one that is the `last`. */
  leading(name: string, most: number, last: (element: unknown) => boolean): readonly unknown[]
  /** Where a value lies in the bytes, by path; undefined where there is none. Linear in the body, once. */
  span(...path: readonly (string | number)[]): Span | undefined
  /**
   * What layers and prices have found out about this body, each under its own name. In a weak map it would count as alive
   * whenever V8 collects young memory, the body gone or not: 4 KB a call were moved to the old generation.
   */
  readonly known: Record<string, unknown>
}

/** A named entry of the configuration that a call matched; `name` is 'default' where none did. */
export interface Route {
  readonly name: string
  readonly mode: Mode
  /** Models that the route names beside the one asked for, for certificates; none of them answers. Empty: the model is a pin. */
  readonly substitutes: readonly string[]
  readonly storeText: boolean
  /** Layer settings of this route, validated by the configuration's schema. */
  readonly layers: Readonly<Partial<Record<LayerName, unknown>>>
}

/** What a client asked. Immutable: a layer that changes something returns a new one. */
export interface Call {
  readonly kind: 'call'
  readonly id: CallId
  readonly client: Dialect
  readonly method: string
  readonly target: Target
  /** As received (after decompression), never rewritten. */
  readonly bytes: Uint8Array
  /** In coordinates of `bytes`; materialised once, at send. */
  readonly edits: readonly Edit[]
  readonly view: View
  /** Lower-case names; hop-by-hop, `host`, `content-length` and `x-farthing-*` already gone. */
  readonly headers: Readonly<Record<string, string>>
  readonly route: Route
  /** Lowest of route, key and request header. */
  readonly mode: Mode
  readonly conversation: ConversationId
  readonly tenant: TenantId
  /** Gateway key id; undefined where the caller brought a provider key only. */
  readonly key: string | undefined
  readonly tags: readonly string[]
  readonly skipCache: boolean
  /** Provider whose key the caller brought, where its URL said so; absent: the maker of the dialect. */
  readonly keyFor?: string | undefined
  /** The caller has no gateway key where one is needed: its own provider key pays, never one of the configuration. */
  readonly clientPays?: boolean
  readonly startedAt: number
  /** Aborts when the client leaves. Made on first use: an AbortController costs 2 µs. */
  readonly signal: AbortSignal
  /** Says the same at a lower price, to one listener. Whoever gives a copy another signal gives it another, or none. */
  readonly leaving?: Leaving | undefined
}

/** Whether the client of a call is still there: a signal with one listener costs 5 µs a call. */
export interface Leaving {
  /** Why the client left; undefined while it is there. */
  readonly reason: Error | undefined
  /** Called once, when it leaves. There is room for one. */
  onLeave: ((reason: Error) => void) | undefined
}

/** A body on its way: pushed, with back-pressure. Web streams cost 3 to 8 times the CPU (docs/decisions). */
export interface Flow {
  /** Starts the flow; called at most once. */
  pipe(sink: Sink): void
  /** Asks for more after `data` returned false. */
  resume(): void
  /** The receiver left. The sink hears nothing more; the flow settles its attempt. */
  cancel(reason: Error): void
}

/** Receives a flow: `data`*, then exactly one of `end` and `fail`, unless cancelled. */
export interface Sink {
  /** False: the receiver is full; wait for `resume`. */
  data(chunk: Uint8Array): boolean
  end(): void
  fail(error: Error): void
}

/** What a client gets, whole or flowing. */
export interface Reply {
  readonly kind: 'reply'
  readonly status: number
  /** Flat list of name, value; end-to-end headers only, as the upstream spelled them. */
  readonly headers: readonly string[]
  readonly body: Uint8Array | Flow
  readonly from: 'upstream' | 'cache' | 'gateway'
  /** True where `body` is a server-sent event stream. */
  readonly streamed: boolean
  /** Model that answered, as far as known when the headers came. */
  readonly model: string
  /** Where a layer answered without an attempt: the call that was not sent, for the avoided price. */
  readonly avoided?: () => { readonly target: Target; readonly usage: Usage } | undefined
  /** Where a layer hands a reply of `kit.send` on with another body: the reply that was sent. */
  readonly of?: Reply
  /** Known once the body is whole: at once for bytes, before `end`, `fail` or after `cancel` for a flow. */
  readonly outcome: () => Outcome | undefined
  /** A flow that others share may outlive its receiver: then the outcome comes later, and is told here. */
  readonly settled?: (run: () => void) => void
}

/** How an attempt, or the call that it served, ended. */
export interface Outcome {
  readonly status: number
  readonly ended: 'complete' | 'client-left' | 'upstream-failed' | 'refused'
  /** Why the model stopped, in the client's dialect; undefined where unknown. */
  readonly stop: string | undefined
  readonly usage: Usage | undefined
  readonly usageOrigin: Origin
  /** undefined: unpriced (unknown model, subscription), which is not 0. */
  readonly cost: Money | undefined
  readonly costOrigin: Origin
  readonly tier: ServiceTier
  readonly premiums?: readonly Premium[] | undefined
  readonly model: string
  /** Id of the reply, as the provider names it; '' and absent where it says none. */
  readonly id?: string | undefined
  readonly bytes: number
  readonly error?: string
}

/** One server-sent event of a stream, in the client's dialect. */
export interface StreamEvent {
  /** The `event:` field; '' where the dialect has none. */
  readonly name: string
  /** All `data:` lines, joined by LF. */
  readonly data: string
  /** The event as it came, blank line included. */
  readonly bytes: Uint8Array
}
