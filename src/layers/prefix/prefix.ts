/**
 * The prefix layer: which parts of a prompt the provider should keep in its cache, for how long, or not at all.
 * What the model reads stays the same. Rules and figures: docs/layers/prefix.md.
 * @module
 */
import type { Call, Edit, Money, Outcome, Usage } from '../../call.ts'
import { changedCall } from '../changed-call.ts'
import { promptTokens } from '../../pricing/classes.ts'
import { createDensity, familyBytesPerToken, type Density } from '../../pricing/density.ts'
import { formatDollars, fromAtto } from '../../pricing/money.ts'
import type { PriceList } from '../../pricing/price-list.ts'
import { createBoundedMap } from '../../maps/bounded-map.ts'
import { worthMs, type Stakes } from '../../pricing/warmth/stakes.ts'
import type { Warmth } from '../../pricing/warmth/warmth.ts'
import type { Kit, Layer, Watch } from '../layer.ts'
import { createCacheKeys } from './cache-key.ts'
import { planned, unmarked, withoutUs, type InputClasses } from './classes.ts'
import { begun, billed, decide, markersOf, sent, type Decision } from './decision.ts'
import { additions, familyOf, ownsCaching } from './additions.ts'
import { createStakes, type Known } from './failover.ts'
import { createLeaders } from './leaders.ts'
import { createGrowing } from './grown.ts'
import { keepReading, kindOfReading, placesOf, readBlocks } from './places.ts'
import { foreignEdits, sameEdits, type Reading } from './reading.ts'
import { createPrefixReport, type PrefixReport } from './report.ts'
import { rulesOf, shortest, sortOf, type Sort } from './rules.ts'
import { accountOf, type Account } from './stick.ts'
import { createStepDowns, type StepDown } from './step-down.ts'
import { why } from './why.ts'

export interface PrefixSettings {
  readonly enabled: boolean
  /**
   * Longest that a call waits, in milliseconds, for the reply of an equal beginning that is being written, so that it
   * reads instead of paying the write again. 0: never. Default 300.
   */
  readonly leaderWaitMs?: number
}

export interface PrefixOptions {
  readonly warmth: Warmth
  readonly prices: Pick<PriceList, 'rates'>
  /** Of this instance. */
  readonly secret: Uint8Array
  readonly settings: PrefixSettings
  /** The credentials of a provider: where there are several, a conversation keeps one. */
  readonly accountsOf?: (provider: string) => readonly Account[]
  /** How many endpoints a provider has; 1 where absent. */
  readonly endpointsOf?: (provider: string) => number
}

export interface PrefixLayer extends Layer {
  readonly prefixPlan: (call: Call, prompt: number) => InputClasses | undefined
  readonly refused: (call: Call, reason: string) => void
  readonly stakes: Stakes
  readonly report: (tenant?: string) => PrefixReport
}

interface Looked {
  readonly provider: string
  readonly model: string
  readonly foreign: readonly Edit[]
  /** undefined: nothing to do for such a call. */
  readonly found: Known | undefined
  /** The same before other layers changed it. */
  readonly plain: Reading | undefined
}

/** A call is looked at several times on its way: by prices before and after each layer, then by this one. */
function knownOf({ view }: Call): Looked | undefined {
  return view.known['prefix'] as Looked | undefined
}

const usualLeaderWaitMs = 300
/** No tokenizer makes more tokens than one for two bytes of text that long. */
const leastBytesPerToken = 2

