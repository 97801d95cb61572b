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
  readonly start: number
  readonly end: number
  spent: Money
  reserved: Money
}

/** What is counted once, however many rules bound it: one scope in one window. */
interface Cell {
  readonly scope: Scope
  readonly window: BudgetWindow
  rules: BudgetRule[]
  counter: Counter
  /** The latest end of a window that it counted. */
  latest: number
}

/** Far enough for any window, and still a time. */
const endOfTime = 8.64e15

/** Starts the counters of `rules` from what the ledger holds. */
export function createBudgets(options: BudgetOptions): Budgets {
  const { clock } = options
  let cells = new Map<string, Cell>()
  let listed: { readonly rule: BudgetRule; readonly cell: Cell }[] = []
  let byScope = new Map<string, Cell[]>()
  const open = new OpenReservations()

  /** A counter of the window that holds `now`, from the ledger and the calls in flight that began in it. */
  const counterFrom = (scope: Scope, window: BudgetWindow, now: number): Counter => {
    const { start, end } = windowAt(window, now)
    const spent = options.spent(scope, start, Math.min(end, endOfTime))
    const counter = { start, end, spent, reserved: 0n }
    for (const held of open) {
      if (held.at < start || held.at >= end || !covers(scope, held.subject)) continue
      counter.reserved += held.amount
      held.counters = [...held.counters, counter]
    }
    return counter
  }
  const counterNow = (cell: Cell, now: number): Counter => {
    const { counter, scope, window } = cell
    if (now >= counter.start && now < counter.end) return counter
    const { start, end } = windowAt(window, now)
    // Nothing was paid yet in a window that begins; a clock that went back finds what was. Calls in flight keep the
    // counter of the window that they began in.
    cell.counter =
      start >= cell.latest
        ? { start, end, spent: 0n, reserved: 0n }
        : counterFrom(scope, window, now)
    cell.latest = Math.max(cell.latest, end)
    return cell.counter
  }
  let { unpriced } = options
  const configure = (rules: readonly BudgetRule[], refusing = unpriced): void => {
    unpriced = refusing
    const now = clock.now()
    const before = cells
    cells = new Map()
    byScope = new Map()
    listed = []
    for (const rule of rules) {
      const scope = `${rule.scope.of}:${rule.scope.name}`
      const id = `${rule.window}:${scope}`
      let cell = cells.get(id)
      if (cell === undefined) {
        cell = before.get(id)
        if (cell === undefined) {
          const counter = counterFrom(rule.scope, rule.window, now)
          const { scope: of, window } = rule
          cell = { scope: of, window, rules: [], counter, latest: counter.end }
        } else cell.rules = []
        cells.set(id, cell)
        byScope.set(scope, [...(byScope.get(scope) ?? []), cell])
      }
      cell.rules.push(rule)
      listed.push({ rule, cell })
    }
  }
  const under = (subject: Subject): Cell[] => {
    const found: Cell[] = []
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
      const held = amount !== undefined && amount > 0n ? amount : 0n
      // Held back all the same: a budget may begin while the call is on its way.
      if (byScope.size === 0) return open.add(subject, held, subject.at ?? clock.now(), none)
      const found = under(subject)
      if (found.length > 0 && amount === undefined && unpriced === 'refuse') {
        return new FarthingError('model_unpriced', {
          model: subject.model ?? 'The model',
          provider: subject.provider ?? 'its provider',
        })
      }
      const now = clock.now()
      const counters: Counter[] = []
      for (const cell of found) {
        const counter = counterNow(cell, now)
        const needed = counter.spent + counter.reserved + held
        if (held > 0n) {
          for (const rule of cell.rules)
            if (needed > rule.limit) return refusal(rule, counter, held)
        }
        counters.push(counter)
      }
      for (const counter of counters) counter.reserved += held
      return open.add(subject, held, subject.at ?? now, counters)
    },
    list() {
      const now = clock.now()
      return listed.map(({ rule, cell }) => {
        const { spent, reserved, end } = counterNow(cell, now)
        return { ...rule, spent, reserved, until: end }
      })
    },
  }
}

/** Whether what a subject spends counts under a scope. */
function covers({ of, name }: Scope, subject: Subject): boolean {
  if (of === 'all') return true
  if (of === 'tag') return subject.tags.includes(name)
  const own = subject[of]
  return own === name || (of === 'tenant' && subject.tenant.startsWith(`${name}/`))
}

const none: readonly Counter[] = []

/** One call's, in the list of those that are open. */
class Held implements Reservation {
  before: Held | undefined
  after: Held | undefined
  counters: readonly Counter[]
  readonly subject: Subject
  readonly amount: Money
  /** When the call began, which is what the ledger books it by. */
  readonly at: number
  #list: OpenReservations | undefined

  constructor(
    list: OpenReservations,
    subject: Subject,
    amount: Money,
    at: number,
    counters: readonly Counter[],
  ) {
    this.#list = list
    this.subject = subject
    this.amount = amount
    this.at = at
    this.counters = counters
    this.before = undefined
    this.after = undefined
  }

  settle(actual: Money | undefined): void {
    if (this.#list === undefined) return
    this.#list.remove(this)
    this.#list = undefined
    for (const counter of this.counters) {
      counter.reserved -= this.amount
      counter.spent += actual ?? 0n
    }
  }
}

/** A linked list: a call adds and removes itself for the price of one object. */
class OpenReservations {
  #last: Held | undefined

  add(subject: Subject, amount: Money, at: number, counters: readonly Counter[]): Held {
    const held = new Held(this, subject, amount, at, counters)
    const last = this.#last
    if (last !== undefined) {
      held.before = last
      last.after = held
    }
    this.#last = held
    return held
  }

  remove(held: Held): void {
    const { before, after } = held
    if (before !== undefined) before.after = after
    if (after !== undefined) after.before = before
    else this.#last = before
    // One that is kept must not keep those that are gone.
    held.before = undefined
    held.after = undefined
  }

  *[Symbol.iterator](): Generator<Held> {
    for (let held = this.#last; held !== undefined; held = held.before) yield held
  }
}

function refusal(rule: BudgetRule, counter: Counter, needed: Money): FarthingError {
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
