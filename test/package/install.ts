/**
 * The published package as a user gets it: packed, installed into an empty folder, run as a command and as a library,
 * on the oldest Node that it promises and on the newest long-term one. Needs the npm registry. `npm run test:package`
 * @module
 */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { budgets, forbiddenFiles } from './budgets.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const here = fileURLToPath(new URL('.', import.meta.url))
const nodes = ['22.19.0', '24']
const folder = mkdtempSync(join(tmpdir(), 'farthing-package-'))

/** Runs a command to its end and gives what it wrote; its errors go to ours. */
function run(cwd: string, node: string | undefined, file: string, ...words: string[]): string {
  const { npm_config_local_prefix: _, FARTHING_CONFIG: __, ...env } = process.env
  const PATH = node === undefined ? env.PATH : `${node}${delimiter}${env.PATH}`
  return execFileSync(file, words, {
    cwd,
    env: { ...env, PATH, HOME: folder, npm_config_update_notifier: 'false' },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 300_000,
  })
}

function makeProject(name: string): string {
  const project = join(folder, name)
  mkdirSync(project)
  writeFileSync(join(project, 'package.json'), '{"private":true,"type":"module"}')
  return project
}

const install = ['install', '--no-audit', '--no-fund', '--loglevel=error']

/** A Node of that version; gives the folder of its binary. */
function installNode(version: string): string {
  const project = makeProject(`node-${version}`)
  run(project, undefined, 'npm', ...install, `node@${version}`)
  return join(project, 'node_modules', 'node', 'bin')
}

/** Bytes of a folder's files. */
function weigh(path: string): number {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0)
}

function pack(): string {
  const packed = run(root, undefined, 'npm', 'pack', '--json', '--pack-destination', folder)
  // The build says what it does on standard output too.
  const [answer] = Object.values(
    JSON.parse(packed.slice(packed.search(/^[[{]$/m))) as Record<
      string,
      { filename: string; size: number; unpackedSize: number; files: { path: string }[] }
    >,
  )
  const { filename, size, unpackedSize, files } = answer!
  const paths = files.map(({ path }) => path)
  assert.deepEqual(forbiddenFiles(paths), [])
  for (const needed of [
    'dist/cli/main.js',
    'dist/index.js',
    'dist/index.d.ts',
    'dist/pricing/data/prices.json',
    'dist/web/index.html',
  ]) {
    assert.ok(paths.includes(needed), `${needed} is missing`)
  }
  assert.ok(size <= budgets.packedBytes, `${size} bytes packed`)
  assert.ok(unpackedSize <= budgets.unpackedBytes, `${unpackedSize} bytes unpacked`)
  console.log(`packed: ${files.length} files, ${size} bytes, unpacked ${unpackedSize} bytes`)
  return join(folder, filename)
}

interface DemoResult {
  readonly calls?: number
  readonly sent?: number
}

function checkCommand(project: string, node: string, version: string): void {
  const farthing = (...words: string[]) =>
    run(project, node, 'npx', '--no-install', 'farthing', ...words)
  const { version: ours } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    version: string
  }
  assert.ok(farthing('--version').includes(ours))
  assert.match(farthing('report', '--help'), /what was spent/)
  assert.equal(farthing('keys', 'list', '--data', join(folder, 'data')).slice(0, 9), 'There are')
  const demo = farthing('demo', '--exit', '--json', '--calls', '60')
  const result = JSON.parse(demo) as DemoResult
  assert.ok(Object.keys(result).length > 3, demo)
  console.log(`Node ${version}: npx farthing demo --exit: done`)
}

function checkLibrary(project: string, node: string, version: string): void {
  cpSync(join(here, 'user.js'), join(project, 'user.js'))
  // Everything it says: a problem in the background would be told on standard error only.
  const said = run(
    project,
    node,
    'sh',
    '-c',
    'node --disable-warning=ExperimentalWarning user.js 2>&1',
  )
  assert.match(said, /^cost 0\.\d+, then from the cache\n$/, said)
  console.log(`Node ${version}: import 'farthing': ${said.trim()}`)
}

/** The types as a strict program sees them: nothing of ours may need what the user does not have. */
function checkTypes(project: string): void {
  writeFileSync(
    join(project, 'user.ts'),
    `import { createFetch, startGateway, FarthingError, type FarthingOptions } from 'farthing'
const options: FarthingOptions = { mode: 'safe', configuration: { layers: { cache: { scope: 'all' } } } }
const fetch = await createFetch(options)
const reply: Response = await fetch('http://127.0.0.1:1/v1/models')
const { total } = await fetch.report()
const paid: bigint = total.cost
await using gateway = await startGateway({ port: 0 })
const url: string = gateway.url
// @ts-expect-error no such mode
await createFetch({ mode: 'reckless' })
export { reply, paid, url, FarthingError }
`,
  )
  const compilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    module: 'nodenext',
    target: 'esnext',
    lib: ['esnext'],
    noEmit: true,
    types: ['node'],
    typeRoots: [join(root, 'node_modules', '@types')],
  }
  const settings = JSON.stringify({ compilerOptions, files: ['user.ts'] })
  writeFileSync(join(project, 'tsconfig.json'), settings)
  // The compiler says what is wrong on standard output.
  const compiler = join(root, 'node_modules', '.bin', 'tsc')
  const said = run(project, undefined, 'sh', '-c', '"$0" -p . 2>&1 || true', compiler)
  assert.equal(said, '')
  console.log('types: strict, and complete without any package of ours for development')
}

try {
  const tarball = pack()
  for (const version of nodes) {
    const node = installNode(version)
    assert.ok(run(folder, node, 'node', '--version').startsWith(`v${version}`))
    const project = makeProject(`user-${version}`)
    // Without scripts: whatever needs one would fail here.
    run(project, node, 'npm', ...install, '--ignore-scripts', tarball)
    const bytes = weigh(join(project, 'node_modules'))
    assert.ok(bytes <= budgets.installedBytes, `${bytes} bytes installed`)
    console.log(`Node ${version}: ${(bytes / 1e6).toFixed(1)} MB installed`)
    checkCommand(project, node, version)
    checkLibrary(project, node, version)
    if (version === nodes.at(-1)) checkTypes(project)
  }
  console.log('The package holds what it promises.')
} finally {
  rmSync(folder, { recursive: true, force: true })
}
