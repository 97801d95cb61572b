/**
 * Pairs of `held_pairs.py`, with all that the models say of each.
 * @module
 */
import { readFileSync } from 'node:fs'
import { Evidences } from '../../bench/cache/evidence.ts'
import { openSet } from '../../bench/cache/models.ts'
import type { Evidence } from '../../src/layers/cache/semantic/risk/evidence.ts'

export interface Labelled {
  readonly evidence: Evidence
  readonly same: boolean
}

/** @param file - a pair a line: `{a, b, same}`, `same` being 0 or 1 */
export async function readLabelled(
  file: string | undefined,
  set: '' | '-qqp',
): Promise<Labelled[]> {
  const models = await openSet(set)
  if (!models || !file) throw new Error('Needs weights/sentence-static and --pairs FILE')
  const evidences = new Evidences(models)
  const pairs = readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { a: string; b: string; same: number })
    .map(({ a, b, same }) => ({ asked: a, kept: b, same: same === 1 }))
  await evidences.verify(pairs)
  return pairs.map((pair) => ({ evidence: evidences.of(pair), same: pair.same }))
}
