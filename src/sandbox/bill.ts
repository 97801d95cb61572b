/**
 * What the simulated provider charges: sums in exact money, by account, by tag and by model.
 * @module
 */
import type { Money, Usage } from '../call.ts'
import { emptyUsage } from '../pricing/classes.ts'

export interface BillRow {
  calls: number
  cost: Money
  /** Calls whose model has no price. They cost something, but not 0. */
  unpriced: number
  input: number
  cacheRead: number
  cacheWrite: number
  cacheWrite1h: number
  output: number
  reasoning: number
}

export interface Bill extends BillRow {
  readonly accounts: ReadonlyMap<string, BillRow>
  readonly tags: ReadonlyMap<string, BillRow>
  readonly models: ReadonlyMap<string, BillRow>
}

export interface BillKeeper {
  add(entry: {
    account: string
    tag: string
    model: string
    usage: Usage
    cost: Money | undefined
  }): void
  read(): Bill
}

function emptyRow(): BillRow {
  return { calls: 0, cost: 0n, unpriced: 0, ...emptyUsage }
}

export function createBill(): BillKeeper {
  const total = emptyRow()
  const accounts = new Map<string, BillRow>()
  const tags = new Map<string, BillRow>()
  const models = new Map<string, BillRow>()

  function rowOf(rows: Map<string, BillRow>, key: string): BillRow {
    let row = rows.get(key)
    if (row === undefined) rows.set(key, (row = emptyRow()))
    return row
  }

  return {
    add({ account, tag, model, usage, cost }) {
      for (const row of [total, rowOf(accounts, account), rowOf(tags, tag), rowOf(models, model)]) {
        row.calls++
        if (cost === undefined) row.unpriced++
        else row.cost += cost
        row.input += usage.input
        row.cacheRead += usage.cacheRead
        row.cacheWrite += usage.cacheWrite
        row.cacheWrite1h += usage.cacheWrite1h
        row.output += usage.output
        row.reasoning += usage.reasoning
      }
    },
    read: () => ({ ...total, accounts, tags, models }),
  }
}
