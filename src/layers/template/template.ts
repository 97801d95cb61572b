/**
 * The template layer: a tool list without what no model needs, and, at its higher settings, without the tools that a
 * conversation has nothing to do with. Rules and figures: docs/layers/template.md.
 * @module
 */
import { hash } from 'node:crypto'
import type { Call, Edit, Span } from '../../call.ts'
import { changedCall } from '../changed-call.ts'
import { isSampled } from '../is-sampled.ts'
import type { StaticEmbedding } from '../../learned/static-embedding.ts'
import { createBoundedMap } from '../../maps/bounded-map.ts'
import { familyTokens } from '../../pricing/density.ts'
import { fromAtto } from '../../pricing/money.ts'
import type { PriceList } from '../../pricing/price-list.ts'
import { toBuffer } from '../../wire/bytes.ts'
import type { Kit, Layer } from '../layer.ts'
import { chooseTools, namesIn, type Choice, type Fit } from './choose-tools.ts'
import { placed, removals, rewordings, type Cut } from './edit-tools.ts'
import { createFit } from './fit-tools.ts'
import { createLayoutStep } from './layout/step.ts'
import { leavePassing, takePassing } from './passing.ts'
import { choosesItself, readTools, type ToolList } from './read-tools.ts'
import { readTurns, type Turns } from './read-turns.ts'
import {
  createListUses,
  expectedTurns,
  hardlyShorter,
  savedByCutting,
  type ListUse,
  type PriceRatios,
} from './worth.ts'

export interface TemplateSettings {
  readonly enabled: boolean
  /** The highest setting that certificates may reach. */
  readonly most: 'tidy' | 'select' | 'brief'
  /** Whether lines that tell the time go behind the last question; default true. */
  readonly moveTimes?: boolean
}

export interface TemplateOptions {
  readonly prices: Pick<PriceList, 'rates'>
  readonly settings: TemplateSettings
  /** Loads sentence vectors, when tools are first chosen. Never rejects; absent: words alone decide. */
  readonly loadEmbedding?: (() => Promise<StaticEmbedding | undefined>) | undefined
  /** Of the weights behind it. */
  readonly embeddingVersion?: string | undefined
}

/** Settings of the dial: each does what those before it do as well. */
export const levels = { tidy: 1, select: 2, brief: 3 } as const
/** Of rules and words that decide; certificates learn anew where it changes. */
const version = 'template-2'

/** Bytes of a list below which there is nothing to gain. */
const leastBytes = 1200
/** Lists of more bytes are left alone: reading them takes longer than the layer has. */
const mostBytes = 2_000_000

/** What depends on the bytes of a list alone. */
interface KnownList {
  readonly list: ToolList
  readonly tidy: readonly (readonly Cut[])[]
  readonly brief: readonly (readonly Cut[])[]
  /** `vectors`: whether meaning counts beside words. */
  readonly fitOf: (turn: string, vectors: boolean) => Fit
}

interface Plan {
  readonly edits: readonly Edit[]
  readonly tools: number
  readonly dropped: number
  /** Bytes of the list, before and after. */
  readonly before: number
  readonly after: number
  readonly why: string | undefined
}

