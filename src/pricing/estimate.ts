/**
 * What a call will use and cost, before it is sent and without a tokenizer: bytes through the model's learned density,
 * output from what this tenant's calls of this route and model were answered with.
 * @module
 */
import type { Call, Money, Usage } from '../call.ts'
import { countsOnly } from '../dialects/counting.ts'
import { askedPremiums, dearestTier, writesForAnHour } from './asked-class.ts'
import { bodySize } from './body-size.ts'
import { createBoundedMap, type BoundedMap } from '../maps/bounded-map.ts'
import { emptyUsage, outputTokens, promptTokens } from './classes.ts'
import {
  createDensity,
  familyBytesPerToken,
  type Density,
  type DensitySnapshot,
} from './density.ts'
import { createLengths, type Lengths, type LengthsSnapshot } from './lengths.ts'
import { fromAtto } from './money.ts'
import type { PriceList } from './price-list.ts'
import { createSearches } from './searches.ts'

export interface Estimator {
  /** Expected usage, all text. Input is fresh unless `prefixPlan` knows better. */
  expect(call: Call): Usage
  /** Expected cost; undefined where the model is unpriced. */
  price(call: Call): Money | undefined
  /**
   * Upper bound for budgets: prompt three deviations up, at the dearest input class and tier that the request may get,
   * the whole cap (or, without one, the 99th percentile seen), and the searches that its tools allow. Not a certainty;
   * what a call costs beyond, as by what searches find and the model reads, is its overshoot.
   */
  reserve(call: Call): Money | undefined
  /** Tokens of so many bytes of a model's visible answer: what an aborted stream is settled with. */
  outputTokens(provider: string, model: string, bytes: number): number
  /** Tokens of reasoning that a call will probably be billed for and that no byte of its reply shows. */
  hiddenReasoning(call: Call): number
  /** Learns from what the served attempt of a call was billed; `answerBytes`: of the visible answer, where known. */
  learn(call: Call, usage: Usage, answerBytes?: number): void
  /** What was learned, of at most so many kinds of each sort, those used last. */
  snapshot(most?: number): EstimatorSnapshot
}

export interface EstimatorSnapshot {
  readonly densities: readonly (readonly [string, DensitySnapshot])[]
  /** Of answers. */
  readonly answers: readonly (readonly [string, DensitySnapshot])[]
  readonly lengths: readonly (readonly [string, LengthsSnapshot])[]
}

export interface EstimatorOptions {
  /** Splits the expected prompt into cache classes; the classes must add up to `prompt`. */
  readonly prefixPlan?: (
    call: Call,
    prompt: number,
  ) => Pick<Usage, 'input' | 'cacheRead' | 'cacheWrite' | 'cacheWrite1h'> | undefined
  /** Taken up where an earlier process left off. */
  readonly restore?: EstimatorSnapshot
  /** Models, and kinds of call, that are remembered. */
  readonly capacity?: number
  readonly now?: () => number
}

/**
 * A picture costs between 85 and 1,600 tokens at the providers that say; the size is not worth decoding here.
 * What is wrong about it ends in the density of the model.
 */
const mediaTokens = 1000

