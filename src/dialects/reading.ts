/**
 * What a reply says about itself: usage, model, tier, why it stopped. Figures stay as the provider wrote them;
 * what they mean and cost is decided above.
 * @module
 */

export type Json = Readonly<Record<string, unknown>>

/** What the provider itself says an attempt cost, in its own unit. Nothing is converted here. */
export interface ReportedCost {
  /** OpenRouter and others: US dollars in `cost`. xAI: 1e-10 dollars in `cost_in_usd_ticks`. */
  readonly unit: 'usd' | 'usd-ticks'
  readonly amount: number
}

/** Everything that accounting wants from a reply, whole or streamed. */
export interface Reading {
  /** `usage`, `usageMetadata` or `meta` as sent; of a stream the last word on each field. */
  readonly usage: Json | undefined
  /** The model that answered, as the provider spells it; '' where the reply does not say. */
  readonly model: string
  /** Id of the reply; '' where it has none. */
  readonly id: string
  /** Service tier that served it, in the provider's words. */
  readonly tier: string | undefined
  /** Why it stopped, in the dialect's own words; Responses: the incomplete reason, else the status. */
  readonly stop: string | undefined
  /** The error object, where the reply or a stream event holds one. */
  readonly error: Json | undefined
  /** A body: it is whole JSON. A stream: it reached its dialect's last event. */
  readonly complete: boolean
  /** Events of a stream that carried a piece of the answer. */
  readonly deltas: number
  /** Bytes of answer in them, as JSON text: what an aborted stream is estimated from. */
  readonly deltaBytes: number
  readonly cost: ReportedCost | undefined
  /** Responses: the last `sequence_number` of a stream. */
  readonly sequence: number | undefined
}

/** A reading while it is being filled in. */
export type Draft = { -readonly [Key in keyof Reading]: Reading[Key] }

/** Takes the data of one stream event after another: JSON, or `[DONE]`, in `bytes[start, end)`. */
export interface DataReader {
  read(bytes: Buffer, start: number, end: number): void
  end(): void
}

export const emptyDraft = (): Draft => ({
  usage: undefined,
  model: '',
  id: '',
  tier: undefined,
  stop: undefined,
  error: undefined,
  complete: false,
  deltas: 0,
  deltaBytes: 0,
  cost: undefined,
  sequence: undefined,
})

/** The draft with what follows from its usage. */
export const finishReading = (draft: Draft): Reading => {
  const { usage } = draft
  if (usage === undefined) return draft
  draft.cost = readCost(usage)
  const tier = usage['service_tier']
  if (draft.tier === undefined && typeof tier === 'string') draft.tier = tier
  return draft
}

const readCost = (usage: Json): ReportedCost | undefined => {
  const ticks = usage['cost_in_usd_ticks']
  if (isAmount(ticks)) return { unit: 'usd-ticks', amount: ticks }
  const { cost } = usage
  // Perplexity breaks its cost down and gives the sum in `total_cost`.
  const amount = isJson(cost) ? cost['total_cost'] : cost
  return isAmount(amount) ? { unit: 'usd', amount } : undefined
}

const isAmount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