export function createPrefixLayer(options: PrefixOptions): PrefixLayer {
  const { warmth, prices } = options
  const densities = createBoundedMap<Density>(2000)
  const keys = createCacheKeys(options.secret)
  const leaders = createLeaders()
  const stepDowns = createStepDowns()
  const report = createPrefixReport()
  const growing = createGrowing()
  const asked = new WeakSet<Call>()

  function settingsOf(call: Call): PrefixSettings {
    const own = call.route.layers.prefix as Partial<PrefixSettings> | undefined
    return own === undefined ? options.settings : { ...options.settings, ...own }
  }

  function densityOf({ target }: Call): Density {
    const key = `${target.provider}/${target.model}`
    let density = densities.get(key)
    if (!density) densities.set(key, (density = createDensity(familyBytesPerToken(target.model))))
    return density
  }

  function ratesOf({ target }: Call) {
    return prices.rates(target.provider, target.model)
  }

  function look(call: Call, at: number): Known | undefined {
    if (call.bytes.length < shortest(call.target.dialect) * leastBytesPerToken) return undefined
    const foreign = foreignEdits(call)
    const { provider, model } = call.target
    const before = knownOf(call)
    // A router may have turned to another model, a compressor to other bytes.
    const same = before?.provider === provider && before.model === model
    if (same && sameEdits(before.foreign, foreign)) return before.found
    const found = read(call, at)
    const plain = foreign.length === 0 ? found?.reading : before?.plain
    call.view.known['prefix'] = { provider, model, foreign, found, plain } satisfies Looked
    return found
  }

  function read(call: Call, at: number): Known | undefined {
    const sort = sortOf(call.target)
    if (!sort) return undefined
    const rules = rulesOf(sort, call.target.model, ratesOf(call))
    if (call.bytes.length < rules.minimum * leastBytesPerToken) return undefined
    const reading = readBlocks(call, growing)
    if (!reading || reading.blocks.length === 0) return undefined
    const decision = decideOn(call, sort, reading, at)
    return { sort, reading, decision }
  }

  function decideOn(
    call: Call,
    sort: Sort,
    reading: Reading,
    at: number,
    account = accountFor(call),
  ): Decision {
    const rules = rulesOf(sort, call.target.model, ratesOf(call))
    const places = placesOf(reading, densityOf(call).tokens(reading.weight), rules)
    const partition = warmth.partition(partitionOf(call, account))
    return decide(places, partition, rules, kindOfReading(call.route.name, reading), at)
  }

  function accountFor(call: Call): string {
    return call.target.credential?.id ?? stuckTo(call) ?? ''
  }

  function partitionOf(call: Call, account: string): string {
    const { provider, model } = call.target
    // What is only reported is learned apart: nothing of it lies in the provider's cache.
    const seen = call.mode === 'observe' ? '\0observed' : ''
    return `${call.tenant}\0${provider}\0${model}\0${account}${seen}`
  }

  function stuckTo(call: Call): string | undefined {
    const { provider } = call.target
    const accounts = options.accountsOf?.(provider)
    return accounts && accountOf(call, accounts, options.endpointsOf?.(provider))
  }

  function down(call: Call, kit: Kit): Call | Promise<Call> {
    const { enabled, leaderWaitMs = usualLeaderWaitMs } = settingsOf(call)
    if (!enabled || call.edits.some(({ by }) => by === 'prefix')) return call
    const at = kit.clock.now()
    const found = look(call, at)
    if (!found) return call
    asked.add(call)
    const off = stepDowns.reason(call.target)
    if (off !== undefined) {
      kit.note(off)
      return call
    }
    const first = leaders.of(found.decision)
    if (first && leaderWaitMs > 0 && kit.permit.arm === 'live') {
      const longest = worthWaiting(call, found, leaderWaitMs)
      if (first.expectedMs(at) <= longest) {
        return kit.outside(first.wait(longest)).then((began) => {
          if (began) {
            kit.note('waited for the reply that writes the same prefix')
            found.decision = decideOn(call, found.sort, found.reading, kit.clock.now())
          }
          return apply(call, kit, found)
        })
      }
    }
    return apply(call, kit, found)
  }

  function worthWaiting(call: Call, { decision }: Known, most: number): number {
    const tokens = decision.plan.writes.reduce((sum, write) => sum + write.tokens, 0)
    return Math.min(most, worthMs(dollarsOf(call, tokens)))
  }

  function dollarsOf(call: Call, tokens: number): Money {
    const rate = ratesOf(call)?.input ?? 0n
    return fromAtto(BigInt(Math.round(tokens)) * rate)
  }

  function apply(call: Call, kit: Kit, found: Known): Call {
    const { decision, sort } = found
    const edits = additions(call, sort, found.reading, decision, keys)
    kit.note(
      why(decision, sort, edits.length > 0, (tokens) => formatDollars(dollarsOf(call, tokens))),
    )
    const broken = decision.plan.read < 0 && report.breaker(call, decision)
    if (broken) kit.note(broken)
    const account = stuckTo(call)
    const target =
      account === undefined
        ? call.target
        : { ...call.target, credential: { id: account, must: false } }
    if (edits.length === 0 && account === undefined) return call
    // The model reads nothing of what is added, but estimates by bytes count it: a key would look dearer than none.
    const added = edits.reduce((sum, { bytes }) => sum + bytes.length, 0) / leastBytesPerToken
    kit.invest(dollarsOf(call, decision.plan.expected + added))
    kit.undo((usage: Usage) => withoutUs(sort, decision, usage))
    return changedCall(call, { target, edits: [...call.edits, ...edits] })
  }

  function up(call: Call, kit: Kit): Watch | undefined {
    const found = look(call, kit.clock.now())
    if (!found || !settingsOf(call).enabled) return undefined
    const { decision, sort, reading } = found
    // Failover may move the call to where other entries lie.
    const moved = (): boolean => found.decision.partition !== decision.partition
    const used = call.edits.some(({ by }) => by === 'prefix')
    const observed = call.mode === 'observe'
    const markers = markersOf(decision, used || observed)
    const read = used || observed ? decision.plan.read : decision.own.read
    const sentAt = kit.clock.now()
    sent(decision)
    if (sort !== 'marks') keys.count(familyOf(reading), call.tenant, sentAt)
    const seen = report.seen(call, decision, reading, sentAt)
    const lead = leaders.start(decision, markers, sentAt)
    let begunAt = 0
    const begins = (): void => {
      if (begunAt > 0) return
      begunAt = kit.clock.now()
      lead?.begun(begunAt)
      begun(found.decision, markers, moved() ? -1 : read, sentAt)
    }
    return {
      onBytes: begins,
      onEnd(outcome: Outcome) {
        lead?.ended()
        const plain = knownOf(call)?.plain
        if (plain && plain !== reading) keepReading(call, plain, growing)
        keepReading(call, reading, growing)
        if (outcome.status >= 400 || !outcome.usage) return
        begins()
        const total = promptTokens(outcome.usage)
        densityOf(call).observe(reading.weight, total)
        seen.billed(outcome.usage, dollarsOf(call, 1_000_000))
        // What happened to nobody teaches nothing: observed plans are taken to have worked.
        if (observed || sort === 'automatic') return
        const { cacheRead, cacheWrite, cacheWrite1h } = outcome.usage
        billed(
          found.decision,
          markers,
          { read: cacheRead, written: cacheWrite, writtenHour: cacheWrite1h, total },
          sentAt,
        )
      },
    }
  }

  const stakes = createStakes({
    foundOf: (call) => (settingsOf(call).enabled ? knownOf(call)?.found : undefined),
    decideAt: (call, { sort, reading }, place) => decideOn(call, sort, reading, Date.now(), place),
    dollarsOf,
  })

  return {
    name: 'prefix',
    stakes,
    needs: 'safe',
    unit: 'conversation',
    // Its own work is a few milliseconds; the rest is for a process that stalls, which is no reason to mark nothing.
    budgetMs: 2000,
    down,
    up,
    prefixPlan(call, prompt) {
      if (!settingsOf(call).enabled) return undefined
      const found = look(call, Date.now())
      if (!found) return undefined
      const { decision, sort } = found
      const marked = call.edits.some(({ by }) => by === 'prefix') || !asked.has(call)
      const free = !marked || stepDowns.reason(call.target) !== undefined
      return free || sort === 'automatic' || ownsCaching(sort, decision, found.reading)
        ? unmarked(sort, decision, prompt)
        : planned(decision, decision.plan, prompt)
    },
    refused(call, reason) {
      stepDowns.add(call.target, reason)
    },
    report: (tenant) => ({
      ...report.read(tenant),
      stepDowns: stepDowns.list() satisfies StepDown[],
    }),
  }
}
