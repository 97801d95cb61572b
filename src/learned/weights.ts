/**
 * The small models that ship as files: one folder `weights/<name>/` each, with `model.json` and `card.md`.
 * @module
 */
import { hash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export type WeightsKind = 'static' | 'linear' | 'cross-encoder' | 'sentence-encoder'

export interface Weights {
  readonly name: string
  /** That holds the folder of this name. */
  readonly folder: string
  readonly kind: WeightsKind
  readonly version: string
  /** Fields of `model.json` that belong to the kind. */
  readonly fields: Readonly<Record<string, unknown>>
  /**
   * The bytes of a file that `model.json` lists.
   * @throws Error where it is not the one that was listed: a decision by other weights than those certified is none.
   */
  read(file: string): Buffer
  /** Of a file, as listed. */
  digest(file: string): string
  /** Weights of another name in the same folder. */
  beside(name: string): Weights | undefined
  /** A whole number of `model.json`. @throws Error where it is none or negative */
  count(field: string): number
}

interface Listed {
  readonly sha256: string
  readonly bytes: number
}

const kinds: readonly string[] = ['static', 'linear', 'cross-encoder', 'sentence-encoder']

/** Beside `src/` and beside `dist/` alike. */
export const shippedWeights = fileURLToPath(new URL('../../weights/', import.meta.url))

/**
 * Opens the weights of a name below `folder` (default: those that ship). Reads `model.json` and the sizes only;
 * a file's digest is checked when it is read.
 * @returns undefined where there are none of that name
 * @throws Error where they are there and damaged
 */
export function openWeights(name: string, folder = shippedWeights): Weights | undefined {
  const place = join(folder, name)
  const about = readIfThere(join(place, 'model.json'))
  if (about === undefined) return undefined
  const wrong = (why: string): never => {
    throw new Error(`weights ${name}: ${why}`)
  }
  const { kind, version, files, ...fields } = JSON.parse(about) as Record<string, unknown>
  if (typeof kind !== 'string' || !kinds.includes(kind))
    return wrong(`unknown kind ${String(kind)}`)
  const listed = new Map<string, Listed>(Object.entries((files ?? {}) as Record<string, Listed>))
  for (const [file, { bytes }] of listed) {
    if (!/^[\w.-]+$/.test(file)) wrong(`${file} is no name of a file`)
    const found = statSync(join(place, file), { throwIfNoEntry: false })?.size
    if (found !== bytes) wrong(`${file} has ${found ?? 'no'} bytes, ${bytes} were listed`)
  }
  return {
    name,
    folder,
    kind: kind as WeightsKind,
    version: String(version),
    fields,
    read(file) {
      const expected = listed.get(file)
      if (!expected) return wrong(`${file} is not listed`)
      const bytes = readFileSync(join(place, file))
      const found = hash('sha256', bytes, 'hex')
      return found === expected.sha256 ? bytes : wrong(`${file} has the digest ${found}`)
    },
    digest: (file) => listed.get(file)?.sha256 ?? wrong(`${file} is not listed`),
    beside: (other) => openWeights(other, folder),
    count(field) {
      const value = fields[field]
      return Number.isSafeInteger(value) && (value as number) >= 0
        ? (value as number)
        : wrong(`${field} is ${JSON.stringify(value)}, not a count`)
    },
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
