/**
 * Checks what someone asks a new key to be.
 * @module
 */
import type { Mode } from '../../call.ts'
import { FarthingError } from '../../errors.ts'
import type { KeySettings } from '../../ledger/keys.ts'

const modes: readonly Mode[] = ['observe', 'safe', 'balanced', 'max']
const windows = ['minute', 'hour', 'day', 'month'] as const
const budgetWindows = ['hour', 'day', 'month', 'total'] as const
const units = ['requests', 'tokens'] as const
const known = new Set([
  'name',
  'tenant',
  'routes',
  'models',
  'mode',
  'limits',
  'budgets',
  'admin',
  'expires',
])

/** Reads settings out of JSON. Dollars come as text or number: `"12.50"`. Throws `body_not_json` naming the field. */
export function readKeySettings(value: unknown): KeySettings {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw wrong('', 'an object')
  const given = value as Record<string, unknown>
  for (const name of Object.keys(given)) {
    if (!known.has(name)) throw wrong(name, `left out: known are ${[...known].join(', ')}`)
  }
  const name = word(given['name'], 'name')
  return {
    name,
    tenant: given['tenant'] === undefined ? name : word(given['tenant'], 'tenant'),
    ...optional('routes', given['routes'], words),
    ...optional('models', given['models'], words),
    ...optional('mode', given['mode'], (item, at) => one(item, at, modes)),
    ...optional('limits', given['limits'], (item, at) =>
      list(item, at).map((limit, index) => ({
        unit: one(limit['unit'], `${at}[${index}].unit`, units),
        window: one(limit['window'], `${at}[${index}].window`, windows),
        limit: count(limit['limit'], `${at}[${index}].limit`),
      })),
    ),
    ...optional('budgets', given['budgets'], (item, at) =>
      list(item, at).map((budget, index) => ({
        window: one(budget['window'], `${at}[${index}].window`, budgetWindows),
        limit: dollars(budget['limit'], `${at}[${index}].limit`),
      })),
    ),
    ...optional('admin', given['admin'], (item, at) => {
      if (typeof item !== 'boolean') throw wrong(at, 'true or false')
      return item
    }),
    ...optional('expires', given['expires'], count),
  }
}

function optional<Name extends string, T>(
  name: Name,
  value: unknown,
  read: (value: unknown, at: string) => T,
): { [Key in Name]?: T } {
  return value === undefined ? {} : ({ [name]: read(value, name) } as { [Key in Name]?: T })
}

function word(value: unknown, at: string): string {
  const fine =
    typeof value === 'string' &&
    /^[\p{L}\p{N}\p{P}\p{S} ]{1,128}$/u.test(value) &&
    !value.includes('/')
  if (fine) return value
  throw wrong(at, 'text of 1 to 128 characters without "/"')
}

function words(value: unknown, at: string): readonly string[] {
  if (
    Array.isArray(value) &&
    value.length <= 100 &&
    value.every((item) => typeof item === 'string' && item.length <= 500)
  ) {
    return value as string[]
  }
  throw wrong(at, 'a list of at most 100 patterns')
}

function one<T extends string>(value: unknown, at: string, allowed: readonly T[]): T {
  const found = allowed.find((item) => item === value)
  if (found === undefined) throw wrong(at, `one of ${allowed.join(', ')}`)
  return found
}

function list(value: unknown, at: string): readonly Record<string, unknown>[] {
  const fine =
    Array.isArray(value) &&
    value.length <= 20 &&
    value.every((item) => typeof item === 'object' && item !== null)
  if (!fine) throw wrong(at, 'a list of at most 20 objects')
  return value as Record<string, unknown>[]
}

function count(value: unknown, at: string): number {
  if (Number.isSafeInteger(value) && (value as number) > 0) return value as number
  throw wrong(at, 'a whole number above 0')
}

function dollars(value: unknown, at: string): bigint {
  const match = /^(\d{1,9})(?:\.(\d{1,12}))?$/.exec(String(value))
  if (match === null) throw wrong(at, 'dollars such as "12.50"')
  return BigInt(match[1]! + (match[2] ?? '').padEnd(12, '0'))
}

function wrong(at: string, expected: string): FarthingError {
  return new FarthingError('body_not_json', {
    path: 'api/keys',
    detail: `${at === '' ? 'It' : `\`${at}\``} must be ${expected}.`,
  })
}
