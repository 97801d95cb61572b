/**
 * The README promises nothing that is not there: its commands exist, its figures are those of the benchmarks.
 */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { test } from 'node:test'
import type { Measured } from '../bench/peers/table.ts'
import { savedOn } from '../bench/prefix/scenarios.ts'
import { readKept } from '../bench/savings/keep.ts'
import { longTables, pageFigures, shortTable } from '../bench/savings/markdown.ts'
import { picture } from '../bench/savings/picture.ts'
import { sampleTraffic } from '../src/cli/demo/traffic.ts'
import { createProgram } from '../src/cli/program.ts'
import { run } from '../src/cli/run.ts'
import { defaultConfiguration } from '../src/config/defaults.ts'
import { shapeOf, type ScenarioId } from '../src/sandbox/scenarios.ts'
import { memoryTerminal } from './memory-terminal.ts'
import { filesBelow, root, textOf } from './tree.ts'

const readme = textOf('README.md')
const pages = filesBelow('docs').filter((path) => path.endsWith('.md'))

/** Code of a page: its fenced blocks, and what stands between single backticks. */
function codeOf(text: string): string {
  const fenced = [...text.matchAll(/^```\w*\n([\s\S]*?)^```/gm)].map(([, code]) => code)
  const spans = [...text.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code)
  return [...fenced, ...spans].join('\n')
}

test('every npm script that a page names exists', () => {
  const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> }
  for (const path of ['README.md', 'AGENTS.md', ...pages]) {
    for (const [, name] of codeOf(textOf(path)).matchAll(/\bnpm run ([\w:-]+)/g)) {
      assert.ok(scripts[name!], `${path} names \`npm run ${name}\``)
    }
  }
  for (const name of ['start', 'test', 'demo']) assert.ok(scripts[name])
})

test('one command passes the tests, the one that the checks run', () => {
  assert.match(readme, /^npm ci && npm test$/m)
  assert.match(textOf('.ci/run'), /'npm ci && npm test'/)
  assert.match(readme, /^npm ci && npm run demo$/m)
})

test('every command of farthing that a page names exists', () => {
  const program = createProgram(memoryTerminal())
  for (const path of ['README.md', ...pages.filter((page) => page !== 'docs/cli.md')]) {
    for (const [, line] of codeOf(textOf(path)).matchAll(/^(?:npx )?farthing ([a-z].*)$/gm)) {
      const [first, second] = line!.split(' ')
      const command = program.commands.find((one) => one.name() === first)
      assert.ok(command, `${path}: farthing ${line}`)
      if (command.commands.length === 0 || !/^[a-z]+$/.test(second ?? '')) continue
      const names = command.commands.map((one) => one.name())
      assert.ok(names.includes(second!), `${path}: farthing ${line}`)
    }
  }
})

test('the address in the README is the one that it listens on', () => {
  const { host, port } = defaultConfiguration.server
  const addresses = new Set([...readme.matchAll(/http:\/\/127\.0\.0\.1:\d+/g)].map(([url]) => url))
  assert.deepEqual([...addresses], [`http://${host}:${port}`])
})

test('pictures are there and have words for who cannot see them', () => {
  const pictures = [...readme.matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g)]
  assert.ok(pictures.length >= 1)
  for (const [, words, path] of pictures) {
    assert.ok(existsSync(root + path), path)
    assert.ok(words!.length > 10, path)
  }
})

test('what it saves is what the benchmark measured', () => {
  const kept = readKept()
  assert.ok(kept, 'bench/savings/results.json')
  assert.ok(readme.includes(shortTable(kept)), 'run node bench/savings/publish.ts')
  const page = textOf('docs/savings.md')
  assert.ok(page.includes(shortTable(kept)) && page.includes(longTables(kept)))
  assert.equal(textOf('docs/images/savings.svg'), picture(kept))
  assert.equal(textOf('web/recorded/figures.json'), pageFigures(kept))
})

test('what prompt caching saves on published workloads is what its benchmark finds', () => {
  const page = textOf('docs/layers/prefix.md')
  const told = (row: string): number[] =>
    new RegExp(`^\\| ${row} \\| (.*) \\|$`, 'm').exec(page)![1]!.split(' | ').map(Number)
  const places: Readonly<Partial<Record<ScenarioId, number>>> = { S1: 0, S2: 1, S4: 3, S6: 5 }
  for (const [id, place] of Object.entries(places) as [ScenarioId, number][]) {
    const { cold, warm } = savedOn(shapeOf(id), 'claude-haiku-4-5', id)
    assert.ok(Math.abs(told('cold')[place]! - cold) < 0.1, `${id} cold ${cold}`)
    assert.ok(Math.abs(told('warm')[place]! - warm) < 0.1, `${id} warm ${warm}`)
  }
})

interface Demo {
  readonly billed: string
  readonly total: {
    readonly cached: number
    readonly baseline: string
    readonly cost: string
    readonly saved: { readonly cache: string }
  }
}

test('the demo is what the README says of it', async () => {
  assert.ok(readme.includes(`${sampleTraffic().length} sample calls`))
  const terminal = memoryTerminal()
  assert.equal(await run(['demo', '--exit', '--json'], terminal), 0, terminal.err())
  const { total, billed } = JSON.parse(terminal.out()) as Demo
  assert.equal(billed, total.cost)
  const [baseline, cost, cache] = [total.baseline, total.cost, total.saved.cache].map(Number)
  // Calls run side by side: which of two finds the other's cache warm differs from run to run.
  const said = Number(/made-up traffic costs about (\d+) % less/.exec(readme)![1])
  const found = 100 * (1 - cost! / baseline!)
  assert.ok(Math.abs(found - said) <= 4, `${found} %`)
  const page = textOf('docs/layers/cache.md')
  const hits = Number(/about (\d+) of 286 calls are hits/.exec(page)![1])
  assert.ok(Math.abs(total.cached - hits) <= 8, `${total.cached} hits`)
  assert.match(page, new RegExp(`make ${Math.round((100 * cache!) / baseline!)} % of its bill`))
})

test('the figures beside other gateways are those that were measured', () => {
  const { measured } = JSON.parse(textOf('bench/peers/results.json')) as { measured: Measured[] }
  const results = textOf('bench/RESULTS.md')
  assert.equal(measured.length, 4)
  for (const { name, version, cpuMicroseconds } of measured) {
    const cpu = Number(cpuMicroseconds.toPrecision(2)).toLocaleString('en-US')
    const row = `| ${name === 'Bare proxy' ? name : `${name} ${version}`} | ${cpu} |`
    assert.ok(readme.includes(row), `the README should say: ${row}`)
    const whole = Number(cpuMicroseconds.toPrecision(3)).toLocaleString('en-US')
    assert.ok(results.includes(`| ${name} ${version} | ${whole} |`), `${name} in bench/RESULTS.md`)
  }
})

test('every setting that a page shows as JSON is one', async () => {
  const { checkConfiguration } = await import('../src/config/check.ts')
  let found = 0
  for (const path of ['README.md', ...pages]) {
    for (const [, text] of textOf(path).matchAll(/^```json\n([\s\S]*?)^```/gm)) {
      if (!/"(mode|providers|routes|layers|server|budgets|proof|models)"/.test(text!)) continue
      found++
      checkConfiguration(text!, path, { OPENAI_API_KEY: 'sk' })
    }
  }
  assert.ok(found >= 2)
})