export function createEstimator(priceList: PriceList, options: EstimatorOptions = {}): Estimator {
  const { capacity = 2000, now = Date.now, prefixPlan, restore } = options
  const densities = createBoundedMap<Density>(capacity)
  const answers = createBoundedMap<Density>(capacity)
  const lengths = createBoundedMap<Lengths>(capacity)
  // Not kept for the next process: what it starts with is a few cents, and learned at the first search.
  const searches = createSearches(capacity)
  for (const [key, value] of restore?.densities ?? []) densities.set(key, createDensity(value))
  for (const [key, value] of restore?.answers ?? []) answers.set(key, createDensity(value))
  for (const [key, value] of restore?.lengths ?? []) lengths.set(key, createLengths(value))

  function densityIn(of: BoundedMap<Density>, provider: string, model: string): Density {
    const key = densityKeys('', provider, model)
    let found = of.get(key)
    if (found === undefined) of.set(key, (found = createDensity(familyBytesPerToken(model))))
    return found
  }

  function density(call: Call): Density {
    return densityIn(densities, call.target.provider, call.target.model)
  }

  // A kind that was never seen is expected to be as long as the model's answers to everybody's calls.
  function lengthsOf(call: Call): Lengths | undefined {
    return lengths.get(kindKey(call)) ?? lengths.get(modelKey(call))
  }

  function expectedOutput(call: Call, known: Lengths): number {
    const choices = choicesOf(call)
    const cap = call.view.outputCap
    const mean = known.mean()
    return (cap === undefined ? mean : Math.min(mean, cap)) * choices
  }

  function expect(call: Call): Usage {
    if (countsOnly(call.target)) return emptyUsage
    const size = bodySize(call)
    const prompt = density(call).tokens(size.text) + size.media * mediaTokens
    const output = generates(call) ? expectedOutput(call, lengthsOf(call) ?? unseen) : 0
    const plan = prefixPlan?.(call, prompt)
    if (plan === undefined)
      return { input: prompt, cacheRead: 0, cacheWrite: 0, cacheWrite1h: 0, output, reasoning: 0 }
    return {
      input: plan.input,
      cacheRead: plan.cacheRead,
      cacheWrite: plan.cacheWrite,
      cacheWrite1h: plan.cacheWrite1h,
      output,
      reasoning: 0,
    }
  }

  return {
    expect,
    price(call) {
      const { provider, model } = call.target
      const premiums = askedPremiums(call)
      return priceList.cost({ provider, model, usage: expect(call), premiums, at: now() })?.total
    },
    reserve(call) {
      const { provider, model } = call.target
      const size = bodySize(call)
      const text = density(call).high(size.text)
      const media = size.media * 2 * mediaTokens
      const tier = dearestTier(call.view.json)
      const rates = priceList.rates(provider, model, now(), tier, text + media, askedPremiums(call))
      if (rates === undefined) return undefined
      const cap = call.view.outputCap
      const most = cap ?? (lengthsOf(call) ?? unseen).high()
      if (countsOnly(call.target)) return 0n
      const output = generates(call) ? most * choicesOf(call) : 0
      let dearest = larger(rates.cacheWrite, rates.input)
      if (rates.cacheWrite1h > dearest && writesForAnHour(call)) dearest = rates.cacheWrite1h
      let amount = BigInt(text) * dearest + rates.requests
      if (media > 0)
        amount += BigInt(media) * larger(dearest, larger(rates.inputAudio, rates.inputImage))
      if (rates.webSearches > 0n)
        amount += BigInt(searches.most(call, kindKey(call))) * rates.webSearches
      return fromAtto(amount + BigInt(Math.ceil(output)) * larger(rates.reasoning, rates.output))
    },
    outputTokens: (provider, model, bytes) =>
      bytes === 0 ? 0 : densityIn(answers, provider, model).tokens(bytes),
    hiddenReasoning(call) {
      const ofKind = lengths.get(kindKey(call))?.hidden()
      const hidden = ofKind ?? lengths.get(modelKey(call))?.hidden() ?? 0
      return Math.round(Math.min(hidden, call.view.outputCap ?? Infinity) * choicesOf(call))
    },
    learn(call, usage, answerBytes = 0) {
      if (countsOnly(call.target)) return
      const size = bodySize(call)
      density(call).observe(size.text, promptTokens(usage) - size.media * mediaTokens)
      const { provider, model } = call.target
      let hidden: number | undefined
      if (answerBytes > 0) {
        const answer = densityIn(answers, provider, model)
        hidden = hiddenIn(usage, answer.tokens(answerBytes))
        answer.observe(answerBytes, usage.output + usage.reasoning - hidden)
      }
      if (!generates(call)) return
      const searched = usage.other?.webSearches ?? 0
      if (searched > 0) searches.observe(kindKey(call), searched)
      const produced = outputTokens(usage) / choicesOf(call)
      for (const key of [kindKey(call), modelKey(call)]) {
        let known = lengths.get(key)
        if (known === undefined) lengths.set(key, (known = createLengths()))
        known.observe(produced)
        if (hidden !== undefined) known.observeHidden(hidden / choicesOf(call))
      }
    },
    snapshot: (most = Infinity) => ({
      densities: snapshotsOf(densities, most),
      answers: snapshotsOf(answers, most),
      lengths: snapshotsOf(lengths, most),
    }),
  }
}

/**
 * Reasoning beyond what the bytes of a stream amount to. Some providers show all of it (DeepSeek), some nothing (OpenAI's
 * chat), some a summary (Anthropic), and none says which.
 */
function hiddenIn({ output, reasoning }: Usage, shown: number): number {
  return Math.max(0, Math.min(reasoning, output + reasoning - shown))
}

function larger(left: bigint, right: bigint): bigint {
  return left > right ? left : right
}

function snapshotsOf<S>(
  map: BoundedMap<{ snapshot(): S }>,
  most: number,
): (readonly [string, S])[] {
  return [...map.entries()].slice(-most).map(([key, value]) => [key, value.snapshot()] as const)
}

const unseen = createLengths()

// NUL cannot stand in a tenant, a route or a model, so no two kinds share a key.
function kindKey(call: Call): string {
  return kindKeys(call.tenant, call.route.name, call.target.model)
}

function modelKey(call: Call): string {
  return modelKeys('', call.target.provider, call.target.model)
}

const kindKeys = rememberLast((tenant, route, model) => `${tenant}\0${route}\0${model}`)
const modelKeys = rememberLast((_, provider, model) => `\0${provider}\0${model}`)
const densityKeys = rememberLast((_, provider, model) => `${provider}/${model}`)

type Join = (first: string, second: string, third: string) => string

/** A string that was just joined has to be copied and hashed before a map can find it: 0.3 µs, six times a call. */
function rememberLast(join: Join): Join {
  let last = ['', '', '']
  let joined = join('', '', '')
  return (first, second, third) => {
    if (last[2] !== third || last[1] !== second || last[0] !== first) {
      last = [first, second, third]
      joined = join(first, second, third)
    }
    return joined
  }
}

function generates(call: Call): boolean {
  return call.target.dialect !== 'openai-embeddings'
}

function choicesOf(call: Call): number {
  const choices = call.view.json?.['n']
  return typeof choices === 'number' && Number.isInteger(choices) && choices > 1 && choices <= 128
    ? choices
    : 1
}
