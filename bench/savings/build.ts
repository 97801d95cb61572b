/**
 * Which commit a figure is of.
 * @module
 */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Name of the commit; undefined where there is none, or files that are measured differ from it. */
export function buildNow(): string | undefined {
  const git = (...words: string[]): string =>
    execFileSync('git', words, { cwd: root, stdio: ['ignore', 'pipe', 'ignore'] })
      .toString()
      .trim()
  try {
    const changed = git(
      'status',
      '--porcelain',
      '--',
      'src',
      'weights',
      'bench/savings',
      'bench/savings.ts',
    )
    const own = changed.split('\n').filter((line) => line !== '' && !line.endsWith('results.json'))
    return own.length === 0 ? git('rev-parse', '--short=7', 'HEAD') : undefined
  } catch {
    return undefined
  }
}
