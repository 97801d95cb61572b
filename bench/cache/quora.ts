/**
 * Quora-1000: 500 pairs with one answer, 500 without, and the cosine of text-embedding-3-small of each.
 * @module
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface QuoraPair {
  readonly asked: string
  readonly kept: string
  readonly same: boolean
  /** Of text-embedding-3-small; 0 where the row says none. */
  readonly cosine: number
}

interface Row {
  readonly question1: string
  readonly question2: string
  readonly is_duplicate: boolean | number
  readonly top_candidate_similarity?: number | null
}

/** All files of `quora-1000/`; undefined where the folder is missing. */
export function readQuora(data: string): readonly QuoraPair[] | undefined {
  const folder = join(data, 'quora-1000')
  let files: string[]
  try {
    files = readdirSync(folder).filter((file) => file.endsWith('.json'))
  } catch {
    return undefined
  }
  return files.sort().flatMap((file) => {
    const { rows } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { rows: Row[] }
    return rows.map((row) => ({
      asked: row.question2,
      kept: row.question1,
      same: Boolean(row.is_duplicate),
      cosine: row.top_candidate_similarity ?? 0,
    }))
  })
}
