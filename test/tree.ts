/**
 * The files of the repository, for the tests about its form.
 * @module
 */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../', import.meta.url))

const skipped = new Set(['node_modules', '.git', 'dist', 'weights', '.venv', '__pycache__'])

/** Paths from the root, with `/`, of all files below a folder that are not built or installed. */
export function filesBelow(folder = ''): string[] {
  return readdirSync(root + folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (!entry.isDirectory()) return entry.isFile() ? [path] : []
      return skipped.has(entry.name) ? [] : filesBelow(path)
    })
    .sort()
}

export function textOf(path: string): string {
  return readFileSync(root + path, 'utf8')
}

/** Tests, and what stands in for a part in them (`fake-*.ts`). Neither is published. */
export function isTest(path: string): boolean {
  return /(\.test\.ts$|(^|\/)fake-[^/]*\.ts$)/.test(path)
}

/** TypeScript of the product, tests excluded. */
export function sources(): string[] {
  return filesBelow('src').filter((path) => path.endsWith('.ts') && !isTest(path))
}
