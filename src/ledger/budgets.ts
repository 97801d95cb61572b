/**
 * Budgets: money that a key, a tenant, a tag, a route or everyone may spend in a window.
 *
 * What a call may cost is held back before it is sent and replaced by what it did cost after. So spent + held back
 * never passes the limit by more than Σ max(0, actual − held back) over the calls in flight, however many there are:
 * checking and holding back happen in one step of one process. Counters live in memory; the ledger is their source.
 * @module
 */
import type { Clock, Subject } from './subject.ts'
import type { Money } from '../call.ts'
import { FarthingError } from '../errors.ts'
import { windowAt } from './windows.ts'
import type { Window } from './windows.ts'

export type BudgetWindow = Exclude<Window, 'minute'>

/** Whose spending counts. */
export interface Scope {
  readonly of: 'all' | 'key' | 'tenant' | 'tag' | 'route'
  /** Which key, tenant (with its end users, `tenant/user`), tag or route; '' for all. */
  readonly name: string
}

export interface BudgetRule {
  readonly scope: Scope
  readonly window: BudgetWindow
  readonly limit: Money
}

export interface BudgetState extends BudgetRule {
  readonly spent: Money
  /** Held back for calls in flight. */
  readonly reserved: Money
  /** End of the window in milliseconds since the epoch; Infinity for 'total'. */
  readonly until: number
}

export interface Reservation {
  /** What the call cost in the end; undefined where it has no price. Only the first settlement counts. */
  settle(actual: Money | undefined): void
}

export interface BudgetOptions {
  readonly rules: readonly BudgetRule[]
  readonly clock: Clock
  /** What the ledger holds for a scope between two times, in milliseconds since the epoch. */
  readonly spent: (scope: Scope, from: number, to: number) => Money
  /** Whether a call without a price passes; 'allow' where absent. */
  readonly unpriced?: 'allow' | 'refuse'
}

export interface Budgets {
  /**
   * Holds `amount` back in every budget that the call falls under, or answers with the error of the first that has
   * no room and holds nothing back. `amount` undefined: the call has no price.
   */
  reserve(subject: Subject, amount: Money | undefined): Reservation | FarthingError
  /** New rules; what was spent and held back stays. */
  configure(rules: readonly BudgetRule[], unpriced?: 'allow' | 'refuse'): void
  list(): readonly BudgetState[]
}

interface Counter {
  end: number
  spent: Money
  reserved: Money
}

interface Entry {
  readonly rule: BudgetRule
  counter: Counter
}

const nothing: Reservation = { settle() {} }

/** Starts the counters of `rules` from what the ledger holds. */
export function createBudgets(options: BudgetOptions): Budgets {
  const { clock } = options
  let entries = new Map<string, Entry>()
  let byScope = new Map<string, Entry[]>()

  const counterNow = (entry: Entry, now: number): Counter => {
    if (now >= entry.counter.end) {
      // Calls in flight keep the counter of the window that they began in.
      entry.counter = { end: windowAt(entry.rule.window, now).end, spent: 0n, reserved: 0n }
    }
    return entry.counter
  }
  let { unpriced } = options
  const configure = (rules: readonly BudgetRule[], refusing = unpriced): void => {
    unpriced = refusing
    const now = clock.now()
    const before = entries
    entries = new Map()
    byScope = new Map()
    for (const rule of rules) {
      const scope = `${rule.scope.of}:${rule.scope.name}`
      const id = `${rule.window}:${scope}`
      const { start, end } = windowAt(rule.window, now)
      const counter = before.get(id)?.counter ?? {
        end,
        spent: options.spent(rule.scope, start, now + 1),
        reserved: 0n,
      }
      const entry = { rule, counter }
      entries.set(id, entry)
      byScope.set(scope, [...(byScope.get(scope) ?? []), entry])
    }
  }
  const under = (subject: Subject): Entry[] => {
    const found: Entry[] = []
    const take = (scope: string): void => {
      const some = byScope.get(scope)
      if (some) found.push(...some)
    }
    take('all:')
    if (subject.key !== undefined) take(`key:${subject.key}`)
    const { tenant } = subject
    take(`tenant:${tenant}`)
    // A header names the end user: it divides a tenant and must not lead out of its budget.
    for (let end = tenant.indexOf('/'); end >= 0; end = tenant.indexOf('/', end + 1))
      take(`tenant:${tenant.slice(0, end)}`)
    take(`route:${subject.route}`)
    for (const tag of new Set(subject.tags)) take(`tag:${tag}`)
    return found
  }
  configure(options.rules)

  return {
    configure,
    reserve(subject, amount) {
      if (byScope.size === 0) return nothing
      const found = under(subject)
      if (found.length === 0) return nothing
      if (amount === undefined && unpriced === 'refuse') {
        return new FarthingError('model_unpriced', {
          model: subject.model ?? 'The model',
          provider: subject.provider ?? 'its provider',
        })
      }
      const now = clock.now()
      const held = amount !== undefined && amount > 0n ? amount : 0n
      const counters: Counter[] = []
      for (const entry of found) {
        const counter = counterNow(entry, now)
        if (held > 0n && counter.spent + counter.reserved + held > entry.rule.limit)
          return refusal(entry, held)
        counters.push(counter)
      }
      for (const counter of counters) counter.reserved += held
      let settled = false
      return {
        settle(actual) {
          if (settled) return
          settled = true
          for (const counter of counters) {
            counter.reserved -= held
            counter.spent += actual ?? 0n
          }
        },
      }
    },
    list() {
      const now = clock.now()
      return [...entries.values()].map((entry) => {
        const { spent, reserved, end } = counterNow(entry, now)
        return { ...entry.rule, spent, reserved, until: end }
      })
    },
  }
}

function refusal({ rule, counter }: Entry, needed: Money): FarthingError {
  const { of, name } = rule.scope
  return new FarthingError('budget_spent', {
    scope: of === 'all' ? 'all calls' : `${of} ${name}`,
    needed: dollars(needed),
    spent: `${dollars(counter.spent)} are spent and ${dollars(counter.reserved)} held back for calls in flight`,
    limit: dollars(rule.limit),
    until: Number.isFinite(counter.end) ? new Date(counter.end).toISOString() : 'it is raised',
    raise:
      of === 'key'
        ? `\`farthing keys edit ${name} --limit '$AMOUNT/${rule.window}'\` raises it.`
        : 'A larger `limit` in `budgets` of the configuration raises it.',
  })
}

/** For people: to the hundredth of a cent, finer below; up, so that what is there never reads as 0. */
function dollars(amount: Money): string {
  const size = amount < 0n ? 0n : amount
  const digits = BigInt(Math.min(8, Math.max(0, size.toString().length - 3)))
  const unit = 10n ** digits
  const rounded = ((size + unit - 1n) / unit) * unit
  const text = rounded.toString().padStart(13, '0')
  const fraction = text.slice(-12).replace(/0+$/, '')
  return `$${text.slice(0, -12)}${fraction === '' ? '' : `.${fraction}`}`
}
