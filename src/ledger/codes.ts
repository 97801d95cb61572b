/**
 * Small integers that stand for words in the file. Append only: a number, once given, keeps its meaning for ever.
 * @module
 */
import type {
  AttemptKind,
  Dialect,
  LayerName,
  Mode,
  Origin,
  Outcome,
  Reply,
  ServiceTier,
} from '../call.ts'

interface Code<Word extends string> {
  readonly words: readonly Word[]
  readonly of: (word: Word) => number
  readonly word: (code: number | bigint) => Word
}

function code<Word extends string>(...words: Word[]): Code<Word> {
  const numbers = new Map(words.map((word, number) => [word, number]))
  return {
    words,
    of: (word) => numbers.get(word) ?? 0,
    word: (number) => words[Number(number)] ?? words[0]!,
  }
}

export const dialects = code<Dialect>(
  'opaque',
  'openai-chat',
  'openai-responses',
  'openai-embeddings',
  'anthropic-messages',
  'anthropic-count',
  'gemini',
)
export const modes = code<Mode>('observe', 'safe', 'balanced', 'max')
export const sources = code<Reply['from']>('upstream', 'cache', 'gateway')
export const endings = code<Outcome['ended']>(
  'complete',
  'client-left',
  'upstream-failed',
  'refused',
)
export const tiers = code<ServiceTier>('standard', 'batch', 'flex', 'priority')
export const origins = code<Origin>('provider', 'computed', 'estimated')
export const kinds = code<AttemptKind>('serve', 'retry', 'shadow', 'judge')
export const billings = code<Billing>('metered', 'subscription')

/** Whether a call costs money of its own, or is part of a subscription that the client brought. */
export type Billing = 'metered' | 'subscription'

/** The layers that have a column of savings, in the order of the pipeline. */
export const layerNames = [
  'cache',
  'router',
  'template',
  'compress',
  'output',
  'prefix',
] as const satisfies readonly LayerName[]
