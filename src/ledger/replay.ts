/**
 * Reads entries of the journal (`entries.ts`) back into calls and attempts.
 * @module
 */
import type { Money } from '../call.ts'
import type { ReadEntry } from './journal.ts'
import type { Attempt, CallFacts, Closing, Settlement } from './rows.ts'

/** Told to whoever brings entries into the database, in the order in which they were written. */
export interface Replayed {
  opened(attempt: Attempt): void
  settled(id: number, settlement: Settlement): void
  closed(
    row: number,
    number: number,
    facts: CallFacts,
    closing: Closing,
    attempts: readonly Attempt[],
  ): void
}

/** Tells what an entry says. Entries of a kind that is not known are left out. */
export function replay(entry: ReadEntry, told: Replayed): void {
  const [kind, first, second, third, fourth, fifth] = entry as [string, ...List]
  if (kind === 'open') told.opened(attemptOf(first as List, factsOf(second as List)))
  else if (kind === 'settle') told.settled(first as number, settlementOf(second as List))
  else if (kind === 'close') {
    const facts = factsOf(third as List)
    const attempts = (fifth as List[]).map((list) => attemptOf(list, facts))
    told.closed(first as number, second as number, facts, closingOf(fourth as List), attempts)
  }
}

type List = readonly unknown[]

function factsOf(list: List): CallFacts {
  const [id, tenant, key, route, conversation, asked, dialect, mode, streamed, tags] = list
  const facts = { id, tenant, key: absent(key), route, conversation, asked, dialect, mode }
  return { ...facts, streamed, tags } as CallFacts
}

function attemptOf(list: List, facts: CallFacts): Attempt {
  const [id, call, kind, provider, model, credential, reserved, expected, at, detached, settled] =
    list
  const settlement = settled ? settlementOf(settled as List) : undefined
  const money = { reserved: moneyOf(reserved), expected: moneyOf(expected) }
  const known = { id, call, facts, kind, provider, model, credential: absent(credential) }
  return { ...known, ...money, at, settlement, detached, over: false, stored: false } as Attempt
}

function settlementOf(list: List): Settlement {
  const [at, status, usage, usageOrigin, tier, cost, costOrigin, error] = list
  const money = { cost: moneyOf(cost), costOrigin }
  const how = { usage: absent(usage), usageOrigin, tier, error: absent(error) }
  return { at, status, ...how, ...money } as Settlement
}

function closingOf([answer, money, time, words]: List): Closing {
  const [served, provider, from, status, ended, stop, usage, usageOrigin, tier, billing] =
    answer as List
  const [baseline, cost, costOrigin, saved, misses, failures] = money as List
  const [total, upstream, own, firstByte] = time as List
  const [error, certificates, notes] = words as List
  return {
    served,
    provider,
    from,
    status,
    ended,
    stop: absent(stop),
    usage: absent(usage),
    usageOrigin,
    tier,
    baseline: moneyOf(baseline),
    cost: moneyOf(cost),
    costOrigin,
    time: { total, upstream, own, firstByte: absent(firstByte) },
    error: absent(error),
    ...given('billing', billing),
    ...given('saved', saved && savedOf(saved as Record<string, string>)),
    ...given('misses', moneyOf(misses)),
    ...given('failures', moneyOf(failures)),
    ...given('certificates', certificates),
    ...given('notes', notes),
  } as Closing
}

function moneyOf(packed: unknown): Money | undefined {
  return typeof packed === 'string' ? BigInt(packed) : undefined
}

function savedOf(packed: Readonly<Record<string, string>>): Record<string, Money> {
  return Object.fromEntries(Object.entries(packed).map(([layer, text]) => [layer, BigInt(text)]))
}

/** In a list, JSON writes null for what is undefined. */
function absent<T>(value: T): T | undefined {
  return value ?? undefined
}

function given(name: string, value: unknown): object {
  return value === undefined || value === null ? {} : { [name]: value }
}
