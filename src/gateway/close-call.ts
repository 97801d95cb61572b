/**
 * From a call's story to its row: what was paid, what it would have cost, and why.
 * @module
 */
import type { Call, LayerName, Money, Outcome, Target, Usage } from '../call.ts'
import { factsOf, type Closing } from '../ledger/rows.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { settle, type Settlement, type Step } from '../pricing/account.ts'
import { formatDollars } from '../pricing/money.ts'
import type { PriceList } from '../pricing/price-list.ts'
import type { Story } from '../pipeline/story.ts'
import type { AttemptRecord } from '../send/parts.ts'
import { attemptsOf, noteBill, textOf } from './build-call.ts'
import type { Metrics } from './metrics.ts'
import { withoutOwnWarmth } from './own-warmth.ts'

export interface CloseParts {
  readonly ledger: Ledger
  readonly prices: PriceList
  readonly metrics: Metrics
  readonly closed?: Closed
}

/** Told of a call that is over: what its row says, and the attempts that served it. */
export type Closed = (call: Call, closing: Closing, attempts: readonly AttemptRecord[]) => void

/** Makes the function that writes the row of a call that is over. */
export function createClose(parts: CloseParts) {
  const { ledger, prices, metrics, closed } = parts
  return (story: Story, outcome: Outcome): void => {
    const { call, reply } = story
    const all = attemptsOf(call)
    const attempts = all.every(isServing) ? all : all.filter(isServing)
    const last = attempts.at(-1)
    const from = reply?.from ?? 'gateway'
    const account = accountOf(story, outcome, attempts, prices)
    // Without an account what answered still counts against budgets; where nothing did, the last that was tried.
    const paid =
      account?.paid ??
      (outcome.usage === undefined && last !== undefined ? last.outcome.cost : outcome.cost)
    let upstreamMs = 0
    for (const attempt of attempts) upstreamMs += attempt.totalMs
    const totalMs = Date.now() - call.startedAt
    const closing: Closing = {
      served: outcome.model || last?.model || call.target.model,
      provider: last?.provider ?? call.target.provider,
      from,
      status: outcome.status,
      ended: outcome.ended,
      stop: outcome.stop,
      usage: outcome.usage,
      usageOrigin: outcome.usageOrigin,
      tier: outcome.tier,
      ...(last === undefined ? {} : { billing: last.billing }),
      baseline: account?.baseline,
      cost: paid,
      // A failed attempt was estimated: so is the sum that it is part of.
      costOrigin: attempts.some((attempt) => attempt.outcome.costOrigin === 'estimated')
        ? 'estimated'
        : outcome.costOrigin,
      ...(account === undefined
        ? {}
        : { saved: savedOf(account), misses: account.misses, failures: account.failures }),
      time: {
        total: totalMs,
        upstream: upstreamMs,
        own: Math.max(0, totalMs - upstreamMs),
        firstByte: story.answeredAt === 0 ? undefined : story.answeredAt - call.startedAt,
      },
      error: outcome.error,
      certificates: story.lines.flatMap(({ verdict, permit }) =>
        (verdict === 'taken' || verdict === 'answered') && permit.certificate !== undefined
          ? [permit.certificate]
          : [],
      ),
      notes: notesOf(story, attempts),
      ...textIn(call),
    }
    ledger.closeCall(factsOf(call), closing)
    closed?.(call, closing, attempts)
    metrics.own(closing.time.own)
    let saved = 0n
    for (const { layer, amount } of account?.savings ?? none) {
      saved += amount
      metrics.saved(layer, amount)
    }
    noteBill(call, { paid, baseline: account?.baseline, saved })
  }
}

function isServing({ kind }: AttemptRecord): boolean {
  return kind === 'serve' || kind === 'retry'
}

/** undefined: some model on the way has no price. */
function accountOf(
  story: Story,
  outcome: Outcome,
  attempts: readonly AttemptRecord[],
  prices: PriceList,
): Settlement | undefined {
  const { call, steps } = story
  const price = (target: Target, usage: Usage): Money | undefined =>
    prices.cost({
      provider: target.provider,
      model: target.model,
      usage,
      tier: outcome.tier,
      premiums: outcome.premiums,
      at: call.startedAt,
    })?.total
  const answered = attempts.length > 0 && outcome.usage !== undefined
  if (answered && attempts.length === 1 && steps.length === 0) {
    return untouched(outcome, price(call.target, outcome.usage!))
  }
  const served = answered
    ? {
        target: steps.at(-1)?.after?.target ?? call.target,
        usage: withoutOwnWarmth(outcome.usage!, attempts),
        cost: outcome.cost,
        origin: outcome.costOrigin,
      }
    : undefined
  if (!answered && outcome.cost === undefined) return undefined
  // The last attempt is the one that answered; what the others cost was lost.
  const lost = answered ? attempts.slice(0, -1) : attempts
  const account = settle({
    steps: answered ? steps : [...steps, ...answerOf(story)],
    served,
    failures: lost.map(costOf),
    price,
  })
  return account.priced ? account : undefined
}

/** What a subscription covers costs nothing; what has no price is not known to. */
function costOf({ outcome, billing }: AttemptRecord): Money | undefined {
  return billing === 'subscription' ? 0n : outcome.cost
}

/** The account of most calls, which `settle` would make the same: one attempt, and no layer that did anything. */
function untouched({ cost, costOrigin }: Outcome, list: Money | undefined): Settlement | undefined {
  if (cost === undefined) return undefined
  const baseline = list ?? cost
  return {
    priced: true,
    baseline,
    savings: none,
    misses: cost - baseline,
    failures: 0n,
    paid: cost,
    origin: costOrigin,
  }
}

const none: Settlement['savings'] = []

/** The step of a layer that answered without an attempt: all that the call would have used is saved. */
function answerOf({ lines, reply }: Story): Step[] {
  const before = reply?.avoided?.()
  const line = lines.findLast(({ verdict }) => verdict === 'answered')
  return before === undefined || line === undefined
    ? []
    : [{ layer: line.layer, before, after: undefined }]
}

function textIn(call: Call): Pick<Closing, 'text'> {
  const text = call.route.storeText ? textOf(call) : undefined
  return text === undefined ? {} : { text }
}

function savedOf(account: Settlement): Partial<Record<LayerName, Money>> {
  const saved: Partial<Record<LayerName, Money>> = {}
  for (const { layer, amount } of account.savings) saved[layer] = (saved[layer] ?? 0n) + amount
  return saved
}

function notesOf(
  story: Story,
  attempts: readonly AttemptRecord[],
): Partial<Record<LayerName, readonly string[]>> {
  const notes: Partial<Record<LayerName, readonly string[]>> = {}
  for (const line of story.lines) if (line.notes.length > 0) notes[line.layer] = line.notes
  for (const { credential, leftWarm } of attempts) {
    if (leftWarm === undefined) continue
    const left = `failover to ${credential} left a warm prefix behind, worth ${formatDollars(leftWarm)}`
    notes.prefix = [...(notes.prefix ?? []), left]
  }
  return notes
}
