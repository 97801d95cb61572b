/**
 * Makes a folder that only its owner may look into.
 * @module
 */
import { existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { FarthingError } from '../errors.ts'

/**
 * Makes `folder` and those above it that are missing; one that is there stays as it is. Throws `configuration_invalid`
 * where it cannot be.
 *
 * Folder by folder: node's own `recursive` goes round for ever where a parent is there and the making says ENOENT, as
 * in /proc (Node 24.21).
 */
export function makeFolder(folder: string): void {
  try {
    make(resolve(folder))
  } catch (error) {
    throw failure(folder, (error as Error).message)
  }
  if (!statSync(folder).isDirectory()) throw failure(folder, 'it is a file')
}

function make(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST' && existsSync(path)) return
    const parent = dirname(path)
    if (code !== 'ENOENT' || existsSync(parent) || parent === path) throw error
    make(parent)
    mkdirSync(path, { mode: 0o700 })
  }
}

function failure(folder: string, why: string): FarthingError {
  return new FarthingError('configuration_invalid', {
    file: folder,
    detail: `the folder cannot be made: ${why}. Name another by --data, or in \`server.dataDirectory\` or \`ledger.file\`.`,
  })
}
