/**
 * `api/budgets`: what may be spent, what was, and what is held back for calls in flight.
 * @module
 */
import type { BudgetState } from '../../ledger/budgets.ts'
import type { AdminRequest } from '../routes.ts'
import { readParameters } from './parameters.ts'
import { json } from './respond.ts'

/** Answers all budgets, of keys and of the configuration. A window without an end has no `until`. */
export function showBudgets(request: AdminRequest, budgets: readonly BudgetState[]): void {
  readParameters(request, [])
  json(request.response, {
    budgets: budgets.map(({ until, ...budget }) =>
      Number.isFinite(until) ? { ...budget, until } : budget,
    ),
  })
}
