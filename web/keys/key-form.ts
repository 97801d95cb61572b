/**
 * What the fields of a key say, in the form of `POST api/keys` and `PATCH api/keys/:id`.
 * @module
 */
import type { GatewayKey } from '../api.ts'

export const budgetWindows = ['hour', 'day', 'month', 'total'] as const

/** The settings of a key that have fields of their own, in `key-fields.tsx`. */
export type FieldSettings = Pick<GatewayKey, 'budgets' | 'limits' | 'models' | 'routes' | 'mode'>

/** A key to be made. Fields left empty are left out. */
export function settingsOf(form: FormData): Record<string, unknown> {
  const given = {
    name: textOf(form, 'name'),
    tenant: textOf(form, 'tenant') || undefined,
    ...fieldsOf(form),
    admin: form.get('admin') === null ? undefined : true,
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

/** A key that exists. Fields left empty take a setting away; limits that the form does not show stay. */
export function changesOf(key: FieldSettings, form: FormData): Record<string, unknown> {
  const kept = (key.limits ?? []).filter((limit) => !isShown(limit))
  const given = Object.entries(fieldsOf(form, kept))
  return Object.fromEntries(given.map(([name, value]) => [name, value ?? null]))
}

/** The one limit of rate that has a field of its own. */
export function isShown({ unit, window }: { unit: string; window: string }): boolean {
  return unit === 'requests' && window === 'minute'
}

function fieldsOf(form: FormData, keptLimits: readonly unknown[] = []) {
  const requests = textOf(form, 'requests')
  const budgets = budgetWindows
    .map((window) => ({ window, limit: textOf(form, `budget-${window}`) }))
    .filter(({ limit }) => limit !== '')
  const limits =
    requests === ''
      ? keptLimits
      : [...keptLimits, { unit: 'requests', window: 'minute', limit: Number(requests) }]
  return {
    budgets: budgets.length === 0 ? undefined : budgets,
    limits: limits.length === 0 ? undefined : limits,
    models: wordsOf(form, 'models'),
    routes: wordsOf(form, 'routes'),
    mode: textOf(form, 'mode') || undefined,
  }
}

function wordsOf(form: FormData, name: string): readonly string[] | undefined {
  const found = textOf(form, name)
    .split(/[\s,]+/)
    .filter((word) => word !== '')
  return found.length === 0 ? undefined : found
}

function textOf(form: FormData, name: string): string {
  return String(form.get(name) ?? '').trim()
}
