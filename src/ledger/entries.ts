/**
 * Calls and attempts as entries of the journal: short lists, since objects with names take three times as long.
 * @module
 */
import type { LayerName, Money } from '../call.ts'
import type { Entry } from './journal.ts'
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

export function openedEntry(attempt: Attempt): Entry {
  return ['open', packAttempt(attempt), packFacts(attempt.facts)]
}

export function settledEntry({ id }: Attempt, settlement: Settlement): Entry {
  return ['settle', id, packSettlement(settlement)]
}

/** `closing.text` is left out: such a call goes into the database at once. */
export function closedEntry(
  row: number,
  number: number,
  facts: CallFacts,
  closing: Closing,
  attempts: readonly Attempt[],
): Entry {
  return ['close', row, number, packFacts(facts), packClosing(closing), attempts.map(packAttempt)]
}

/** Tells what an entry says. Entries of a kind that is not known are left out. */
export function replay(entry: Entry, told: Replayed): void {
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

function packFacts(facts: CallFacts): List {
  const { id, tenant, key, route, conversation, asked, dialect, mode, streamed, tags } = facts
  return [id, tenant, key, route, conversation, asked, dialect, mode, streamed, tags]
}

function factsOf(list: List): CallFacts {
  const [id, tenant, key, route, conversation, asked, dialect, mode, streamed, tags] = list
  const facts = { id, tenant, key: absent(key), route, conversation, asked, dialect, mode }
  return { ...facts, streamed, tags } as CallFacts
}

function packAttempt(attempt: Attempt): List {
  const { id, call, kind, provider, model, credential, reserved, expected, at } = attempt
  const { settlement } = attempt
  const money = [pack(reserved), pack(expected)]
  // Of one that was open when its call closed, the settlement comes by itself.
  const settled = attempt.over && settlement ? packSettlement(settlement) : undefined
  return [id, call, kind, provider, model, credential, ...money, at, attempt.detached, settled]
}

function attemptOf(list: List, facts: CallFacts): Attempt {
  const [id, call, kind, provider, model, credential, reserved, expected, at, detached, settled] =
    list
  const settlement = settled ? settlementOf(settled as List) : undefined
  const money = { reserved: moneyOf(reserved), expected: moneyOf(expected) }
  const known = { id, call, facts, kind, provider, model, credential: absent(credential) }
  return { ...known, ...money, at, settlement, detached, over: false, stored: false } as Attempt
}

function packSettlement(settlement: Settlement): List {
  const { at, status, usage, usageOrigin, tier, cost, costOrigin, error } = settlement
  return [at, status, usage, usageOrigin, tier, pack(cost), costOrigin, error]
}

function settlementOf(list: List): Settlement {
  const [at, status, usage, usageOrigin, tier, cost, costOrigin, error] = list
  const money = { cost: moneyOf(cost), costOrigin }
  const how = { usage: absent(usage), usageOrigin, tier, error: absent(error) }
  return { at, status, ...how, ...money } as Settlement
}

function packClosing(closing: Closing): List {
  const { served, provider, from, status, ended, stop, usage, usageOrigin, tier } = closing
  const { billing, baseline, cost, costOrigin, saved, misses, failures, time, error } = closing
  const { certificates, notes } = closing
  const { total, upstream, own, firstByte } = time
  return [
    [served, provider, from, status, ended, stop, usage, usageOrigin, tier, billing],
    [pack(baseline), pack(cost), costOrigin, packSaved(saved), pack(misses), pack(failures)],
    [total, upstream, own, firstByte],
    [error, certificates, notes],
  ]
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

/** JSON has no bigint. */
function pack(money: Money | undefined): string | undefined {
  return money === undefined ? undefined : String(money)
}

function moneyOf(packed: unknown): Money | undefined {
  return typeof packed === 'string' ? BigInt(packed) : undefined
}

function packSaved(saved: Closing['saved']): Record<string, string> | undefined {
  if (saved === undefined) return undefined
  const packed: Record<string, string> = {}
  for (const layer in saved) packed[layer] = String(saved[layer as LayerName])
  return packed
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
