/**
 * Where the pages of the manual lie: they come with the package.
 * @module
 */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Path of `docs/errors.md` of this installation; undefined where its pages were left out. */
export function errorsPage(): string | undefined {
  // Two folders up from src/cli and from dist/cli alike.
  const file = fileURLToPath(new URL('../../docs/errors.md', import.meta.url))
  return existsSync(file) ? file : undefined
}
