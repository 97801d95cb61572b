/**
 * The semantic cache: an answer is reused for another wording of its question, where that is certified.
 *
 * It stands behind the exact cache. What is not the last text of the user has to be equal to the byte; what may never be
 * confused is ruled out by words; what is left is a chance of being wrong, which `risk/` bounds.
 * @module
 */
import type { Call, Money, Reply } from '../../../call.ts'
import { createBoundedMap } from '../../../maps/bounded-map.ts'
import type { Aside, Kit, Layer, Watch } from '../../layer.ts'
import { unfit } from '../admit.ts'
import { replyOf } from '../entry.ts'
import { cacheKey, prepareSecret } from '../key.ts'
import { createAhead } from './ahead.ts'
import type { Beliefs } from './beliefs.ts'
import { createKeeper, type Lead } from './keeper.ts'
import { readLastText } from './last-text.ts'
import type { Models } from './models.ts'
import { neverAcross } from './question/never.ts'
import type { Question } from './question/question.ts'
import { readQuestion, textBound } from './question/read-question.ts'
import { worthVerifying } from './risk/prior.ts'
import type { Candidate, Risk } from './risk/risk.ts'
import { sameWords } from './same-words.ts'
import { mostWrong, settingsOf, type SemanticSettings } from './settings.ts'
import type { Kept } from './store/kept.ts'
import type { SemanticStore } from './store/semantic-store.ts'
import { createScales, type Weighed } from './weigh.ts'
import { agoOf, howSure, kindsOf } from './words.ts'

export interface SemanticOptions {
  readonly models: Models
  readonly store: SemanticStore
  readonly beliefs: Beliefs
  readonly secret: Uint8Array
  readonly settings: SemanticSettings
  readonly failed: (error: unknown) => void
  /** Told of each answer that went out, with the expected price of its call. */
  readonly served?: (avoided: Money | undefined) => void
}

const candidateOf = ({ kept, evidence }: Weighed): Candidate => ({
  id: String(kept.id),
  cluster: String(kept.id),
  evidence,
})

/** Conversations whose beginning was seen once: a second sight of it is what makes keeping worth while. */
const seenBeginnings = 20_000

