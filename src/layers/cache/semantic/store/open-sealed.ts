/**
 * Where answers for reuse across wordings, and the key that protects them, lie in the data folder.
 * @module
 */
import { join } from 'node:path'
import { openMasterKeys } from './master-key.ts'
import { SealedFile } from './sealed-file.ts'

export const semanticFiles = { answers: 'semantic.db', masterKey: 'semantic.key' } as const

/** @param masterKeys - of the configuration, the current one first; none: those of the folder's own file */
export function openSealed(folder: string, masterKeys: readonly string[]): SealedFile {
  const keys = openMasterKeys(masterKeys, join(folder, semanticFiles.masterKey))
  return new SealedFile(join(folder, semanticFiles.answers), keys)
}
