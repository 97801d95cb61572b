/**
 * Files of weights that have most bytes in common with a file of other weights: two graphs over one frozen encoder carry
 * its 23 MB once. `model.json` says where the common parts go, the file holds the rest.
 * @module
 */
import { hash } from 'node:crypto'
import type { Weights } from './weights.ts'

/** `shared` of `model.json`; made by `training/cache/write.py`. */
export interface Shared {
  /** Name of the weights beside these, whose file of the same name has the common parts. */
  readonly from: string
  /** Digest of the whole file. */
  readonly sha256: string
  /** Where a part stands in the whole file, where in the other one, and its length: bytes, ascending. */
  readonly places: readonly (readonly [at: number, source: number, length: number])[]
}

/**
 * The bytes of a file, its common parts put in.
 * @throws Error where the other weights are missing, or the outcome is not the file that was listed
 */
export function readWhole(weights: Weights, file: string): Buffer {
  const rest = weights.read(file)
  const shared = weights.fields['shared'] as Shared | undefined
  if (!shared) return rest
  const other = weights.beside(shared.from)?.read(file)
  if (!other) throw new Error(`weights ${weights.name}: ${shared.from} is not there`)
  const parts: Buffer[] = []
  let taken = 0
  let end = 0
  for (const [at, source, length] of shared.places) {
    const own = at - end
    parts.push(rest.subarray(taken, taken + own), other.subarray(source, source + length))
    taken += own
    end = at + length
  }
  parts.push(rest.subarray(taken))
  const whole = Buffer.concat(parts)
  const found = hash('sha256', whole, 'hex')
  if (found === shared.sha256) return whole
  throw new Error(`weights ${weights.name}: ${file} with ${shared.from} has the digest ${found}`)
}
