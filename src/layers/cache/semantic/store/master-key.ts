/**
 * The key that wraps the keys of tenants: from the configuration, or from a file that is made at the first start.
 * @module
 */
import { hash, randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { readMasterKey } from '../../../../config/master-key.ts'
import { keyBytes } from './sealing.ts'

export interface MasterKey {
  /** Says which key it is without saying the key. */
  readonly id: string
  readonly key: Uint8Array
}

export interface MasterKeys {
  /** Seals. */
  readonly current: MasterKey
  /** Those that may still have sealed something, the current one too. */
  readonly known: ReadonlyMap<string, MasterKey>
}

/**
 * @param texts - 32 bytes each in base64 or hex, the current one first; none: those of the file
 * @param file - one key a line, the current one first; made, readable by its owner only, where it is missing
 * @throws Error where a text is no such key
 */
export function openMasterKeys(texts: readonly string[], file: string | undefined): MasterKeys {
  const found = texts.length > 0 ? texts : file === undefined ? [newKey()] : linesOf(file)
  const keys = found.map(readKey)
  const [current] = keys
  if (!current) throw new Error(`${file} holds no key`)
  return { current, known: new Map(keys.map((key) => [key.id, key])) }
}

const newKey = (): string => randomBytes(keyBytes).toString('base64')

function linesOf(file: string): string[] {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    writeFileSync(file, `${newKey()}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    chmodSync(file, 0o600)
  }
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
}

function readKey(text: string): MasterKey {
  const key = readMasterKey(text)
  if (key === undefined) {
    throw new Error(
      'a master key is 32 bytes in base64 or hex: `openssl rand -base64 32` makes one',
    )
  }
  return {
    id: hash('sha256', Buffer.concat([Buffer.from('farthing master key\n'), key]), 'hex').slice(
      0,
      16,
    ),
    key,
  }
}
