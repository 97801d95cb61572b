/**
 * What the form of a key that exists says, in the form of `PATCH api/keys/:id`.
 * @module
 */
import type { GatewayKey } from '../api.ts'

export const budgetWindows = ['hour', 'day', 'month', 'total'] as const

/** Fields left empty take a setting away; limits that the form does not show stay. */
export function changesOf(key: GatewayKey, form: FormData): Record<string, unknown> {
  const text = (name: string): string => String(form.get(name) ?? '').trim()
  const words = (name: string): readonly string[] | null => {
    const found = text(name).split(/[\s,]+/)
    return found[0] === '' ? null : found
  }
  const budgets = budgetWindows
    .map((window) => ({ window, limit: text(`budget-${window}`) }))
    .filter(({ limit }) => limit !== '')
  const limits: unknown[] = (key.limits ?? []).filter((limit) => !isShown(limit))
  if (text('requests') !== '')
    limits.push({ unit: 'requests', window: 'minute', limit: Number(text('requests')) })
  return {
    budgets: budgets.length === 0 ? null : budgets,
    limits: limits.length === 0 ? null : limits,
    models: words('models'),
    routes: words('routes'),
    mode: text('mode') === '' ? null : text('mode'),
  }
}

/** The one limit of rate that has a field of its own. */
export function isShown({ unit, window }: { unit: string; window: string }): boolean {
  return unit === 'requests' && window === 'minute'
}
