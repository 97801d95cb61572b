/**
 * Checks what someone asks a key to be.
 * @module
 */
import type { Mode } from '../../call.ts'
import { nearest } from '../../config/nearest.ts'
import { FarthingError } from '../../errors.ts'
import type { KeySettings } from '../../ledger/keys.ts'

const modes: readonly Mode[] = ['observe', 'safe', 'balanced', 'max']
const windows = ['minute', 'hour', 'day', 'month'] as const
const budgetWindows = ['hour', 'day', 'month', 'total'] as const
const units = ['requests', 'tokens'] as const
type Readers = {
  readonly [Name in keyof KeySettings]-?: (
    value: unknown,
    at: string,
  ) => Exclude<KeySettings[Name], undefined>
}

const readers: Readers = {
  name: word,
  tenant: word,
  routes: words,
  models: words,
  mode: (value, at) => one(value, at, modes),
  limits: (value, at) =>
    list(value, at, ['unit', 'window']).map((limit, index) => ({
      unit: one(limit['unit'], `${at}[${index}].unit`, units),
      window: one(limit['window'], `${at}[${index}].window`, windows),
      limit: count(limit['limit'], `${at}[${index}].limit`),
    })),
  budgets: (value, at) =>
    list(value, at, ['window']).map((budget, index) => ({
      window: one(budget['window'], `${at}[${index}].window`, budgetWindows),
      limit: dollars(budget['limit'], `${at}[${index}].limit`),
    })),
  admin: (value, at) => {
    if (typeof value !== 'boolean') throw wrong(at, 'true or false')
    return value
  },
  expires: count,
}

const settable = Object.keys(readers)
const changeable = settable.filter((name) => name !== 'tenant')

/** Reads settings out of JSON. Dollars come as text or number: `"12.50"`. Throws `parameter_invalid` naming the field. */
export function readKeySettings(value: unknown): KeySettings {
  const given = entriesOf(value, settable)
  const read = Object.entries(given)
    .filter(([, item]) => item !== undefined)
    .map(([name, item]) => [name, readers[name as keyof Readers](item, name)])
  const settings = Object.fromEntries(read) as Partial<KeySettings>
  const name = settings.name ?? word(undefined, 'name')
  return { tenant: name, ...settings, name }
}

/** Settings that a key gets; undefined takes one away. */
export type KeyChanges = {
  readonly [Name in Exclude<keyof KeySettings, 'tenant'>]?: KeySettings[Name] | undefined
}

/** Reads changes out of JSON: what is absent stays, null takes a setting away. Throws `parameter_invalid`. */
export function readKeyChanges(value: unknown): KeyChanges {
  if (typeof value === 'object' && value !== null && Object.hasOwn(value, 'tenant'))
    throw wrong('tenant', 'left out: a key keeps its tenant')
  const given = entriesOf(value, changeable)
  if (Object.keys(given).length === 0)
    throw invalid(`It changes nothing. A key has ${changeable.join(', ')}.`)
  const read = Object.entries(given).map(([name, item]) => [
    name,
    item === null && name !== 'name' ? undefined : readers[name as keyof Readers](item, name),
  ])
  return Object.fromEntries(read) as KeyChanges
}

function entriesOf(value: unknown, known: readonly string[]): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw wrong('', 'an object')
  const given = value as Record<string, unknown>
  for (const name of Object.keys(given)) {
    if (known.includes(name)) continue
    const meant = nearest(name, known)
    const hint =
      meant === undefined ? `Known are ${known.join(', ')}` : `Did you mean \`${meant}\`?`
    throw wrong(name.slice(0, 100), `left out: no key has it. ${hint}`)
  }
  return given
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

/** @param once - an entry is told from the others by these; two of the same would contradict each other */
function list(
  value: unknown,
  at: string,
  once: readonly string[],
): readonly Record<string, unknown>[] {
  const fine =
    Array.isArray(value) &&
    value.length <= 20 &&
    value.every((item) => typeof item === 'object' && item !== null)
  if (!fine) throw wrong(at, 'a list of at most 20 objects')
  const seen = new Set<string>()
  for (const [index, item] of (value as Record<string, unknown>[]).entries()) {
    const what = once.map((name) => String(item[name])).join(' a ')
    if (seen.has(what)) throw wrong(`${at}[${index}]`, `left out: another is for ${what}`)
    seen.add(what)
  }
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
  const end = /[.?]$/.test(expected) ? '' : '.'
  return invalid(`${at === '' ? 'It' : `\`${at}\``} must be ${expected}${end}`)
}

function invalid(detail: string): FarthingError {
  return new FarthingError('parameter_invalid', { path: '/farthing/api/keys', detail })
}
