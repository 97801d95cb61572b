/**
 * Ways to mark prompts, all billed by the sandbox: never, always, the vendor's rule, and the layer's own decisions.
 * The sandbox knows true tokens; the layer's arm is told tokens that are off by a factor, as its estimates are.
 * @module
 */
import type { Money } from '../../src/call.ts'
import { endsImplicitly } from '../../src/layers/prefix/additions.ts'
import {
  begun,
  billed,
  decide,
  kindOf,
  markersOf,
  sent,
  type Decision,
} from '../../src/layers/prefix/decision.ts'
import type { Place, Rules } from '../../src/layers/prefix/plan.ts'
import { rulesOf } from '../../src/layers/prefix/rules.ts'
import { createWarmth } from '../../src/pricing/warmth/warmth.ts'
import { createSandbox } from '../../src/sandbox/sandbox.ts'
import { fixedPrices } from '../../src/sandbox/prices.ts'
import type { Block } from '../../src/sandbox/prompt.ts'

export type Arm = 'never' | 'always 5m' | 'always 1h' | "vendor's rule" | 'client' | 'farthing'

/** A call of a simulated tenant, blocks in the order of the prompt. Markers in `blocks` are the client's. */
export interface SimulatedCall {
  readonly at: number
  readonly tenant: string
  readonly conversation: string
  readonly workload: string
  readonly model: string
  readonly blocks: readonly Block[]
  /** Chained names, one a block; made by `withKeys` where the caller has none. */
  readonly keys?: readonly (string | number)[]
}

/** Multiples of the input price, the same for all models here: what matters is the ratio. */
const rates = { input: 1, cacheRead: 0.1, cacheWrite: 1.25, cacheWrite1h: 2, output: 5 }
export const firstByteMs = 500

export const prices = fixedPrices({
  'claude-haiku-4-5': rates,
  'claude-sonnet-4-5': rates,
  'gpt-5.6-sol': rates,
})

export interface Played {
  /** Input cost of each call, in units of a fresh token. */
  readonly costs: readonly number[]
}

export interface PlayOptions {
  /** Tokens as the layer estimates them, of the true ones. */
  readonly misjudged?: number
}

const ruleSets = new Map<string, Rules>()

function rulesFor(model: string): Rules {
  let rules = ruleSets.get(model)
  if (!rules) {
    const sort = model.startsWith('claude') ? 'marks' : 'breakpoints'
    ruleSets.set(model, (rules = rulesOf(sort, model, undefined)))
  }
  return rules
}

/** Plays calls, in order of `at`, under an arm. */
export function play(calls: readonly SimulatedCall[], arm: Arm, options: PlayOptions = {}): Played {
  const sandbox = createSandbox({ prices, clock: { now: () => 0 } })
  const warmth = createWarmth()
  const waiting: { at: number; run: () => void }[] = []
  let next = 0
  const costs = calls.map((call) => {
    while (next < waiting.length && waiting[next]!.at <= call.at) waiting[next++]!.run()
    const decision = arm === 'farthing' ? decideOn(call, warmth, options) : undefined
    const blocks = decision ? marked(call, decision) : markedBy(arm, call)
    const openai = call.model.startsWith('gpt')
    const { usage, cost } = sandbox.simulate({
      model: call.model,
      account: call.tenant,
      blocks,
      at: call.at,
      firstByteMs,
      ...(openai && decision && !endsImplicitly(decision.plan.markers, blocks.length - 1)
        ? { cache: { cacheMode: 'explicit' as const } }
        : undefined),
    })
    if (decision) {
      const markers = markersOf(decision, true)
      const at = call.at + firstByteMs
      const { cacheRead, cacheWrite, cacheWrite1h, input } = usage
      sent(decision)
      waiting.push({
        at,
        run() {
          begun(decision, markers, decision.plan.read, call.at)
          const total = input + cacheRead + cacheWrite + cacheWrite1h
          billed(
            decision,
            markers,
            { read: cacheRead, written: cacheWrite, writtenHour: cacheWrite1h, total },
            call.at,
          )
        },
      })
    }
    return Number(cost as Money) / 1e6
  })
  return { costs }
}

function decideOn(
  call: SimulatedCall,
  warmth: ReturnType<typeof createWarmth>,
  options: PlayOptions,
): Decision {
  const rules = rulesFor(call.model)
  const partition = warmth.partition(`${call.tenant}\n${call.model}`)
  const places = placesOf(call, options.misjudged ?? 1, rules)
  const last = places.findLastIndex(({ boundary }) => boundary)
  const kind = kindOf('', last + 1, last < 0 ? 0 : places[last]!.end)
  return decide(places, partition, rules, kind, call.at)
}

function placesOf({ blocks, keys, model }: SimulatedCall, factor: number, rules: Rules): Place[] {
  const names = keys ?? keysOf(blocks)
  const tools = blocks.findLastIndex(({ section }) => section === 'tools')
  const system = blocks.findLastIndex(({ section }) => section === 'system')
  const openai = model.startsWith('gpt')
  let end = 0
  return blocks.map((block, at) => {
    end += block.tokens
    const boundary = at === tools ? 'tools' : at === system ? 'system' : undefined
    const own = rules.lifetimes.find(({ name }) => name === block.cacheControl)
    return {
      key: names[at]!,
      end: Math.round(end * factor),
      markable: own === undefined && !(openai && at === tools) && block.kind !== 'thinking',
      ...(boundary ? { boundary } : undefined),
      ...(own ? { marked: own } : undefined),
    }
  })
}

/** Chained names of a list of blocks. */
export function keysOf(blocks: readonly Block[]): string[] {
  let key = ''
  return blocks.map(({ hash }) => (key += `${hash}|`))
}

function marked({ blocks }: SimulatedCall, { plan }: Decision): readonly Block[] {
  if (plan.markers.length === 0) return blocks
  const made = blocks.slice()
  for (const { at, lifetime } of plan.markers) {
    made[at] = { ...made[at]!, cacheControl: lifetime.name }
  }
  return made
}

function markedBy(arm: Arm, { blocks }: SimulatedCall): readonly Block[] {
  if (arm === 'client') return blocks
  const plain = blocks.some(({ cacheControl }) => cacheControl)
    ? blocks.map(({ cacheControl: _cacheControl, ...block }) => block)
    : blocks
  if (arm === 'never') return plain
  const ttl = arm === 'always 1h' ? '1h' : '5m'
  const made = plain.slice()
  const mark = (at: number): void => {
    if (at >= 0) made[at] = { ...made[at]!, cacheControl: ttl }
  }
  mark(made.length - 1)
  if (arm === "vendor's rule") return made
  mark(made.findLastIndex(({ section }) => section === 'tools'))
  mark(made.findLastIndex(({ section }) => section === 'system'))
  return made
}