export function createSemanticLayer(options: SemanticOptions): Layer {
  const { models, store, beliefs, settings: defaults } = options
  const secret = prepareSecret(options.secret)
  const { encodings } = store
  const scales = createScales(models, encodings)
  const ahead = createAhead({ models, encodings, all: store.kept, failed: options.failed })
  const mayServe = worthVerifying(models.prior)
  const seen = createBoundedMap<true>(seenBeginnings)
  /** Calls that wait for their label. */
  const tried = new WeakMap<Call, Lead>()
  const riskOf = (call: Call): Risk =>
    beliefs.of(call.route.name, settingsOf(call, defaults).wrongAnswers)
  let aside: Aside | undefined
  const keeper = createKeeper({
    store,
    riskOf,
    aside: () => aside,
    whenKept: ahead.add,
    failed: options.failed,
  })

  /** What is asked, and in which partition; undefined where no other wording may answer or be answered. */
  function read(
    call: Call,
    kit: Kit,
  ): (Pick<Lead, 'partition' | 'text' | 'keep'> & { question: Question }) | undefined {
    const last = readLastText(call)
    if (!last || last.text.length > textBound) return undefined
    const question = readQuestion(last.text)
    const why = neverAcross(question, last)
    if (why !== undefined) {
      kit.note(`not answered across wordings: ${why}`)
      return undefined
    }
    const { span } = last
    if (!span) return undefined
    const partition = cacheKey(secret, call, span)
    const keep = last.turns === 0 || seen.get(partition) === true
    if (!keep) seen.set(partition, true)
    return { partition, text: last.text, keep, question }
  }

  function reuse(
    call: Call,
    kit: Kit,
    lead: Lead,
    question: Question,
  ): Reply | Promise<Call | Reply> | Call {
    const now = kit.clock.now()
    const approved = store.alias(lead.partition, lead.text)
    if (approved) {
      kit.note('these words were approved for an answer that is kept')
      return serve(call, kit, lead, approved, now)
    }
    const near = store.candidates(lead.partition, lead.text, now)
    const weighed = scales.weigh(question, near, now)
    const open = weighed.filter(({ vetoed }) => !vetoed)
    const repeated = open.find(({ kept }) => sameWords(kept.text, lead.text))
    if (repeated) {
      riskOf(call).decide([], () => 1, call.tenant)
      kit.note(`these words were answered ${agoOf(now - repeated.kept.madeAt)} ago`)
      return serve(call, kit, lead, repeated.kept, now)
    }
    if (open.length === 0) {
      const [nearest] = weighed
      if (nearest) {
        const vetoes = scales.vetoes(question, nearest.kept)
        kit.note(`the nearest question differs in ${kindsOf(vetoes)}`)
      }
      riskOf(call).decide([], () => 1, call.tenant)
      return call
    }
    if (!models.verifier && !models.encoder) return decide(call, kit, lead, open, now)
    const worth = open.filter(({ evidence }) => mayServe(evidence))
    if (worth.length === 0) return decide(call, kit, lead, open, now)
    const rivals = open.filter((one) => !worth.includes(one))
    return verify(call, question, worth).then((verified) =>
      // Without the transformers' word those that are worth asking about are no candidates.
      decide(call, kit, lead, [...verified, ...rivals], now),
    )
  }

  function verify(call: Call, question: Question, worth: readonly Weighed[]): Promise<Weighed[]> {
    const risk = riskOf(call)
    if (worth.length > 0) ahead.wanted()
    return scales.verifyBest(question, worth, ({ evidence }) =>
      risk.probability(evidence, call.tenant),
    )
  }

  function decide(
    call: Call,
    kit: Kit,
    lead: Lead,
    weighed: readonly Weighed[],
    now: number,
  ): Call | Reply {
    const candidates = weighed.map(candidateOf)
    const shadowed = kit.permit.arm === 'shadow'
    // Which hits go upstream for a label is drawn by the certificate, not here.
    const decision = riskOf(call).decide(candidates, () => (shadowed ? 0 : 1), call.tenant)
    const { index, verdict, probability } = decision
    const best = weighed[index]
    if (!best) return call
    lead.candidate = best.kept
    const sure = 1 - probability <= (kit.permit.setting ?? mostWrong[0]!)
    if ((verdict !== 'hit' && verdict !== 'explore') || !sure) {
      // What the limit would bear and the certificate's setting does not is judged like any near question.
      lead.decision =
        verdict === 'miss' ? decision : { ...decision, verdict: 'grey', propensity: 1 }
      kit.note(`a question worded otherwise is near, and ${howSure(probability)}`)
      return call
    }
    lead.decision = shadowed ? { ...decision, propensity: kit.permit.probability } : decision
    const ago = agoOf(now - best.kept.madeAt)
    kit.note(`a question worded otherwise was answered ${ago} ago, and ${howSure(probability)}`)
    return serve(call, kit, lead, best.kept, now)
  }

  /**
   * Looks where nothing may be served yet, after the reply: what the fresh answer says of the nearest is learned. Else
   * only calls drawn for a shadow would teach what a certificate waits for.
   */
  async function study(call: Call, lead: Lead, question: Question, now: number): Promise<void> {
    const near = store
      .candidates(lead.partition, lead.text, now)
      .filter(({ item }) => item !== lead.own && item.text !== lead.text)
    const open = scales.weigh(question, near, now).filter(({ vetoed }) => !vetoed)
    const worth = open.filter(({ evidence }) => mayServe(evidence))
    const read = models.verifier || models.encoder ? await verify(call, question, worth) : open
    // As a hit that is drawn for a label: nothing is served, so nothing of the limit is spent.
    const decision = riskOf(call).decide(read.map(candidateOf), () => 0, call.tenant)
    lead.candidate = read[decision.index]?.kept
    if (decision.verdict !== 'miss') lead.decision = { ...decision, verdict: 'grey', propensity: 1 }
  }

  function serve(call: Call, kit: Kit, lead: Lead, kept: Kept, now: number): Call | Reply {
    // The store found it in this partition; that it is of it is checked once more where it matters.
    const entry = kept.partition === lead.partition ? store.answer(kept, now) : undefined
    if (!entry) return call
    lead.candidate = kept
    const avoided = kit.price(call)
    kit.taken(() => {
      keeper.served(call, lead)
      options.served?.(avoided)
    })
    return {
      ...replyOf(entry),
      headers: ['content-type', entry.contentType, 'x-farthing-cache', 'semantic'],
    }
  }

  return {
    name: 'cache',
    needs: 'balanced',
    unit: 'call',
    budgetMs: 250,
    dial: mostWrong,
    version: `2 ${models.version}`,
    down(call, kit) {
      const settings = settingsOf(call, defaults)
      if (!settings.enabled || call.skipCache || call.mode === 'safe' || call.mode === 'observe')
        return call
      if (unfit(call, 'all') !== undefined) return call
      const asked = read(call, kit)
      if (!asked) return call
      const { question, ...beginning } = asked
      const lead: Lead = { ...beginning, ttlMs: settings.ttlSeconds * 1000, answered: false }
      kit.left = lead
      const { arm } = kit.permit
      if (arm === 'shadow') tried.set(call, lead)
      if (models.ready && arm === 'off') lead.study = (now) => study(call, lead, question, now)
      const acts = models.ready && (arm === 'live' || arm === 'shadow')
      return acts ? reuse(call, kit, lead, question) : call
    },
    up(call, kit): Watch | undefined {
      const lead = kit.left as Lead | undefined
      return lead && keeper.watch(call, lead, kit.clock)
    },
    engaged(given) {
      aside = given
    },
    labelled(call, label) {
      const lead = tried.get(call)
      if (lead) keeper.learn(call, lead, label)
    },
    feedback: keeper.feedback,
  }
}
