/**
 * What happens to a call's answer once its client has it: it is kept, compared with the one that might have served, and
 * whatever is found out is learned.
 * @module
 */
import type { Call, CallId, Outcome } from '../../../call.ts'
import { createBoundedMap } from '../../../maps/bounded-map.ts'
import { readAnswer } from '../../../proof/labels/read-answer.ts'
import type { Aside, Clock, ShadowLabel, Watch } from '../../layer.ts'
import { mayKeep } from '../admit.ts'
import { neverKeep } from './question/never-keep.ts'
import type { Decision, Risk } from './risk/risk.ts'
import type { Kept } from './store/kept.ts'
import { principalOf } from './store/quotas.ts'
import type { SemanticStore } from './store/semantic-store.ts'

/** What a call's watch must know of its way down. */
export interface Lead {
  readonly partition: string
  readonly text: string
  /** Whether its answer is worth keeping. */
  readonly keep: boolean
  readonly ttlMs: number
  /** Its client got an answer from here. */
  answered: boolean
  /** About the nearest question, and that question. */
  decision?: Decision
  candidate?: Kept | undefined
  /** Finds both after the reply, where nothing may be served yet. */
  study?: (now: number) => Promise<void>
  /** Its own answer, once it is kept. */
  own?: Kept
  /** Its words lead to the candidate: its own answer need not be kept. */
  joined?: boolean
}

export interface Keeper {
  watch(call: Call, lead: Lead, clock: Clock): Watch | undefined
  /** The answer of `lead.candidate` went to the client. */
  served(call: Call, lead: Lead): void
  learn(call: Call, lead: Lead, label: ShadowLabel): void
  feedback(call: CallId, harm: number): void
}

export interface KeeperParts {
  readonly store: SemanticStore
  readonly riskOf: (call: Call) => Risk
  readonly aside: () => Aside | undefined
  /** A question is kept. */
  readonly whenKept: (own: Kept) => void
  readonly failed: (error: unknown) => void
}

/** A longer answer is served, not kept. */
const maximumAnswer = 1024 * 1024

/** Calls whose feedback is still understood. */
const rememberedCalls = 10_000

/** Chance that a comparison errs: of a judge, as measured in docs/proof.md; of a user. */
const judgeErrs = 0.05
const userErrs = 0.1

export function createKeeper({ store, riskOf, aside, whenKept, failed }: KeeperParts): Keeper {
  const said = createBoundedMap<{ readonly risk: Risk; readonly lead: Lead }>(rememberedCalls / 2)

  function keep(call: Call, lead: Lead, outcome: Outcome, body: Uint8Array, madeAt: number): void {
    if (lead.joined) return
    const answer = readAnswer(call.client, body)
    if (!answer || answer.toolCalls.length > 0 || neverKeep(answer.text) !== undefined) return
    const { stream } = call.view
    lead.own = store.put({
      key: '',
      partition: lead.partition,
      text: lead.text,
      principal: principalOf(call),
      tenant: call.tenant,
      tags: call.tags,
      target: call.target,
      model: outcome.model || call.target.model,
      contentType: stream ? 'text/event-stream; charset=utf-8' : 'application/json',
      streamed: stream,
      stop: outcome.stop,
      usage: outcome.usage,
      body,
      madeAt,
      expiresAt: madeAt + lead.ttlMs,
    })
    riskOf(call).added(String(lead.own.id))
    whenKept(lead.own)
    said.set(call.id, { risk: riskOf(call), lead })
  }

  /** A question that was near and not answered: the fresh answer says, for free or for a judge's price, who was right. */
  async function ask(
    call: Call,
    lead: Lead,
    fresh: Uint8Array,
    at: number,
    signal: AbortSignal,
  ): Promise<void> {
    const { decision, candidate } = lead
    if (!decision || !candidate) return
    const kept = store.answer(candidate, at)
    const label = kept && (await aside()?.compare(call, fresh, kept.body, signal))
    if (label) learn(call, lead, label)
  }

  function learn(call: Call, lead: Lead, { harm, equal }: ShadowLabel): void {
    const { decision, candidate } = lead
    // An approved wording has no decision: what is wrong with it ends it.
    if (!candidate) return
    const same = harm < 0.5
    const joined = decision
      ? riskOf(call).learn({ decision, same, noise: equal ? 0 : judgeErrs }).joined
      : false
    if (!same && !decision) store.remove(candidate)
    if (!joined) return
    lead.joined = true
    store.approve(lead.text, candidate)
    if (lead.own) store.remove(lead.own)
  }

  return {
    watch(call, lead, clock) {
      if (!lead.keep) return undefined
      let chunks: Uint8Array[] = []
      let size = 0
      return {
        onBytes(chunk) {
          size += chunk.length
          if (lead.answered || size > maximumAnswer) chunks = []
          else chunks.push(chunk)
        },
        onEnd(outcome, used) {
          if (lead.answered || size > maximumAnswer || !mayKeep(call, outcome, used)) return
          const body = Buffer.concat(chunks)
          const at = clock.now()
          // The bytes of the reply are written first.
          setImmediate(() => {
            try {
              keep(call, lead, outcome, body, at)
            } catch (error) {
              failed(error)
            }
          })
          if (lead.decision?.verdict === 'grey' || lead.study) {
            aside()?.later(async (signal) => {
              await lead.study?.(at)
              await ask(call, lead, body, at, signal)
            })
          }
        },
      }
    },
    served(call, lead) {
      lead.answered = true
      said.set(call.id, { risk: riskOf(call), lead })
    },
    learn,
    feedback(id, harm) {
      const found = said.get(id)
      if (!found || harm < 0.5) return
      const { risk, lead } = found
      // Whoever asks again gets a fresh answer.
      if (lead.own) store.remove(lead.own)
      if (!lead.answered || !lead.candidate) return
      store.remove(lead.candidate)
      const { decision } = lead
      if (decision) risk.learn({ decision, same: false, noise: userErrs })
    },
  }
}
