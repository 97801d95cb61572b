/**
 * The rollup's sums of calls as they close, in memory: adding here costs a call 1 µs, reading its row back and
 * grouping in SQL costs 4 to 8. Batches are small, so that writing one is a short step.
 *
 * SQL remains the way to catch up (`rollup.ts`) at start, and after a row was lost; both add up to the same sums.
 * @module
 */
import type { DatabaseSync } from 'node:sqlite'
import type { Money } from '../call.ts'
import { callTime } from './call-id.ts'
import { dialects, layerNames, origins } from './codes.ts'
import { dimensions, measureNames, unpriced } from './measures.ts'
import type { Names } from './names.ts'
import { addedUp, rollupColumns } from './rollup.ts'
import type { CallFacts, Closing } from './rows.ts'
import { microseconds, money, tokens } from './bounds.ts'

const hourMs = 3_600_000
/** About 0.4 ms to write. */
const mostGroups = 40
const mostRows = 2000
/** A batch that is not full is written after this long. */
const longestMs = 3000

interface Sums {
  readonly dimensions: readonly number[]
  readonly hour: number
  /** In the order of `measureNames` up to the first amount of money. */
  readonly counts: number[]
  readonly money: Money[]
}

interface Batch {
  readonly groups: Map<string, Sums>
  rows: number
  /** The last call in it. */
  row: number
  readonly since: number
}

const firstMoney = measureNames.findIndex((name) => name.endsWith('_hi'))
const moneyCount = (measureNames.length - firstMoney) / 2

export interface Accumulator {
  /** Adds a call whose row is on disk. Calls come in the order of their rows. */
  add(row: number, number: number, facts: CallFacts, closing: Closing): void
  /** Writes the oldest batch that is due; the answer is how many sums it had. Call inside a transaction. */
  write(now: number): number
  /** Forgets all sums that are not written: SQL makes them instead. */
  clear(): void
}

/** Sums for the owner of the database. `commit` tells that a write is final only after its transaction is. */
export function createAccumulator(database: DatabaseSync, names: Names): Accumulator {
  let batches: Batch[] = []
  let last: Latest | undefined
  const places = Array(2 + dimensions.length + measureNames.length)
    .fill('?')
    .join(',')
  const upsert = database.prepare(
    `INSERT INTO rollup (${rollupColumns}) VALUES (${places}) ${addedUp}`,
  )
  const mark = database.prepare("INSERT OR REPLACE INTO meta VALUES ('rolled_calls', ?)")

  return {
    add(row, number, facts, closing) {
      const at = callTime(number)
      let batch = batches.at(-1)
      if (!batch || batch.rows >= mostRows || batch.groups.size >= mostGroups) {
        batch = { groups: new Map(), rows: 0, row, since: at }
        batches.push(batch)
      }
      batch.rows++
      batch.row = row
      const hour = Math.floor(at / hourMs)
      const origin = closing.cost === undefined ? unpriced : origins.of(closing.costOrigin)
      const tags = names.set(facts.tags) ?? 0
      if (
        last !== undefined &&
        last.batch === batch &&
        isSame(last, hour, origin, tags, facts, closing)
      ) {
        addTo(last.sums, closing)
        return
      }
      const id = `${hour} ${origin} ${tags} ${facts.dialect}\n${facts.tenant}\n${facts.key ?? ''}\n${facts.route}\n${facts.asked}\n${closing.served}\n${closing.provider}`
      let sums = batch.groups.get(id)
      if (!sums) {
        sums = {
          dimensions: [
            names.tenant(facts.tenant),
            names.optional(facts.key) ?? 0,
            names.id(facts.route),
            names.id(facts.asked),
            names.id(closing.served),
            names.id(closing.provider),
            dialects.of(facts.dialect),
            tags,
            origin,
          ],
          hour,
          counts: Array<number>(firstMoney).fill(0),
          money: Array<Money>(moneyCount).fill(0n),
        }
        batch.groups.set(id, sums)
      }
      last = { batch, sums, hour, origin, tags, facts, closing }
      addTo(sums, closing)
    },
    write(now) {
      const [batch] = batches
      if (!batch) return 0
      const full = batches.length > 1 || batch.rows >= mostRows || batch.groups.size >= mostGroups
      if (!full && now - batch.since < longestMs) return 0
      for (const sums of batch.groups.values()) {
        const amounts = sums.money.flatMap((amount) => [amount >> 32n, amount & 0xffffffffn])
        const values = [...sums.dimensions, ...sums.counts, ...amounts]
        upsert.get(0, sums.hour, ...values)
        upsert.get(1, Math.floor(sums.hour / 24), ...values)
      }
      mark.get(batch.row)
      batches = batches.slice(1)
      last = undefined
      return batch.groups.size
    },
    clear() {
      batches = []
      last = undefined
    },
  }
}

/** Where the call before went. Most calls go where it went: comparing costs less than joining the words of an id. */
interface Latest {
  readonly batch: Batch
  readonly sums: Sums
  readonly hour: number
  readonly origin: number
  readonly tags: number
  readonly facts: CallFacts
  readonly closing: Closing
}

function isSame(
  last: Latest,
  hour: number,
  origin: number,
  tags: number,
  facts: CallFacts,
  closing: Closing,
): boolean {
  return (
    last.hour === hour &&
    last.origin === origin &&
    last.tags === tags &&
    last.facts.dialect === facts.dialect &&
    last.facts.tenant === facts.tenant &&
    last.facts.key === facts.key &&
    last.facts.route === facts.route &&
    last.facts.asked === facts.asked &&
    last.closing.served === closing.served &&
    last.closing.provider === closing.provider
  )
}

/** The measures of one call, in the order of `measures.ts`. */
function addTo({ counts, money: amounts }: Sums, closing: Closing): void {
  const { usage, saved, time, status } = closing
  counts[0]!++
  if (closing.from === 'cache') counts[1]!++
  if (status < 200 || status >= 400) counts[2]!++
  if (usage) {
    counts[3]! += tokens(usage.input)
    counts[4]! += tokens(usage.cacheRead)
    counts[5]! += tokens(usage.cacheWrite)
    counts[6]! += tokens(usage.cacheWrite1h)
    counts[7]! += tokens(usage.output)
    counts[8]! += tokens(usage.reasoning)
  }
  counts[9]! += microseconds(time.total)
  counts[10]! += microseconds(time.upstream)
  counts[11]! += microseconds(time.own)
  add(amounts, 0, closing.baseline)
  add(amounts, 1, closing.cost)
  if (saved) {
    for (let i = 0; i < layerNames.length; i++) {
      const amount = saved[layerNames[i]!]
      if (amount === undefined) continue
      counts[12 + i]!++
      add(amounts, 2 + i, amount)
    }
  }
  add(amounts, 8, closing.misses)
  add(amounts, 9, closing.failures)
}

function add(amounts: Money[], index: number, amount: Money | undefined): void {
  if (amount !== undefined && amount !== 0n) amounts[index]! += BigInt(money(amount) as bigint)
}