export function createTemplateLayer(options: TemplateOptions): Layer {
  const { prices, settings: defaults, embeddingVersion } = options
  const uses = createListUses()
  /** Conversations that were sent a cut list: the prefix that they have is the cut one. */
  const cut = createBoundedMap<true>(20_000)
  const known = createBoundedMap<KnownList | 'unknown'>(200)
  /** Names in system texts, by their hash. */
  const names = createBoundedMap<ReadonlySet<string>>(200)
  const layout = createLayoutStep(prices)
  let embedding: StaticEmbedding | undefined
  let loaded = options.loadEmbedding === undefined

  function settingsOf(call: Call): TemplateSettings {
    const own = call.route.layers.template as Partial<TemplateSettings> | undefined
    return own === undefined ? defaults : { ...defaults, ...own }
  }

  function down(call: Call, kit: Kit): Call | Promise<Call> {
    const settings = settingsOf(call)
    if (!settings.enabled) return call
    const shorter = shorten(call, kit, settings)
    return shorter instanceof Promise
      ? shorter.then((made) => layout.settle(made, kit, settings))
      : layout.settle(shorter, kit, settings)
  }

  function shorten(call: Call, kit: Kit, { most }: TemplateSettings): Call | Promise<Call> {
    const { arm } = kit.permit
    if (arm === 'holdout' || (arm === 'off' && !isSampled(call.conversation, 8))) return call
    // Most calls have no tools, and finding a span in a small body takes another pass over it.
    const { json } = call.view
    const span = json !== undefined && 'tools' in json ? call.view.span('tools') : undefined
    if (span === undefined) return call
    const size = span.end - span.start
    if (size < leastBytes || size > mostBytes) return call
    if (call.edits.some(({ start, end }) => start < span.end && end > span.start)) return call
    const listBytes = toBuffer(call.bytes).subarray(span.start, span.end)
    const listKey = `${call.client} ${hash('sha256', listBytes, 'base64')}`
    const found = read(call, span, listKey, listBytes)
    if (found === 'unknown') return call
    const own = choosesItself(call.view.json)
      ? 'the call names those that are allowed'
      : found.list.own
    if (own !== undefined) {
      kit.note(`tools left as they are: ${own}`)
      return call
    }
    const level = Math.min(kit.permit.setting ?? levels[most], levels[most])
    if (loaded || arm === 'off' || level < levels.select)
      return act(call, kit, found, listKey, level)
    // Once a process: no time of this call's layer.
    return kit.outside(options.loadEmbedding!()).then((made) => {
      embedding = made
      loaded = true
      return act(call, kit, found, listKey, level)
    })
  }

  function act(call: Call, kit: Kit, found: KnownList, listKey: string, level: number): Call {
    const { arm } = kit.permit
    const span = call.view.span('tools')!
    const turns = readTurns(call)
    const useKey = [
      call.tenant,
      call.target.provider,
      call.target.model,
      listKey,
      hash('sha256', turns.system, 'base64'),
    ].join('\0')
    const opens = turns.called.size === 0 && turns.asked.length <= 1
    leavePassing(call, { useKey, opens })
    const use = uses.of(useKey)
    const wording = level >= levels.brief ? found.brief : found.tidy
    let plan = planOf(found, wording, span, choiceOf(found, turns, level, arm !== 'off'))
    if (plan.dropped > 0 && !worthCutting(call, plan, use, turns, kit.clock.now())) {
      kit.note('all tools stay: the whole list is read from the provider’s cache, which is cheaper')
      plan = planOf(found, wording, span, choiceOf(found, turns, levels.tidy))
    }
    if (plan.why !== undefined && level >= levels.select) kit.note(`no tool left out: ${plan.why}`)
    if (hardlyShorter(plan)) return call
    kit.note(words(plan, kit))
    kit.invest(laterSavings(call, plan, use?.calls ?? 0, turns))
    return changedCall(call, { edits: [...call.edits, ...plan.edits] })
  }

  function read(call: Call, span: Span, listKey: string, bytes: Buffer): KnownList | 'unknown' {
    let found = known.get(listKey)
    if (found !== undefined) return found
    const list = readTools(call, span)
    if (list === undefined) found = 'unknown'
    else {
      const fits = createBoundedMap<{ readonly fit: Fit }>(500)
      const made = new Map<boolean, (turn: string) => Fit>()
      found = {
        list,
        tidy: rewordings(list, bytes, 'tidy'),
        brief: rewordings(list, bytes, 'brief'),
        fitOf(turn, vectors) {
          const key = `${vectors} ${hash('sha256', turn, 'base64')}`
          let kept = fits.get(key)
          if (kept === undefined) {
            const embed = vectors ? embedding?.embed : undefined
            let fitOf = made.get(vectors)
            if (!fitOf) made.set(vectors, (fitOf = createFit(list.tools, { embed })))
            fits.set(key, (kept = { fit: fitOf(turn) }))
          }
          return kept.fit
        },
      }
    }
    known.set(listKey, found)
    return found
  }

  function choiceOf({ list, fitOf }: KnownList, turns: Turns, level: number, acts = true): Choice {
    if (level < levels.select) return { kept: new Set(list.tools.keys()) }
    // A tool that carries the client's cache marker stays, and the marker with it.
    const tools = list.tools.map((tool) => (tool.marked ? { ...tool, plain: false } : tool))
    const key = hash('sha256', turns.system, 'base64')
    let named = names.get(key)
    if (named === undefined) names.set(key, (named = namesIn(turns.system)))
    return chooseTools(tools, turns, (turn) => fitOf(turn, acts), named)
  }

  function planOf(
    { list }: KnownList,
    wording: KnownList['tidy'],
    span: Span,
    choice: Choice,
  ): Plan {
    const cuts: Cut[] = [...removals(list, choice.kept)]
    for (const at of choice.kept) cuts.push(...wording[at]!)
    const before = span.end - span.start
    const gained = cuts.reduce((sum, { start, end, bytes }) => sum + end - start - bytes.length, 0)
    return {
      edits: placed(cuts, span.start),
      tools: list.tools.length,
      dropped: list.tools.length - choice.kept.size,
      before,
      after: before - gained,
      why: choice.why,
    }
  }

  function worthCutting(
    call: Call,
    plan: Plan,
    use: ListUse | undefined,
    turns: Turns,
    at: number,
  ): boolean {
    if (cut.get(call.conversation) !== undefined) return true
    const { model } = call.target
    const sizes = {
      whole: familyTokens(model, plan.before),
      cut: familyTokens(model, plan.after),
      shared: familyTokens(model, Buffer.byteLength(turns.system)),
    }
    return savedByCutting(sizes, ratiosOf(call, at), use, at, expectedTurns(use)) > 0
  }

  function ratiosOf({ target }: Call, at: number): PriceRatios {
    const rates = prices.rates(target.provider, target.model, at)
    if (rates === undefined || rates.input === 0n) return { read: 1, write: 1 }
    const fresh = Number(rates.input)
    const written = Number(rates.cacheWrite)
    return {
      read: Math.min(1, Number(rates.cacheRead) / fresh || 1),
      write: Math.max(1, written / fresh || 1),
    }
  }

  /** The same shorter list will be read again about as often as it came so far. */
  function laterSavings(call: Call, plan: Plan, calls: number, turns: Turns): bigint {
    const { provider, model } = call.target
    const rates = prices.rates(provider, model)
    if (rates === undefined) return 0n
    const tokens = familyTokens(model, plan.before) - familyTokens(model, plan.after)
    const again = plan.dropped > 0 ? Math.max(1, turns.asked.length) : Math.min(100, calls)
    const each = rates.cacheRead > 0n ? rates.cacheRead : rates.input
    return fromAtto(BigInt(Math.max(0, Math.round(tokens * again))) * each)
  }

  return {
    name: 'template',
    needs: 'balanced',
    unit: 'conversation',
    budgetMs: 250,
    dial: [levels.tidy, levels.select, levels.brief],
    version: embeddingVersion === undefined ? version : `${version}, ${embeddingVersion}`,
    down,
    up(call, kit) {
      layout.seen(call)
      const passed = takePassing(call)
      if (passed === undefined) return undefined
      uses.seen(passed.useKey, kit.clock.now(), passed.opens)
      if (losesTools(call)) cut.set(call.conversation, true)
      return undefined
    },
  }
}

/** Whether tools, or commas between them, were taken out. */
function losesTools({ view, edits }: Call): boolean {
  const list = view.span('tools')
  if (list === undefined) return false
  return edits.some(
    ({ by, bytes, start, end }) =>
      by === 'template' && bytes.length === 0 && start > list.start && end < list.end,
  )
}

function words({ dropped, before, after, tools }: Plan, kit: Kit): string {
  const would = kit.permit.arm === 'live' ? '' : 'would be '
  const share = Math.round(100 - (100 * after) / before)
  const what = dropped === 0 ? 'tool list' : `${tools - dropped} of ${tools} tools kept, the list`
  return `${what} ${would}${share} % shorter (${before - after} of ${before} bytes)`
}
