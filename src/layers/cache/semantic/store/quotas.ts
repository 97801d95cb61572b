/**
 * Who may fill the cache how far. Whoever floods it displaces answers of its own, never those of others.
 * @module
 */
import type { Call } from '../../../../call.ts'
import { withoutUser } from '../../../../ledger/tenant.ts'
import type { Kept } from './kept.ts'

export interface Quotas {
  /** Counts an answer; gives those that have to go for it, itself perhaps, and counts them no more. */
  add(kept: Kept): Kept[]
  remove(kept: Kept): void
  used(kept: Kept): void
  readonly bytes: number
}

export interface Bounds {
  readonly maximumAnswers: number
  readonly maximumBytes: number
  /** Share of both that one principal may fill. */
  readonly principalShare: number
}

interface Account {
  /** The least recently used first. */
  readonly answers: Set<Kept>
  bytes: number
}

/** Whose share an answer fills: the key's, else the tenant's without the end users that a header of its own names. */
export function principalOf({ key, tenant }: Pick<Call, 'key' | 'tenant'>): string {
  return key ?? withoutUser(tenant)
}

export function createQuotas({ maximumAnswers, maximumBytes, principalShare }: Bounds): Quotas {
  const accounts = new Map<string, Account>()
  let answers = 0
  let bytes = 0

  const overdrawn = ({ answers: own, bytes: used }: Account): boolean =>
    own.size > Math.max(1, maximumAnswers * principalShare) || used > maximumBytes * principalShare

  const largest = (): Account => {
    let most: Account | undefined
    for (const account of accounts.values()) if (!most || account.bytes > most.bytes) most = account
    return most!
  }

  const full = (): boolean => answers > maximumAnswers || bytes > maximumBytes

  const drop = (account: Account, kept: Kept): void => {
    account.answers.delete(kept)
    account.bytes -= kept.size
    answers--
    bytes -= kept.size
    if (account.answers.size === 0) accounts.delete(kept.principal)
  }

  return {
    add(kept) {
      let account = accounts.get(kept.principal)
      if (!account) accounts.set(kept.principal, (account = { answers: new Set(), bytes: 0 }))
      account.answers.add(kept)
      account.bytes += kept.size
      answers++
      bytes += kept.size
      const gone: Kept[] = []
      const dropOldest = (from: Account): void => {
        const [oldest] = from.answers
        gone.push(oldest!)
        drop(from, oldest!)
      }
      while (account.answers.size > 0 && overdrawn(account)) dropOldest(account)
      while (full()) dropOldest(largest())
      return gone
    },
    remove(kept) {
      const account = accounts.get(kept.principal)
      if (account?.answers.has(kept)) drop(account, kept)
    },
    used(kept) {
      const account = accounts.get(kept.principal)
      if (account?.answers.delete(kept)) account.answers.add(kept)
    },
    get bytes() {
      return bytes
    },
  }
}
