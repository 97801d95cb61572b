/**
 * The Python packages against the gateway: `node test/python/run.ts`. Makes a virtual environment in the temporary
 * folder of this machine, once for each list of requirements. Says so and exits 0 where Python, pip or the packages
 * are not to be had; exits 1 where a check fails.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startStand } from '../wire/stand.ts'

const here = import.meta.dirname
const requirements = join(here, 'requirements.txt')
const windows = process.platform === 'win32'

/** Exit code and what was written; -1 where the command is not there. */
function run(command: string, args: readonly string[], show = false): Promise<[number, string]> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let text = ''
    const hear = (chunk: Buffer): void => {
      text += chunk.toString()
      if (show) process.stdout.write(chunk)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('error', () => resolve([-1, text]))
    child.on('close', (code) => resolve([code ?? 1, text]))
  })
}

/** The interpreter of an environment that has the packages; or why there is none. */
async function prepare(): Promise<{ python: string } | { missing: string }> {
  const [code, version] = await run('python3', ['--version'])
  if (code !== 0) return { missing: 'python3 is not there' }
  const text = `${version.trim()}\n${readFileSync(requirements, 'utf8')}`
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 12)
  const folder = join(tmpdir(), `farthing-python-${digest}`)
  const pythonOf = (root: string): string =>
    windows ? join(root, 'Scripts', 'python.exe') : join(root, 'bin', 'python')
  if (existsSync(join(folder, 'ready'))) return { python: pythonOf(folder) }
  rmSync(folder, { recursive: true, force: true })
  const [made, why] = await run('python3', ['-m', 'venv', folder])
  if (made !== 0) return { missing: `python3 makes no virtual environment: ${last(why)}` }
  const install = [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '-r',
    requirements,
  ]
  const [installed, reason] = await run(pythonOf(folder), install)
  if (installed !== 0) return { missing: `the packages are not to be had: ${last(reason)}` }
  await run(pythonOf(folder), ['-c', `open(${JSON.stringify(join(folder, 'new'))}, 'w')`])
  renameSync(join(folder, 'new'), join(folder, 'ready'))
  return { python: pythonOf(folder) }
}

function last(text: string): string {
  return text.trim().split('\n').at(-1) ?? ''
}

const prepared = await prepare()
if ('missing' in prepared) {
  process.stdout.write(`skipped: Python packages against the gateway: ${prepared.missing}\n`)
} else {
  const stand = await startStand({ level: 'error' })
  const args = [join(here, 'check.py'), stand.gateway.url, stand.direct]
  const [code] = await run(prepared.python, args, true)
  // Streams that were left must be closed here, too.
  for (let round = 0; stand.gateway.open > 0 && round < 1000; round++) {
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  const open = stand.gateway.open
  if (open > 0) process.stdout.write(`not ok: ${open} calls stay open\n`)
  await stand.close()
  process.exitCode = code === 0 && open === 0 ? 0 : 1
}
