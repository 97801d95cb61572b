/**
 * Imports go one way, so that each folder can be read with only those below it in mind.
 */
import assert from 'node:assert/strict'
import { posix } from 'node:path'
import { test } from 'node:test'
import { filesBelow, isTest, sources, textOf } from './tree.ts'

/** From the ground up. A file imports from its own folder and from the levels below its own. */
const levels: readonly (readonly string[])[] = [
  ['call.ts', 'errors.ts', 'contract', 'maps'],
  ['wire'],
  ['dialects', 'providers'],
  ['learned', 'proof', 'ledger', 'pricing', 'config'],
  ['send'],
  ['layers'],
  ['pipeline', 'pipeline.ts'],
  ['telemetry'],
  ['gateway'],
  ['library'],
  ['cli'],
  ['index.ts'],
]

/**
 * What stands beside the tower: which places it may import from, and which may import it.
 * The sandbox plays the provider, so nothing of the gateway may lean on it.
 */
const beside: Readonly<Record<string, { under: string; above: readonly string[] }>> = {
  sandbox: { under: 'send', above: ['cli', 'index.ts'] },
}

/** Folders of one level that may import one another, one way: from, to. */
const sideways: readonly (readonly [string, string])[] = [
  ['contract', 'call.ts'],
  // Usage of a reply is priced where it is read into the ledger's rows.
  ['ledger', 'pricing'],
  ['proof', 'ledger'],
  ['providers', 'dialects'],
  ['pipeline.ts', 'pipeline'],
  ['pipeline', 'pipeline.ts'],
]

interface Import {
  readonly from: string
  readonly to: string
  /** Types are erased: they make no cycle at run time, but obey the direction all the same. */
  readonly typeOnly: boolean
}

const statement =
  /^\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm

const imports: readonly Import[] = sources().flatMap((from) =>
  [...textOf(from).matchAll(statement)].flatMap((match): Import[] => {
    const name = match[2] ?? match[3] ?? ''
    if (!name.startsWith('.')) return []
    const to = posix.normalize(posix.join(posix.dirname(from), name))
    return [{ from, to, typeOnly: match[1] !== undefined }]
  }),
)

/**
 * `src/wire/sse.ts` → `wire`; `src/call.ts` → `call.ts`. The contract of a layer is types only and lies on the ground:
 * what stands below the layers (draws, clocks) fulfils parts of it.
 */
function place(path: string): string {
  if (path === 'src/layers/layer.ts') return 'contract'
  return path.split('/')[1] ?? ''
}

function levelOf(name: string): number {
  return levels.findIndex((names) => names.includes(name))
}

function allowed({ from, to }: Import): boolean {
  const [upper, lower] = [place(from), place(to)]
  if (upper === lower) return true
  if (sideways.some(([first, second]) => first === upper && second === lower)) return true
  if (Object.hasOwn(beside, lower)) return beside[lower]!.above.includes(upper)
  if (Object.hasOwn(beside, upper)) return levelOf(lower) < levelOf(beside[upper]!.under)
  return levelOf(lower) < levelOf(upper)
}

test('the statements are found at all', () => {
  assert.ok(imports.length > sources().length, `${imports.length} imports`)
  assert.ok(imports.some(({ from, to }) => place(from) === 'config' && to === 'src/errors.ts'))
})

test('every folder has a level', () => {
  const places = new Set(sources().map(place))
  const unknown = [...places].filter((name) => levelOf(name) === -1 && !Object.hasOwn(beside, name))
  assert.deepEqual(unknown, [])
})

test('imports go down only', () => {
  const wrong = imports.filter((one) => !allowed(one)).map(({ from, to }) => `${from} → ${to}`)
  assert.deepEqual(wrong, [])
})

test('imports stay inside src and name files with .ts', () => {
  const wrong = imports
    .filter(({ to }) => !to.startsWith('src/') || !/\.(ts|json)$/.test(to))
    .map(({ from, to }) => `${from} → ${to}`)
  assert.deepEqual(wrong, [])
})

test('what stands in for a part in tests is not in the product', () => {
  const wrong = imports.filter(({ to }) => isTest(to)).map(({ from, to }) => `${from} → ${to}`)
  assert.deepEqual(wrong, [])
})

test('layers never import layers', () => {
  const layer = (path: string) => /^src\/layers\/([^/]+)\//.exec(path)?.[1]
  const wrong = imports
    .filter(({ from, to }) => layer(to) !== undefined && layer(from) !== layer(to))
    .filter(({ from }) => layer(from) !== undefined)
    .map(({ from, to }) => `${from} → ${to}`)
  assert.deepEqual(wrong, [])
})

test('the contract of a layer is types only', () => {
  const run = imports.filter(({ from, typeOnly }) => place(from) === 'contract' && !typeOnly)
  assert.deepEqual(run, [])
})

test('there is no cycle', () => {
  const graph = new Map<string, string[]>()
  for (const { from, to, typeOnly } of imports)
    if (!typeOnly) graph.set(from, [...(graph.get(from) ?? []), to])
  const done = new Set<string>()
  const cycles: string[] = []
  const walk = (file: string, trail: readonly string[]) => {
    if (trail.includes(file)) cycles.push([...trail.slice(trail.indexOf(file)), file].join(' → '))
    if (done.has(file) || trail.includes(file)) return
    for (const next of graph.get(file) ?? []) walk(next, [...trail, file])
    done.add(file)
  }
  for (const file of graph.keys()) walk(file, [])
  assert.deepEqual(cycles, [])
})

test('only src/index.ts passes on what other files export', () => {
  // A type of one's own signatures may be passed on; code may not: one place to find it, one to load it.
  const barrels = sources().filter(
    (path) =>
      path !== 'src/index.ts' && /^export\s+(\*|\{[^}]*\})[^;\n]*\sfrom\s/m.test(textOf(path)),
  )
  assert.deepEqual(barrels, [])
})

test('exports have names', () => {
  const files = ['src', 'test', 'bench', 'examples'].flatMap((folder) =>
    filesBelow('').filter((path) => path.startsWith(`${folder}/`) && path.endsWith('.ts')),
  )
  assert.deepEqual(
    files.filter((path) => /^export default\b/m.test(textOf(path))),
    [],
  )
})
