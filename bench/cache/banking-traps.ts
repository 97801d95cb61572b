/**
 * The banking traps: 27 pairs that may be reused and 67 that may not, of seven kinds.
 * @module
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface TrapPair {
  readonly kept: string
  readonly asked: string
  readonly category: string
  readonly same: boolean
  /** Of text-embedding-3-small. */
  readonly cosine: number
}

interface Row {
  readonly cached_query: string
  readonly query: string
  readonly category: string
  readonly expected_cache_hit: boolean
  readonly cosine?: number
}

/** `traps/banking.json`; undefined where it is missing. */
export function readTraps(data: string): readonly TrapPair[] | undefined {
  let text: string
  try {
    text = readFileSync(join(data, 'traps/banking.json'), 'utf8')
  } catch {
    return undefined
  }
  const { design, baseline_cosine_only: cosines } = JSON.parse(text) as {
    design: { rows: Row[] }
    baseline_cosine_only?: { rows: Row[] }
  }
  const key = (row: Row) => `${row.cached_query}\n${row.query}`
  const cosine = new Map(cosines?.rows.map((row) => [key(row), row.cosine ?? 0]))
  return design.rows.map((row) => ({
    kept: row.cached_query,
    asked: row.query,
    category: row.category,
    same: row.expected_cache_hit,
    cosine: row.cosine ?? cosine.get(key(row)) ?? 0,
  }))
}
