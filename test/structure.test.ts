/**
 * The form of the repository: what a reader may rely on in every file.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { errorCodes } from '../src/errors.ts'
import { filesBelow, sources, textOf } from './tree.ts'

const files = filesBelow()
const code = files.filter((path) => /\.(ts|tsx|mts)$/.test(path))
/** Pictures, databases and packed data have no lines to read. */
const readable = files.filter(
  (path) => !/\.(png|ico|woff2?|gz|br|zst|db|bin|gguf|onnx|npy)$/.test(path),
)

/** Tables that are data in the form of a module, or text of the demo. */
const tables = [
  /^src\/pricing\/data\//,
  /^src\/config\/defaults\.ts$/,
  /^src\/providers\/catalogue\.ts$/,
]

test('a file holds one idea: 300 lines at most', () => {
  const long = code
    .filter((path) => !tables.some((table) => table.test(path)))
    .map((path) => [path, textOf(path).split('\n').length - 1] as const)
    .filter(([, lines]) => lines > 300)
  assert.deepEqual(long, [])
})

test('names are kebab-case and say what they hold', () => {
  const odd = code.filter((path) =>
    path.split('/').some((part) => !/^\.?[a-z0-9]+([-.][a-z0-9]+)*$/.test(part)),
  )
  assert.deepEqual(odd, [])
  const vague = code.filter((path) =>
    /(^|[/-])(utils?|helpers?|misc|common|stuff|manager)([-./]|$)/.test(path),
  )
  assert.deepEqual(vague, [])
})

test('only the commands and what runs beside the product write to the console', () => {
  const loud = sources().filter(
    (path) =>
      !path.startsWith('src/cli/') && /^(?!\s*(\*|\/\/)).*\bconsole\.\w+\(/m.test(textOf(path)),
  )
  assert.deepEqual(loud, [])
})

test('nothing is left to be done', () => {
  // In pieces, since this file is read as well.
  const words = [
    ['TO', 'DO'],
    ['FIX', 'ME'],
    ['XX', 'X'],
    ['HA', 'CK'],
    ['not imple', 'mented'],
  ].map((parts) => parts.join(''))
  const calls = ['only', 'todo'].map((name) => `\\.${name}\\(`)
  const markers = new RegExp(`\\b(${words.join('|')})\\b|${calls.join('|')}`)
  const found = code.filter((path) => markers.test(textOf(path)))
  assert.deepEqual(found, [])
})

test('no registry and no workplace is named', () => {
  const hosts = [
    ['registry', 'npmjs'],
    ['registry', 'yarnpkg'],
    ['npm', 'pkg', 'github'],
    ['pythonhosted', 'org'],
    ['pypi', 'org'],
    ['crates', 'io'],
    ['proxy', 'golang'],
  ].map((parts) => parts.join('.'))
  const words = [...hosts, ['', 'work', ''].join('/'), ['', 'tmp', 'brief'].join('/')]
  const found = readable.flatMap((path) => {
    const text = textOf(path)
    return words.filter((word) => text.includes(word)).map((word) => `${path}: ${word}`)
  })
  assert.deepEqual(found, [])
})

test('the lock file names no hosts, so that any registry serves it', () => {
  assert.doesNotMatch(textOf('package-lock.json'), /"resolved"/)
})

test('at most eight packages come with the product, and none runs a script when installed', () => {
  const manifest = JSON.parse(textOf('package.json')) as {
    dependencies?: Record<string, string>
    scripts?: Record<string, string>
  }
  const names = Object.keys(manifest.dependencies ?? {})
  assert.ok(names.length <= 8, names.join(', '))
  const hooks = ['preinstall', 'install', 'postinstall', 'prepare']
  assert.deepEqual(
    hooks.filter((hook) => manifest.scripts?.[hook] !== undefined),
    [],
  )
})

test('every error code has its heading in docs/errors.md, and every heading its code', () => {
  const headings = [...textOf('docs/errors.md').matchAll(/^## `(\w+)`$/gm)].map((match) => match[1])
  assert.deepEqual([...headings].sort(), [...errorCodes].sort())
})

test('every link between pages leads to a file', () => {
  const broken = files
    .filter((path) => path.endsWith('.md'))
    .flatMap((path) =>
      [...textOf(path).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)(#[^)]*)?\)/g)]
        .map((match) => new URL(match[1]!, `file:///${path}`).pathname.slice(1))
        .filter((target) => !files.includes(target) && !files.some((f) => f.startsWith(target)))
        .map((target) => `${path} → ${target}`),
    )
  assert.deepEqual(broken, [])
})
