/**
 * Every file of examples/ is run as it stands, with the sandbox as the provider: by its environment alone.
 */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { startGateway, type Gateway } from '../src/library/gateway.ts'
import { createSandbox } from '../src/sandbox/sandbox.ts'

const run = promisify(execFile)
const sandbox = createSandbox({ tokens: 'bytes' })
const folder = mkdtempSync(join(tmpdir(), 'farthing-examples-'))
let gateway: Gateway | undefined
let upstream: Awaited<ReturnType<typeof sandbox.listen>>
let environment: Record<string, string>

before(async () => {
  upstream = await sandbox.listen()
  const keys = {
    OPENAI_API_KEY: 'sk-example-0123456789',
    ANTHROPIC_API_KEY: 'sk-ant-example-01234',
  }
  const configuration = {
    providers: { openai: { base: upstream.url }, anthropic: { base: upstream.url } },
    // A conversation that is held out, one in fifty, would be answered upstream again.
    proof: { holdout: 0 },
  }
  gateway = await startGateway({ configuration, port: 0, environment: keys })
  const file = join(folder, 'farthing.config.json')
  writeFileSync(file, JSON.stringify(configuration))
  environment = {
    ...keys,
    PATH: process.env['PATH'] ?? '',
    NODE_NO_WARNINGS: '1',
    FARTHING_URL: gateway.url,
    FARTHING_CONFIG: file,
    FARTHING_LEDGER: join(folder, 'ledger.db'),
    OPENAI_BASE_URL: `${gateway.url}/v1`,
    ANTHROPIC_BASE_URL: gateway.url,
  }
})

after(async () => {
  // A start that failed must not leave the sandbox listening: the test would never end.
  await upstream.close()
  await gateway?.stop({ graceMs: 0 })
  sandbox.close()
  rmSync(folder, { recursive: true, force: true })
})

/** What a program prints, and how many calls of it the provider billed. */
async function observe(
  file: string,
  given: readonly string[],
  env: Record<string, string>,
): Promise<{ text: string; calls: number }> {
  const before = sandbox.bill().calls
  const { stdout } = await run(file, given, { env, timeout: 60_000 })
  return { text: stdout, calls: sandbox.bill().calls - before }
}

/** Calls that reached the gateway, as its metrics count them. */
async function arrived(): Promise<number> {
  const text = await (await fetch(`${environment['FARTHING_URL']}/metrics`)).text()
  let sum = 0
  for (const [, count] of text.matchAll(/^farthing_calls_total\{[^}]*\} (\d+)$/gm))
    sum += Number(count)
  return sum
}

const throughGateway: Readonly<Record<string, number>> = {
  'ai-sdk.ts': 2,
  'anthropic-sdk.ts': 1,
  'langchain.ts': 1,
  'openai-sdk.ts': 1,
}

for (const [name, calls] of Object.entries(throughGateway)) {
  test(`${name} reaches the gateway and prints an answer`, async () => {
    const before = await arrived()
    const seen = await observe(process.execPath, [`examples/${name}`], environment)
    assert.equal(seen.calls, calls)
    assert.equal((await arrived()) - before, calls)
    assert.match(seen.text, /\w+ \w+ \w+/)
  })
}

const inside: Readonly<Record<string, { calls: number; prints: RegExp }>> = {
  'library.js': {
    calls: 2,
    prints: /3 calls, 1 from the cache, paid \$0\.\d+\nwithout Farthing \$0\.\d+/,
  },
  'library-ai-sdk.js': { calls: 1, prints: /1 call, \$[\de.-]+/ },
  'library-langchain.js': { calls: 1, prints: /1 call, \$[\de.-]+/ },
  'library-gateway.js': { calls: 1, prints: /cost \$0\.\d+/ },
}

/** A project that has Farthing below its `node_modules`, where Node takes no types out; but from the sources. */
function installed(): string {
  const root = join(import.meta.dirname, '..')
  const modules = join(folder, 'project', 'node_modules')
  const own = join(modules, 'farthing')
  mkdirSync(join(modules, '@ai-sdk'), { recursive: true })
  mkdirSync(join(modules, '@langchain'))
  for (const name of ['openai', 'ai', '@anthropic-ai', '@ai-sdk/openai', '@langchain/openai'])
    symlinkSync(join(root, 'node_modules', name), join(modules, name))
  cpSync(join(root, 'examples'), join(own, 'examples'), { recursive: true })
  const exports = { '.': './index.js' }
  writeFileSync(
    join(own, 'package.json'),
    JSON.stringify({ name: 'farthing', type: 'module', exports }),
  )
  const source = pathToFileURL(join(root, 'src/index.ts')).href
  writeFileSync(join(own, 'index.js'), `export * from '${source}'\n`)
  return join(own, 'examples')
}

let examples: string | undefined

for (const [name, { calls, prints }] of Object.entries(inside)) {
  test(`${name} runs without the gateway, from node_modules`, async () => {
    examples ??= installed()
    const { OPENAI_BASE_URL: _, ANTHROPIC_BASE_URL: __, ...alone } = environment
    const before = await arrived()
    const seen = await observe(process.execPath, [join(examples, name)], alone)
    assert.equal(seen.calls, calls)
    assert.match(seen.text, prints)
    assert.equal(await arrived(), before)
  })
}

/** A shell that has read a snippet and runs a command. */
const shell = (snippet: string, command: string): string[] => [
  '-ec',
  `unset OPENAI_BASE_URL ANTHROPIC_BASE_URL; . examples/${snippet}; ${command}`,
]

test('claude-code.sh: a client of the Anthropic SDK in that shell reaches the gateway', async () => {
  const before = await arrived()
  const node = JSON.stringify(process.execPath)
  const seen = await observe(
    'sh',
    shell('claude-code.sh', `${node} examples/anthropic-sdk.ts`),
    environment,
  )
  assert.equal(seen.calls, 1)
  assert.equal((await arrived()) - before, 1)
})

test('codex.sh: the variable, and the setting of newer versions, lead to the gateway', async () => {
  const before = await arrived()
  const node = JSON.stringify(process.execPath)
  const old = await observe('sh', shell('codex.sh', `${node} examples/openai-sdk.ts`), environment)
  assert.equal(old.calls, 1)
  assert.equal((await arrived()) - before, 1)
  // Stands in for the command: prints what it was called with.
  writeFileSync(join(folder, 'codex'), '#!/bin/sh\nprintf "%s\\n" "$@"\n')
  chmodSync(join(folder, 'codex'), 0o755)
  const env = { ...environment, PATH: `${folder}:${environment['PATH']}` }
  const { text } = await observe('sh', shell('codex.sh', 'codex exec hello'), env)
  assert.deepEqual(text.trim().split('\n'), [
    '-c',
    `openai_base_url="${environment['FARTHING_URL']}/v1"`,
    'exec',
    'hello',
  ])
})

test('no example is left out', () => {
  const tested = [
    ...Object.keys(throughGateway),
    ...Object.keys(inside),
    'claude-code.sh',
    'codex.sh',
  ]
  assert.deepEqual(readdirSync('examples').sort(), tested.sort())
})
