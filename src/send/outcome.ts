/**
 * What an attempt came to: from a reading of its reply, or, where it broke off, from what was delivered.
 * @module
 */
import type { Call, Money, Origin, Outcome, Premium, ServiceTier, Usage } from '../call.ts'
import { countsOnly } from '../dialects/counting.ts'
import type { Reading } from '../dialects/reading.ts'
import { askedPremiums } from '../pricing/asked-class.ts'
import { serviceTier } from '../pricing/bill.ts'
import { emptyUsage, outputTokens } from '../pricing/classes.ts'
import type { Candidate } from '../providers/candidates.ts'
import type { SendPricing } from './parts.ts'

export interface Ended {
  readonly status: number
  readonly ended: Outcome['ended']
  /** undefined: no body, or one that could not be read. */
  readonly reading: Reading | undefined
  /** Bytes of the body that came. */
  readonly bytes: number
  readonly error: string | undefined
  /** When the attempt was sent, in milliseconds since the epoch. */
  readonly at: number
}

/** The outcome of an attempt whose reply was read. */
export function toOutcome(
  call: Call,
  candidate: Candidate,
  pricing: SendPricing,
  ended: Ended,
): Outcome {
  const { reading } = ended
  const model = reading === undefined || reading.model === '' ? call.target.model : reading.model
  const tier = serviceTier(reading?.tier)
  const money = moneyOf(call, candidate, pricing, ended, model, tier)
  return {
    status: ended.status,
    ended: ended.ended,
    stop: reading?.stop,
    usage: money.usage,
    usageOrigin: money.usageOrigin,
    cost: candidate.subscription ? undefined : money.cost,
    costOrigin: money.costOrigin,
    tier,
    premiums: money.premiums,
    model,
    id: reading?.id,
    bytes: ended.bytes,
    ...(ended.error !== undefined && { error: ended.error }),
  }
}

interface Bill {
  readonly usage: Usage | undefined
  readonly usageOrigin: Origin
  readonly cost: Money | undefined
  readonly costOrigin: Origin
  readonly premiums?: readonly Premium[] | undefined
}

const free: Bill = {
  usage: emptyUsage,
  usageOrigin: 'computed',
  cost: 0n,
  costOrigin: 'computed',
}

/** What is asked of a thing that exists (`/v1/responses/:id/cancel`) states usage that its making was billed for. */
const restating = /^\/v1\/(?:responses|chat\/completions|batches)\/[^/?]+(?:\/cancel)?(?:\?|$)/

function moneyOf(
  call: Call,
  candidate: Candidate,
  pricing: SendPricing,
  ended: Ended,
  model: string,
  tier: ServiceTier,
): Bill {
  const provider = candidate.provider.id
  const { reading, at } = ended
  const { dialect, path, model: asked } = call.target
  if (call.method !== 'POST' || (dialect === 'opaque' && restating.test(path))) return free
  if (countsOnly(call.target)) return free
  // Anthropic says the output with the stop; without it, all that was said is the beginning of both.
  const told = dialect !== 'anthropic-messages' || reading?.stop !== undefined
  if (reading?.usage !== undefined && told && (reading.complete || ended.ended === 'complete')) {
    const bill = pricing.bill({ provider, model, asked, dialect, raw: reading.usage, tier, at })
    if (bill !== undefined) return { ...bill, usageOrigin: 'provider' }
  }
  // Whoever refuses with an error status has not generated, and does not bill.
  if (ended.status >= 400) return free
  if (ended.ended === 'complete' && !generates(call)) {
    // Its documentation: the moderation models are free. Their replies state no usage.
    if (provider === 'openai' && path.startsWith('/v1/moderations')) return free
    return { usage: undefined, usageOrigin: 'computed', cost: undefined, costOrigin: 'computed' }
  }
  const usage = estimate(call, candidate, pricing, ended)
  const premiums = askedPremiums(call, ended.reading?.usage)
  const cost = pricing.cost({ provider, model, asked, usage, tier, premiums, at })
  return { usage, usageOrigin: 'estimated', cost, costOrigin: 'estimated', premiums }
}

function generates(call: Call): boolean {
  return call.target.dialect !== 'opaque'
}

/**
 * An attempt that broke off: input as `message_start` said it, else as expected; output from the delivered bytes, and
 * the reasoning that such calls do unseen. Nothing else is known of what the provider generated and did not deliver.
 * How dense an answer is was learned under the name that was asked for, not under the reply's.
 */
function estimate(call: Call, candidate: Candidate, pricing: SendPricing, ended: Ended): Usage {
  const { reading } = ended
  const expected = pricing.expect(call)
  const { dialect, model } = call.target
  const said =
    reading?.usage === undefined
      ? undefined
      : pricing.bill({
          provider: candidate.provider.id,
          model,
          dialect,
          raw: reading.usage,
          at: ended.at,
        })?.usage
  const delivered = pricing.outputTokens(candidate.provider.id, model, answerBytes(call, ended))
  const { input, cacheRead, cacheWrite, cacheWrite1h } = said ?? expected
  // What was said of the output may be older than what came.
  const before = said === undefined ? 0 : outputTokens(said)
  const hidden = hiddenBy(call, pricing, reading)
  const unsaid = Math.max(0, Math.ceil(delivered) + hidden - before)
  const thought = Math.min(unsaid, Math.max(0, hidden - (said?.reasoning ?? 0)))
  return {
    input,
    cacheRead,
    cacheWrite,
    cacheWrite1h,
    output: (said?.output ?? 0) + unsaid - thought,
    reasoning: (said?.reasoning ?? 0) + thought,
    ...(said?.other === undefined ? {} : { other: said.other }),
  }
}

/**
 * Models reason before they answer: all of it is over when the first of the answer came. Before, it is taken for half
 * done; where no reply began, for not begun.
 */
function hiddenBy(call: Call, pricing: SendPricing, reading: Reading | undefined): number {
  if (reading === undefined) return 0
  const hidden = pricing.hiddenReasoning?.(call) ?? 0
  return reading.deltaBytes > 0 ? hidden : Math.round(hidden / 2)
}

/** Bytes of answer as far as known; a whole body without usage is taken for an answer from end to end. */
function answerBytes(call: Call, { reading, ended, bytes }: Ended): number {
  if (call.target.dialect === 'openai-embeddings') return 0
  if (reading !== undefined && reading.deltaBytes > 0) return reading.deltaBytes
  return ended === 'complete' ? bytes : 0
}
