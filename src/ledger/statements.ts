/**
 * The statements that write calls and attempts, with their rows as flat lists: positional binds cost half of named,
 * and `get` on a write saves the object that `run` answers with (0.4 µs).
 * @module
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { compactNotes, microseconds, money, shortened, tokens, whole } from './bounds.ts'
import { callNumber } from './call-id.ts'
import { billings, dialects, endings, kinds, modes, origins, sources, tiers } from './codes.ts'
import type { Names } from './names.ts'
import { mostText } from './rows.ts'
import type { Attempt, CallFacts, Closing, Settlement } from './rows.ts'

const longestError = 256
const longestConversation = 128

export interface Statements {
  open(attempt: Attempt): void
  settle(attempt: Attempt, settlement: Settlement): void
  /** Moves a settled attempt to its final place. */
  keep(attempt: Attempt, settlement: Settlement, recovered: boolean): void
  drop(attempt: Attempt): void
  /** The cost of a shadow or judge, for the rollup. */
  extra(attempt: Attempt, settlement: Settlement): void
  /** `attempts`: how many served it; `only`: the one that lies in the row. */
  call(
    row: number,
    number: number,
    facts: CallFacts,
    closing: Closing,
    attempts: number,
    only: Attempt | undefined,
    recovered: boolean,
  ): void
}

/** Prepares the statements once for the life of the database. */
export function prepareStatements(database: DatabaseSync, names: Names): Statements {
  const open = insert(
    database,
    'open_attempts (id, call, kind, tenant, key, route, conversation, asked, dialect, mode, streamed, tags, provider, model, credential, reserved, expected, at)',
    18,
  )
  const settle = database.prepare(
    'UPDATE open_attempts SET settled = ?, status = ?, tier = ?, input = ?, cache_read = ?, cache_write = ?, cache_write_1h = ?, output = ?, reasoning = ?, other = ?, usage_origin = ?, cost = ?, cost_origin = ?, error = ? WHERE id = ?',
  )
  const keep = insert(database, 'attempts', 23)
  const drop = database.prepare('DELETE FROM open_attempts WHERE id = ?')
  const extra = insert(
    database,
    'extras (call, tenant, key, route, asked, served, provider, dialect, tags, cost, cost_origin)',
    11,
  )
  const call = insert(database, 'calls', 50)
  const plainCall = database.prepare(`INSERT INTO calls VALUES (${plainValues.join(',')})`)
  const text = database.prepare('INSERT OR REPLACE INTO texts VALUES (?, ?, ?)')

  return {
    open(attempt) {
      const facts = attempt.facts
      open.get(
        attempt.id,
        attempt.call,
        kinds.of(attempt.kind),
        names.tenant(facts.tenant),
        names.optional(facts.key),
        names.id(facts.route),
        facts.conversation.slice(0, longestConversation),
        names.id(facts.asked),
        dialects.of(facts.dialect),
        modes.of(facts.mode),
        facts.streamed ? 1 : 0,
        names.set(facts.tags),
        names.id(attempt.provider),
        names.id(attempt.model),
        names.optional(attempt.credential),
        money(attempt.reserved),
        money(attempt.expected),
        whole(attempt.at),
      )
    },
    settle(attempt, settlement) {
      const usage = settlement.usage
      settle.get(
        whole(settlement.at),
        settlement.status,
        tiers.of(settlement.tier),
        usage ? tokens(usage.input) : null,
        usage ? tokens(usage.cacheRead) : null,
        usage ? tokens(usage.cacheWrite) : null,
        usage ? tokens(usage.cacheWrite1h) : null,
        usage ? tokens(usage.output) : null,
        usage ? tokens(usage.reasoning) : null,
        usage?.other ? JSON.stringify(usage.other) : null,
        origins.of(settlement.usageOrigin),
        money(settlement.cost),
        origins.of(settlement.costOrigin),
        shortened(settlement.error, longestError),
        attempt.id,
      )
    },
    keep(attempt, settlement, recovered) {
      const usage = settlement.usage
      keep.get(
        attempt.id,
        attempt.call,
        kinds.of(attempt.kind),
        names.id(attempt.provider),
        names.id(attempt.model),
        names.optional(attempt.credential),
        money(attempt.reserved),
        whole(attempt.at),
        whole(settlement.at),
        settlement.status,
        tiers.of(settlement.tier),
        usage ? tokens(usage.input) : null,
        usage ? tokens(usage.cacheRead) : null,
        usage ? tokens(usage.cacheWrite) : null,
        usage ? tokens(usage.cacheWrite1h) : null,
        usage ? tokens(usage.output) : null,
        usage ? tokens(usage.reasoning) : null,
        usage?.other ? JSON.stringify(usage.other) : null,
        origins.of(settlement.usageOrigin),
        money(settlement.cost),
        origins.of(settlement.costOrigin),
        shortened(settlement.error, longestError),
        recovered ? 1 : 0,
      )
    },
    drop(attempt) {
      drop.get(attempt.id)
    },
    extra(attempt, settlement) {
      const facts = attempt.facts
      extra.get(
        attempt.call,
        names.tenant(facts.tenant),
        names.optional(facts.key),
        names.id(facts.route),
        names.id(facts.asked),
        names.id(attempt.model),
        names.id(attempt.provider),
        dialects.of(facts.dialect),
        names.set(facts.tags),
        money(settlement.cost),
        origins.of(settlement.costOrigin),
      )
    },
    call(row, number, facts, closing, attempts, only, recovered) {
      const { usage, saved, time, text: kept } = closing
      if (isPlain(facts, closing, recovered)) {
        plainCall.get(
          row,
          number,
          names.tenant(facts.tenant),
          names.id(facts.route),
          facts.conversation.slice(0, longestConversation),
          names.id(facts.asked),
          dialects.of(facts.dialect),
          modes.of(facts.mode),
          facts.streamed ? 1 : 0,
          names.id(closing.served),
          names.id(closing.provider),
          sources.of(closing.from),
          closing.status,
          endings.of(closing.ended),
          names.optional(closing.stop),
          tiers.of(closing.tier),
          billings.of(closing.billing ?? 'metered'),
          tokens(usage!.input),
          tokens(usage!.cacheRead),
          tokens(usage!.cacheWrite),
          tokens(usage!.cacheWrite1h),
          tokens(usage!.output),
          tokens(usage!.reasoning),
          origins.of(closing.usageOrigin),
          money(closing.baseline),
          money(closing.cost),
          origins.of(closing.costOrigin),
          microseconds(time.total),
          microseconds(time.upstream),
          microseconds(time.own),
          time.firstByte === undefined ? null : microseconds(time.firstByte),
          attempts,
          only?.id ?? null,
          names.optional(only?.credential),
          money(only?.reserved),
          closing.notes === undefined || isEmpty(closing.notes)
            ? null
            : compactNotes(closing.notes),
        )
      } else {
        call.get(
          row,
          number,
          names.tenant(facts.tenant),
          names.optional(facts.key),
          names.id(facts.route),
          facts.conversation.slice(0, longestConversation),
          names.id(facts.asked),
          dialects.of(facts.dialect),
          modes.of(facts.mode),
          facts.streamed ? 1 : 0,
          names.set(facts.tags),
          names.id(closing.served),
          names.id(closing.provider),
          sources.of(closing.from),
          closing.status,
          endings.of(closing.ended),
          names.optional(closing.stop),
          tiers.of(closing.tier),
          billings.of(closing.billing ?? 'metered'),
          usage ? tokens(usage.input) : null,
          usage ? tokens(usage.cacheRead) : null,
          usage ? tokens(usage.cacheWrite) : null,
          usage ? tokens(usage.cacheWrite1h) : null,
          usage ? tokens(usage.output) : null,
          usage ? tokens(usage.reasoning) : null,
          usage?.other ? JSON.stringify(usage.other) : null,
          origins.of(closing.usageOrigin),
          money(closing.baseline),
          money(closing.cost),
          origins.of(closing.costOrigin),
          money(saved?.cache),
          money(saved?.router),
          money(saved?.template),
          money(saved?.compress),
          money(saved?.output),
          money(saved?.prefix),
          money(closing.misses),
          money(closing.failures),
          microseconds(time.total),
          microseconds(time.upstream),
          microseconds(time.own),
          time.firstByte === undefined ? null : microseconds(time.firstByte),
          attempts,
          only?.id ?? null,
          names.optional(only?.credential),
          money(only?.reserved),
          recovered ? 1 : 0,
          shortened(closing.error, longestError),
          names.set(closing.certificates),
          closing.notes === undefined || isEmpty(closing.notes)
            ? null
            : compactNotes(closing.notes),
        )
      }
      if (kept)
        text.get(number, kept.request.subarray(0, mostText), kept.reply.subarray(0, mostText))
    },
  }
}

