/**
 * What the estimator has learned, kept in the ledger: a gateway that starts again expects what it expected before.
 * @module
 */
import type { Ledger } from '../ledger/ledger.ts'
import type { DensitySnapshot } from '../pricing/density.ts'
import type { EstimatorSnapshot } from '../pricing/estimate.ts'
import type { LengthsSnapshot } from '../pricing/lengths.ts'

/** At most this much is learned twice after a crash. */
const everyMs = 60_000
/** Kinds of call that are kept, newest last: 300 take 0.1 MB and 1 ms to write, and are most of any traffic. */
const mostKept = 300

/** What an earlier process kept; undefined where there is none, or none that can be read. */
export function readLearned(ledger: Ledger): EstimatorSnapshot | undefined {
  const row = ledger.database.prepare("SELECT value FROM meta WHERE name = 'estimator'").get()
  const text = row?.['value']
  if (typeof text !== 'string') return undefined
  try {
    const { densities, answers, lengths } = JSON.parse(text) as Record<string, unknown>
    return {
      densities: entriesOf(densities, isDensity),
      answers: entriesOf(answers, isDensity),
      lengths: entriesOf(lengths, isLengths),
    }
  } catch {
    // It is learned again within some dozen calls: no reason not to start.
    return undefined
  }
}

/** Writes it at intervals in which something was written to the ledger, and once more at `stop`. */
export function keepLearned(
  ledger: Ledger,
  learned: (most: number) => EstimatorSnapshot,
): { readonly stop: () => void } {
  const insert = ledger.database.prepare(
    "INSERT INTO meta (name, value) VALUES ('estimator', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
  )
  let last = ''
  const write = (): void => {
    const text = JSON.stringify(learned(mostKept))
    if (text === last) return
    last = text
    ledger.write(() => insert.run(text))
  }
  const timer = setInterval(write, everyMs).unref()
  return {
    stop() {
      clearInterval(timer)
      write()
    },
  }
}

function entriesOf<T>(list: unknown, is: (value: unknown) => value is T): (readonly [string, T])[] {
  if (!Array.isArray(list)) return []
  return list.flatMap((entry: unknown) =>
    Array.isArray(entry) && typeof entry[0] === 'string' && is(entry[1])
      ? [[entry[0], entry[1]] as const]
      : [],
  )
}

function isDensity(value: unknown): value is DensitySnapshot {
  return allFinite(value, 'bytes', 'tokens', 'deviation')
}

function isLengths(value: unknown): value is LengthsSnapshot {
  return (
    allFinite(value, 'mean', 'variance', 'count') &&
    Array.isArray((value as LengthsSnapshot).buckets)
  )
}

function allFinite(value: unknown, ...names: readonly string[]): boolean {
  if (typeof value !== 'object' || value === null) return false
  return names.every((name) => {
    const number: unknown = (value as Record<string, unknown>)[name]
    return typeof number === 'number' && Number.isFinite(number) && number >= 0
  })
}
