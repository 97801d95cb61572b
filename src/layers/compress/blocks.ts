/**
 * The texts of a call that may be read, and some of them changed: one list for every dialect, in the order in which
 * the model reads them. Who changes one replaces its JSON string and nothing else.
 * @module
 */
import type { Call, Edit, LayerName, Span, View } from '../../call.ts'
import { fromText } from '../../wire/bytes.ts'
import { readAnthropic } from './reading/anthropic.ts'
import { readChat } from './reading/chat.ts'
import { readGemini } from './reading/gemini.ts'
import { Reader, type Draft } from './reading/reader.ts'
import { readResponses } from './reading/responses.ts'

/** Who put the text there. `document`: a text that the dialect itself calls a document or a search result. */
export type BlockKind = 'system' | 'user' | 'tool-result' | 'document' | 'assistant'

/** Why a text stays as it is, whatever it would save. */
export type Untouchable =
  /** What the model wrote: signatures and its own memory of what it said depend on it. */
  | 'assistant'
  /** Thinking, or a part with a signature. */
  | 'signed'
  /** The model answers with places in it. */
  | 'citations'
  /** A file as it lies on disk: tools that edit it ask for its text back, to the letter. */
  | 'file read'
  /** Numbered lines: the numbers are places, and the text behind them is wanted back to the letter. */
  | 'numbered lines'

export interface TextBlock {
  /** Decoded. */
  readonly text: string
  /** Of the JSON string in the body; `spanOf` gives its bytes. */
  readonly path: readonly (string | number)[]
  readonly role: 'system' | 'user' | 'assistant'
  readonly kind: BlockKind
  /** Position among the call's blocks. */
  readonly index: number
  /** Position of its message in the call's list; -1: before the list (Anthropic's system, OpenAI's instructions). */
  readonly message: number
  /** How many turns of the assistant stand before it. */
  readonly turn: number
  /** After the last turn of the assistant: not sent before, unless the call is a repetition. */
  readonly fresh: boolean
  /** At or before the client's last cache breakpoint: it may only become what it became in the turn before. */
  readonly beforeMark: boolean
  readonly toolName?: string | undefined
  readonly toolCallId?: string | undefined
  /** What the tool was asked, as the body has it: JSON text (OpenAI) or a value (Anthropic, Gemini). */
  readonly toolInput?: unknown
  /** Number of the tool result among the call's, from 1. */
  readonly resultNumber?: number | undefined
  /** Of a document. */
  readonly title?: string | undefined
  readonly mayTouch: boolean
  /** Set where it may not be touched. */
  readonly reason?: Untouchable | undefined
}

/** A body that says more is left alone: 200,000 texts are no conversation. */
const mostBlocks = 200_000

/**
 * The text blocks of a call; empty where its body is no such request. Never throws on hostile input; linear in it.
 * What lies in the lists is in the order of the body; pictures, calls of tools and thinking are left out.
 * @param dialect of the body: the client's
 */
export function readBlocks(call: Pick<Call, 'view' | 'client'>): readonly TextBlock[] {
  const { json } = call.view
  const read = readers[call.client]
  if (json === undefined || read === undefined) return []
  const reader = new Reader(mostBlocks)
  read(json, reader)
  const { drafts, lastMarked, lastAssistant } = reader
  return drafts.map((draft, index): TextBlock => finish(draft, index, lastMarked, lastAssistant))
}

const readers: Readonly<
  Partial<Record<string, (json: Readonly<Record<string, unknown>>, reader: Reader) => void>>
> = {
  'openai-chat': readChat,
  'openai-responses': readResponses,
  'anthropic-messages': readAnthropic,
  gemini: readGemini,
}

function finish(draft: Draft, index: number, lastMarked: number, lastAssistant: number): TextBlock {
  return {
    ...draft,
    index,
    fresh: draft.message > lastAssistant && draft.kind !== 'system',
    beforeMark: index <= lastMarked,
    mayTouch: draft.reason === undefined,
  }
}

/** Bytes of a block's JSON string in the body, quotes included. The first question indexes the body. */
export function spanOf(view: View, block: Pick<TextBlock, 'path'>): Span | undefined {
  return view.span(...block.path)
}

/**
 * The edit that makes `text` of a block; undefined where another layer has changed the same bytes.
 * The string is written as JSON.stringify writes it: lone surrogates stay escaped, nothing else does.
 */
export function editOf(
  call: Pick<Call, 'view' | 'edits'>,
  block: Pick<TextBlock, 'path'>,
  text: string,
  by: LayerName = 'compress',
): Edit | undefined {
  const span = spanOf(call.view, block)
  if (span === undefined) return undefined
  const { start, end } = span
  const others = call.edits.filter((edit) => edit.start < end && edit.end > start)
  const bytes = fromText(JSON.stringify(text))
  if (others.length === 0) return { start, end, bytes, by }
  // What was added at the end of the text stays there.
  const behind = others.every((edit) => edit.start === end - 1 && edit.end === end - 1)
  return behind ? { start, end: end - 1, bytes: bytes.subarray(0, -1), by } : undefined
}