/** What most rows hold in the columns of `calls`; 0 and NULL as text save a third of the binds, 1 µs a call. */
const plainValues = '???N??????N??????????????N????NNNNNN00????????0NN?'
  .split('')
  .map((value) => (value === 'N' ? 'NULL' : value))

/** Whether a row is of that kind: no key, no tags, no saving, no failure. */
function isPlain(facts: CallFacts, closing: Closing, recovered: boolean): boolean {
  const { usage, saved, certificates } = closing
  return (
    !recovered &&
    usage !== undefined &&
    usage.other === undefined &&
    facts.key === undefined &&
    facts.tags.length === 0 &&
    closing.misses === 0n &&
    closing.failures === 0n &&
    closing.error === undefined &&
    (saved === undefined || isEmpty(saved)) &&
    (certificates === undefined || certificates.length === 0)
  )
}

function isEmpty(record: object): boolean {
  for (const _ in record) return false
  return true
}

/** The attempt that lies in its call's row: the only one, settled, and sent to serve. */
export function inlined(attempts: readonly Attempt[]): Attempt | undefined {
  const [first] = attempts
  if (attempts.length !== 1 || first?.kind !== 'serve' || !first.settlement) return undefined
  return first
}

function insert(database: DatabaseSync, into: string, binds: number): StatementSync {
  return database.prepare(`INSERT INTO ${into} VALUES (${Array(binds).fill('?').join(',')})`)
}

/** Throws a TypeError for an id that `createCallId` did not make. */
export function numberOf(facts: CallFacts): number {
  const number = callNumber(facts.id)
  if (number === undefined) throw new TypeError(`${facts.id} is no id of createCallId`)
  return number
}
