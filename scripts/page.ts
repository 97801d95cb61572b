/**
 * Builds the page where it is missing or older than what it is made from; `npm run demo` and `npm start` begin so.
 * @module
 */
import { execFileSync } from 'node:child_process'
import { globSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Milliseconds since 1970 of the newest change; 0 where there is no such file. */
function newest(paths: readonly string[]): number {
  const times = paths.map((path) => statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs)
  return Math.max(0, ...times.map((time) => time ?? 0))
}

const built = newest(['dist/web/index.html'])
// Types come from the gateway; the bundle holds only what lies in web.
if (built < newest([...globSync('web/**/*.{ts,tsx,css,html,svg}', { cwd: root })])) {
  process.stderr.write('Building the page …\n')
  const vite = join(root, 'node_modules', '.bin', 'vite')
  execFileSync(vite, ['build', 'web', '--logLevel', 'warn'], { cwd: root, stdio: 'inherit' })
}
