/**
 * Makes what is published: compiled JavaScript with its types, the data files beside it, the page. `npm run build`
 * @module
 */
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, globSync, mkdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const run = (file: string, ...args: string[]): void => {
  execFileSync(join(root, 'node_modules', '.bin', file), args, { cwd: root, stdio: 'inherit' })
}

rmSync(join(root, 'dist'), { recursive: true, force: true })
run('tsc', '-p', 'tsconfig.build.json')
for (const file of globSync('src/**/*.{json,md}', { cwd: root })) {
  const target = join(root, 'dist', file.slice('src/'.length))
  mkdirSync(dirname(target), { recursive: true })
  cpSync(join(root, file), target)
}
if (existsSync(join(root, 'web', 'vite.config.ts'))) {
  run('vite', 'build', 'web', '--logLevel', 'warn')
}
