/**
 * A request body as a provider's prompt cache sees it: blocks in order, each with the name of all up to its end.
 * @module
 */
import type { Call, Edit, Span } from '../../call.ts'
import type { Digest } from './digest.ts'
import type { Stable } from './grown.ts'

/** How a place is marked, and what the mark looks like. */
export type MarkForm =
  /** The block is an object: the mark becomes its last member. */
  | 'member'
  /** The content is a string: it becomes a list of one text part. */
  | 'text'
  | 'input_text'

export interface Block {
  /** The block alone. */
  readonly own: Digest
  /** The block and all before it, under the settings that reach so far. */
  readonly key: Digest
  /** Bytes up to and including the block; what is no text stands in with about its price. */
  readonly weight: number
  readonly section: 'tools' | 'system' | 'messages'
  /** In the body as received. */
  readonly span: Span
  /** undefined where no mark may stand. */
  readonly form: MarkForm | undefined
  /** The client's own mark. */
  readonly marked: '5m' | '1h' | '30m' | undefined
  /** A tool call or result before another of its sort: the provider counts the run as one. */
  joined: boolean
  /** GPT-5.6: the end of a message where it reads and writes by itself. */
  readonly endsMessage: boolean
}

export interface Reading {
  readonly blocks: readonly Block[]
  readonly weight: number
  /** Anthropic's mark for the whole request, which goes to the last block that can bear it. */
  readonly automatic?: '5m' | '1h'
  /** Just before the closing brace of the body, where a member may be added. */
  readonly insertAt: number
  /** What the next turn need not read again. */
  readonly stable?: Stable | undefined
  /** OpenAI: the client's own word on caching, which stands. */
  readonly own: OwnCaching
}

export interface OwnCaching {
  readonly key: boolean
  readonly options: boolean
  readonly retention: boolean
  /** Turns that the provider keeps belong to the prompt and are not seen here. */
  readonly stateful: boolean
}

export const noOwnCaching: OwnCaching = {
  key: false,
  options: false,
  retention: false,
  stateful: false,
}

/** Pictures and documents as base64: about 1,000 tokens each (pricing/estimate), at 4 bytes a token. */
export const mediaWeight = 4000

/** The edits of other layers, in order: they change what the provider reads. */
export function foreignEdits(call: Call): readonly Edit[] {
  if (call.edits.length === 0) return noEdits
  const foreign = call.edits.filter(
    ({ by }) => by !== 'prefix' && by !== 'usage' && by !== 'target',
  )
  return foreign.length > 1
    ? foreign.toSorted((a, b) => a.start - b.start || a.end - b.end)
    : foreign
}

export const noEdits: readonly Edit[] = []

export function sameEdits(a: readonly Edit[], b: readonly Edit[]): boolean {
  return a.length === b.length && a.every((edit, index) => edit === b[index])
}
