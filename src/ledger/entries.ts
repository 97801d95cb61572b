/**
 * Calls and attempts as entries of the journal: lists in JSON, written by hand, since `JSON.stringify` of a call takes
 * 4.6 µs and this 1.5. `replay.ts` reads them.
 * @module
 */
import type { Money, Usage } from '../call.ts'
import type { Entry } from './journal.ts'
import type { Attempt, CallFacts, Closing, Settlement } from './rows.ts'

export function openedEntry(attempt: Attempt): Entry {
  return `["open",${attemptText(attempt)},${factsText(attempt.facts)}]`
}

export function settledEntry({ id }: Attempt, settlement: Settlement): Entry {
  return `["settle",${id},${settlementText(settlement)}]`
}

/** `closing.text` is left out: such a call goes into the database at once. */
export function closedEntry(
  row: number,
  number: number,
  facts: CallFacts,
  closing: Closing,
  attempts: readonly Attempt[],
): Entry {
  const tried = attempts.map(attemptText).join()
  return `["close",${row},${number},${factsText(facts)},${closingText(closing)},[${tried}]]`
}

function factsText(facts: CallFacts): string {
  const { id, tenant, key, route, conversation, asked, dialect, mode, streamed, tags } = facts
  const who = `${once(id)},${word(tenant)},${word(key)},${word(route)},${once(conversation)}`
  return `[${who},${word(asked)},${word(dialect)},${word(mode)},${streamed},${json(tags)}]`
}

function attemptText(attempt: Attempt): string {
  const { id, call, kind, provider, model, credential, reserved, expected, at } = attempt
  const { settlement } = attempt
  // Of one that was open when its call closed, the settlement comes by itself.
  const settled = attempt.over && settlement ? settlementText(settlement) : 'null'
  const where = `${word(kind)},${word(provider)},${word(model)},${word(credential)}`
  const held = `${money(reserved)},${money(expected)},${number(at)}`
  return `[${id},${call},${where},${held},${attempt.detached},${settled}]`
}

function settlementText(settlement: Settlement): string {
  const { at, status, usage, usageOrigin, tier, cost, costOrigin, error } = settlement
  const how = `${number(at)},${number(status)},${usageText(usage)},${word(usageOrigin)}`
  return `[${how},${word(tier)},${money(cost)},${word(costOrigin)},${once(error)}]`
}

function closingText(closing: Closing): string {
  const { served, provider, from, status, ended, stop, usage, usageOrigin, tier } = closing
  const { billing, baseline, cost, costOrigin, saved, misses, failures, time, error } = closing
  const { total, upstream, own, firstByte } = time
  const who = `${word(served)},${word(provider)},${word(from)},${number(status)},${word(ended)}`
  const used = `${word(stop)},${usageText(usage)},${word(usageOrigin)},${word(tier)},${word(billing)}`
  const paid = `${money(baseline)},${money(cost)},${word(costOrigin)},${savedText(saved)}`
  const lost = `${money(misses)},${money(failures)}`
  const took = `${number(total)},${number(upstream)},${number(own)},${number(firstByte)}`
  const why = `${once(error)},${json(closing.certificates)},${json(closing.notes)}`
  return `[[${who},${used}],[${paid},${lost}],[${took}],[${why}]]`
}

function usageText(usage: Usage | undefined): string {
  if (usage === undefined) return 'null'
  if (usage.other !== undefined) return JSON.stringify(usage)
  const { input, cacheRead, cacheWrite, cacheWrite1h, output, reasoning } = usage
  const read = `"input":${number(input)},"cacheRead":${number(cacheRead)}`
  const written = `"cacheWrite":${number(cacheWrite)},"cacheWrite1h":${number(cacheWrite1h)}`
  return `{${read},${written},"output":${number(output)},"reasoning":${number(reasoning)}}`
}

function savedText(saved: Closing['saved']): string {
  if (saved === undefined) return 'null'
  const amounts = Object.entries(saved).map(([layer, amount]) => `${word(layer)}:"${amount}"`)
  return `{${amounts.join()}}`
}

/** As text: JSON has no bigint. */
function money(amount: Money | undefined): string {
  return amount === undefined ? 'null' : `"${amount}"`
}

function number(value: number | undefined): string {
  return value !== undefined && Number.isFinite(value) ? `${value}` : 'null'
}

/** What may be empty, and mostly is. */
function json(value: object | undefined): string {
  if (value === undefined) return 'null'
  for (const _ in value) return JSON.stringify(value)
  return Array.isArray(value) ? '[]' : '{}'
}

const words = new Map<string, string>()
const mostWords = 1000
const longestWord = 200

/** A text that comes again and again: quoting it takes longer than finding it. */
function word(text: string | undefined): string {
  if (text === undefined) return 'null'
  const known = words.get(text)
  if (known !== undefined) return known
  const quoted = JSON.stringify(text)
  if (text.length > longestWord) return quoted
  if (words.size >= mostWords) words.clear()
  words.set(text, quoted)
  return quoted
}

/** All of it stands for itself in JSON. */
const plain = /^[ !#-[\]-~]*$/

function once(text: string | undefined): string {
  if (text === undefined) return 'null'
  return plain.test(text) ? `"${text}"` : JSON.stringify(text)
}
