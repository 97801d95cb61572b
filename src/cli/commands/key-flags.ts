/**
 * What the options of `farthing keys add` and `edit` mean, and a key's rights in words.
 * @module
 */
import { nearest } from '../../config/nearest.ts'
import { readKeyChanges, readKeySettings } from '../../gateway/admin/key-settings.ts'
import { FarthingError } from '../../errors.ts'
import type { Key, KeySettings } from '../../ledger/keys.ts'
import { formatExact } from '../../pricing/money.ts'
import { CommandFailure, exitCodes } from '../exit.ts'
import type { EditKeyFlags, KeyFlags } from '../options.ts'

/** The settings as the admin API takes them. Throws a CommandFailure with exit code 2 where they are wrong. */
export function settingsOf(name: string, options: KeyFlags): unknown {
  const { limits, budgets } = readLimits(options.limit ?? [])
  const { tenant, admin, routes, models, mode } = options
  return checked(readKeySettings, { name, tenant, admin, routes, models, mode, limits, budgets })
}

/**
 * The changes as the admin API takes them: a limit replaces the one of its unit and window, the others stay. Throws a
 * CommandFailure where they are wrong (exit code 2), or where a limit that is to go is not there.
 */
export function changesOf(key: Key, options: EditKeyFlags): unknown {
  const { rename: name, admin, routes, models, mode } = options
  const given = Object.entries({ name, admin, routes, models, mode }).filter(
    ([, value]) => value !== undefined,
  )
  const dropped = (options.drop ?? []).map(readDrop)
  if (given.length === 0 && dropped.length === 0 && options.limit === undefined)
    throw wrong(
      'nothing is to be changed. Give --limit, --models, --routes, --mode, --admin, --rename or --drop.',
    )
  const changes: Record<string, unknown> = Object.fromEntries(given)
  for (const word of dropped) {
    if (Object.hasOwn(changes, word)) throw wrong(`\`${word}\` is given and dropped at once.`)
    if (single.includes(word)) changes[word] = null
  }
  const windows = dropped.filter((word) => !single.includes(word))
  if (windows.length > 0 || options.limit !== undefined)
    Object.assign(changes, limitsAfter(key, windows, readLimits(options.limit ?? [])))
  return checked(readKeyChanges, changes)
}

/** What a key may, in words: `all`, or `models gpt-*, 100 requests/minute, $5/day`. */
export function rightsOf({ admin, routes, models, mode, limits, budgets }: KeySettings): string {
  const list = (title: string, names: readonly string[] | undefined) =>
    names === undefined || names.length === 0 ? '' : `${title} ${names.join(' ')}`
  const parts = [
    admin ? 'admin' : '',
    mode === undefined ? '' : `mode ${mode}`,
    list('routes', routes),
    list('models', models),
    ...(limits ?? []).map(({ unit, window, limit }) => `${limit} ${unit}/${window}`),
    ...(budgets ?? []).map(({ window, limit }) => `$${formatExact(limit)}/${window}`),
  ].filter((part) => part !== '')
  return parts.length === 0 ? 'all' : parts.join(', ')
}

interface Limits {
  readonly limits: readonly { readonly unit: string; readonly window: string }[]
  readonly budgets: readonly { readonly window: string }[]
}

function limitsAfter(key: Key, dropped: readonly string[], added: Limits): object {
  const before: Limits = {
    limits: key.limits ?? [],
    budgets: (key.budgets ?? []).map(({ window, limit }) => ({
      window,
      limit: formatExact(limit),
    })),
  }
  const has = [...before.limits.map(nameOf), ...before.budgets.map(nameOf)]
  const missing = dropped.find((word) => word !== 'limits' && !has.includes(word))
  if (missing !== undefined)
    throw new CommandFailure(
      `\`${key.name}\` has no ${missing}. It has: ${has.join(', ') || 'no limits'}.`,
    )
  const merge = <T extends { readonly unit?: string; readonly window: string }>(
    old: readonly T[],
    more: readonly T[],
  ): readonly T[] | null => {
    const stays = (one: T): boolean => !dropped.includes('limits') && !dropped.includes(nameOf(one))
    const kept = old
      .filter(stays)
      .map((one) => more.find((other) => nameOf(other) === nameOf(one)) ?? one)
    const names = new Set(kept.map(nameOf))
    // Of two for one window the second stays too: the check of the settings refuses that.
    const fresh = more.filter((one) => !names.has(nameOf(one)) || !kept.includes(one))
    const all = [...kept, ...fresh]
    return all.length === 0 ? null : all
  }
  return {
    limits: merge(before.limits, added.limits),
    budgets: merge(before.budgets, added.budgets),
  }
}

/** `requests/minute`, `$/day` */
function nameOf({ unit = '$', window }: { unit?: string; window: string }): string {
  return `${unit}/${window}`
}

/** Settings that are one thing; limits are dropped by window. */
const single = ['models', 'routes', 'mode', 'admin', 'expires']

function readDrop(word: string): string {
  const known = [...single, 'limits']
  if (known.includes(word)) return word
  if (/^(requests|tokens)\/(minute|hour|day|month)$|^\$\/(hour|day|month|total)$/.test(word))
    return word
  const meant = nearest(word, known)
  throw wrong(
    `\`${word}\` cannot be dropped. ${meant === undefined ? `There are ${known.join(', ')}, and single limits: requests/minute, tokens/hour, '$/day'.` : `Did you mean \`${meant}\`?`}`,
  )
}

function checked<T>(read: (value: unknown) => T, value: unknown): unknown {
  try {
    read(value)
  } catch (error) {
    const said = error instanceof FarthingError ? error.details['detail'] : undefined
    throw wrong(String(said ?? (error as Error).message))
  }
  return value
}

function wrong(message: string): CommandFailure {
  return new CommandFailure(message, exitCodes.usage)
}

const limitPattern =
  /^(\$)?(\d{1,9}(?:\.\d{1,12})?)(requests|tokens)?(?:\/(minute|hour|day|month|total))$/

function readLimits(texts: readonly string[]): Limits {
  const all = texts.map(readLimit)
  return {
    limits: all.filter(({ unit }) => unit !== 'dollars'),
    budgets: all
      .filter(({ unit }) => unit === 'dollars')
      .map(({ window, limit }) => ({ window, limit })),
  }
}

function readLimit(text: string): { unit: string; window: string; limit: string | number } {
  const match = limitPattern.exec(text.replaceAll(' ', ''))
  const [, dollar, amount = '', unit = 'requests', window = ''] = match ?? []
  const bad =
    match === null ||
    (dollar !== undefined && match[3] !== undefined) ||
    (dollar === undefined && (amount.includes('.') || window === 'total')) ||
    (dollar !== undefined && window === 'minute')
  if (bad)
    throw wrong(
      `\`${text}\` is no limit. Expected for example 100/minute, 200000tokens/hour, '$5/day' or '$100/total'.`,
    )
  return dollar === undefined
    ? { unit, window, limit: Number(amount) }
    : { unit: 'dollars', window, limit: amount }
}
