/**
 * What the layer has seen, by family of prompts: for the page, and for whoever wonders why nothing is read.
 * @module
 */
import type { Call, Money, Usage } from '../../call.ts'
import { formatDollars } from '../../pricing/money.ts'
import { digestText } from './digest.ts'
import { compare, printOf, type Breaker, type BreakerKind, type Print } from './breakers.ts'
import type { Decision } from './decision.ts'
import type { Reading } from './reading.ts'
import type { StepDown } from './step-down.ts'

export interface PrefixFamily {
  readonly tenant: string
  readonly provider: string
  readonly model: string
  readonly route: string
  /** Tokens before the first message, or of the whole prompt where there are none. */
  readonly tokens: number
  readonly calls: number
  /** Calls whose beginning, up to the first message, had been sent before. */
  readonly repeats: number
  /** Gaps between calls of the family: up to the bounds of `gapBounds`, and longer. */
  readonly gaps: readonly number[]
  readonly billed: { readonly fresh: number; readonly read: number; readonly written: number }
  /** What the last call did. */
  readonly plan: string
  /** Of later calls, by the last plan. */
  readonly expectedTokens: number
  readonly breakers: readonly Breaker[]
  readonly lastAt: number
}

export interface PrefixReport {
  readonly gapBounds: readonly number[]
  readonly families: readonly PrefixFamily[]
  readonly stepDowns: readonly StepDown[]
}

/** Milliseconds: half a minute, 1, 2, 5, 10, 30 minutes, an hour, a day. */
const gapBounds = [30_000, 60_000, 120_000, 300_000, 600_000, 1_800_000, 3_600_000, 86_400_000]
const mostFamilies = 2000
const mostBreakers = 8

interface Family {
  readonly tenant: string
  readonly provider: string
  readonly model: string
  readonly route: string
  tokens: number
  calls: number
  repeats: number
  readonly gaps: number[]
  fresh: number
  read: number
  written: number
  plan: string
  expectedTokens: number
  breakers: Map<
    string,
    {
      kind: BreakerKind
      place: string
      times: number
      dollars: Money
      lastAt: number
      excerpt?: string
    }
  >
  lastAt: number
  print: Print | undefined
}

export interface Seen {
  /** @param millionTokens price of a million fresh tokens */
  billed(usage: Usage, millionTokens: Money): void
}

export interface PrefixReporter {
  seen(call: Call, decision: Decision, reading: Reading, at: number): Seen
  /** What breaks the prompts of a call's family most dearly, in words; undefined: nothing was found. */
  breaker(call: Call, decision: Decision): string | undefined
  read(tenant?: string): Omit<PrefixReport, 'stepDowns'>
}

export function createPrefixReport(): PrefixReporter {
  const families = new Map<number, Family>()

  function nameOf({ tenant, target }: Call, { kind }: Decision): number {
    return digestText(`${tenant}\0${target.provider}\0${target.model}\0${kind}`)
  }

  function familyOf(call: Call, decision: Decision): Family {
    const { provider, model } = call.target
    const name = nameOf(call, decision)
    let family = families.get(name)
    if (family) families.delete(name)
    else {
      family = {
        tenant: call.tenant,
        provider,
        model,
        route: call.route.name,
        tokens: 0,
        calls: 0,
        repeats: 0,
        gaps: gapBounds.map(() => 0).concat(0),
        fresh: 0,
        read: 0,
        written: 0,
        plan: '',
        expectedTokens: 0,
        breakers: new Map(),
        lastAt: 0,
        print: undefined,
      }
    }
    families.set(name, family)
    if (families.size > mostFamilies) families.delete(families.keys().next().value!)
    return family
  }

  return {
    seen(call, decision, reading, at) {
      const family = familyOf(call, decision)
      const { places, points, seen } = decision.sight
      let fixed = -1
      for (let index = 0; index < places.length; index++) if (places[index]!.boundary) fixed = index
      if (family.lastAt > 0) {
        const gap = at - family.lastAt
        const bin = gapBounds.findIndex((bound) => gap <= bound)
        family.gaps[bin < 0 ? gapBounds.length : bin]!++
      }
      const repeats = seen >= Math.max(0, fixed)
      const lapsed =
        repeats && seen >= 0 && points[seen]!.heldUntil > 0 && points[seen]!.heldUntil <= at
      family.calls++
      if (repeats) family.repeats++
      family.lastAt = at
      family.tokens = fixed >= 0 ? places[fixed]!.end : (places.at(-1)?.end ?? 0)
      family.plan = planText(decision)
      family.expectedTokens = Math.round(decision.plan.expected)
      const lost = places[Math.max(fixed, seen)]?.end ?? 0
      return {
        billed(usage, millionTokens) {
          family.fresh += usage.input
          family.read += usage.cacheRead
          family.written += usage.cacheWrite + usage.cacheWrite1h
          const dollars = (tokens: number): Money =>
            (millionTokens * BigInt(Math.round(tokens * (1 - decision.rules.read)))) / 1_000_000n
          if (lapsed) add(family, { kind: 'lapse', place: 'time', at }, dollars(lost))
          if (repeats) return
          // Only now, after the reply: looking for what changed reads text.
          const print = printOf(call, reading, fixed)
          const before = family.print
          family.print = print
          const found = before && compare(before, print)
          if (found) {
            const excerpt = call.route.storeText ? found.excerpt : undefined
            add(family, { ...found, at, excerpt }, dollars(lost))
          }
        },
      }
    },
    breaker(call, decision) {
      let dearest: { kind: BreakerKind; place: string; times: number; dollars: Money } | undefined
      for (const breaker of families.get(nameOf(call, decision))?.breakers.values() ?? []) {
        if (!dearest || breaker.dollars > dearest.dollars) dearest = breaker
      }
      if (!dearest) return undefined
      const { kind, place, times, dollars } = dearest
      return `such prompts were broken ${times} times by: ${kind}, ${place}; ${formatDollars(dollars)} in all`
    },
    read(tenant) {
      const rows = [...families.values()].filter(
        (family) => tenant === undefined || family.tenant === tenant,
      )
      return {
        gapBounds,
        families: rows
          .toSorted((a, b) => b.lastAt - a.lastAt)
          .map(({ print: _print, breakers, fresh, read, written, gaps, ...rest }) => ({
            ...rest,
            gaps: [...gaps],
            billed: { fresh, read, written },
            breakers: [...breakers.values()].map((breaker) => ({ ...breaker })),
          })),
      }
    },
  }
}

function add(
  { breakers }: Family,
  {
    kind,
    place,
    at,
    excerpt,
  }: { kind: BreakerKind; place: string; at: number; excerpt?: string | undefined },
  dollars: Money,
): void {
  const name = `${kind} ${place}`
  const known = breakers.get(name) ?? { kind, place, times: 0, dollars: 0n, lastAt: at }
  breakers.delete(name)
  breakers.set(name, {
    ...known,
    times: known.times + 1,
    dollars: known.dollars + dollars,
    lastAt: at,
    ...(excerpt === undefined ? undefined : { excerpt }),
  })
  if (breakers.size > mostBreakers) breakers.delete(breakers.keys().next().value!)
}

function planText({ plan }: Decision): string {
  if (plan.writes.length > 0)
    return [...new Set(plan.writes.map(({ lifetime }) => lifetime.name))].join(' and ')
  return plan.read >= 0 ? 'read' : 'none'
}
