/**
 * What would be published: which files, how large, what it depends on and how much a program imports. The whole way,
 * packed, installed and run, is `npm run test:package`.
 */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { filesBelow, root, sources, textOf } from '../tree.ts'
import { budgets, forbiddenFiles } from './budgets.ts'

const run = promisify(execFile)

interface Packed {
  readonly size: number
  readonly unpackedSize: number
  readonly files: readonly { readonly path: string; readonly size: number }[]
}

/** A list, or, since npm 12, an object by name. */
async function listOfFiles(): Promise<Packed> {
  const { stdout } = await run(
    'npm',
    ['pack', '--dry-run', '--json', '--ignore-scripts', '--loglevel=error'],
    { cwd: root, shell: process.platform === 'win32' },
  )
  return Object.values(JSON.parse(stdout) as Record<string, Packed>)[0]!
}

test('the package holds what is needed and nothing else', async () => {
  const { files, size, unpackedSize } = await listOfFiles()
  const paths = files.map(({ path }) => path)
  assert.deepEqual(forbiddenFiles(paths), [])
  for (const needed of ['package.json', 'README.md', 'LICENSE', 'schema.json', 'src/index.ts']) {
    assert.ok(paths.includes(needed), `${needed} is missing`)
  }
  // Built or not: without what is compiled it is smaller still.
  assert.ok(size <= budgets.packedBytes, `${size} bytes packed`)
  assert.ok(unpackedSize <= budgets.unpackedBytes, `${unpackedSize} bytes unpacked`)
})

interface Lock {
  readonly packages: Readonly<
    Record<
      string,
      { dev?: boolean; hasInstallScript?: boolean; optional?: boolean; peer?: boolean }
    >
  >
}

test('few dependencies, and no script runs when they are installed', () => {
  const manifest = JSON.parse(textOf('package.json')) as {
    dependencies: Record<string, string>
    scripts: Record<string, string>
  }
  assert.ok(Object.keys(manifest.dependencies).length <= budgets.dependencies)
  for (const name of ['preinstall', 'install', 'postinstall', 'prepare']) {
    assert.equal(manifest.scripts[name], undefined, `${name} would run where people install`)
  }
  const { packages } = JSON.parse(textOf('package-lock.json')) as Lock
  const production = Object.entries(packages).filter(
    ([path, { dev, peer }]) => path !== '' && !dev && !peer,
  )
  assert.ok(production.length >= Object.keys(manifest.dependencies).length)
  assert.ok(production.length <= budgets.productionTree, `${production.length} packages`)
  assert.deepEqual(
    production.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path),
    [],
  )
})

/** Counts the files that `import 'farthing'` reads, ours and others. */
async function countImports(): Promise<{ own: string[]; others: string[] }> {
  const count = `
    import { registerHooks } from 'node:module'
    const urls = []
    registerHooks({ load(url, context, next) { urls.push(url); return next(url, context) } })
    process.on('exit', () => console.log(JSON.stringify(urls.filter((url) => url.startsWith('file:')))))
  `
  const { stdout } = await run(process.execPath, [
    '--import',
    `data:text/javascript,${encodeURIComponent(count)}`,
    '--input-type=module',
    '--eval',
    `await import(${JSON.stringify(new URL('../../src/index.ts', import.meta.url).href)})`,
  ])
  const urls = JSON.parse(stdout) as string[]
  return {
    own: urls.filter((url) => !url.includes('/node_modules/')),
    others: urls.filter((url) => url.includes('/node_modules/')),
  }
}

test('a program that imports the library reads few files, and none of a dependency', async () => {
  const { own, others } = await countImports()
  assert.deepEqual(others, [], 'a dependency is loaded where it is first needed')
  assert.ok(own.length > 1)
  assert.ok(own.length <= budgets.modules, `${own.length} modules`)
  assert.deepEqual(
    own.filter((url) => /\/src\/(cli|sandbox)\//.test(url)),
    [],
    'neither commands nor simulator',
  )
})

test('SQL has no numbered parameters, which Node 22 does not bind', () => {
  const numbered = sources().filter((path) => /[=<>(, ]\?[1-9]\b/.test(textOf(path)))
  assert.deepEqual(numbered, [])
})

test('the budgets of files can fail', () => {
  const wrong = [
    'src/a.test.ts',
    'dist/a.test.js',
    'dist/a.js.map',
    'src/fake-parts.ts',
    'test/tree.ts',
    'docs/images/home.png',
    'web/main.tsx',
    'dist/ledger.db',
    '.env',
  ]
  assert.deepEqual(forbiddenFiles(wrong), wrong)
  const ours = filesBelow('src').filter((path) => !path.endsWith('.json'))
  assert.ok(ours.length - forbiddenFiles(ours).length > 100)
})
