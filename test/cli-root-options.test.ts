/**
 * Options before the command: handed to it, or refused. None is dropped, for `--data` says whose files are meant.
 */
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { run as runCommand } from '../src/cli/run.ts'
import { memoryTerminal } from './memory-terminal.ts'

const folder = mkdtempSync(join(tmpdir(), 'farthing-root-options-'))
after(() => rmSync(folder, { recursive: true, force: true }))

async function run(...words: string[]) {
  const terminal = memoryTerminal()
  const code = await runCommand(words, terminal)
  return { code, out: terminal.out(), err: terminal.err() }
}

async function dataOf(...words: string[]): Promise<string> {
  const { code, out, err } = await run(...words)
  assert.equal(code, 0, err)
  return (JSON.parse(out) as { server: { dataDirectory: string } }).server.dataDirectory
}

test('an option before the command is the command’s', async () => {
  const data = join(folder, 'before')
  assert.equal(await dataOf('--data', data, 'config', 'print'), data)
  assert.equal(await dataOf('config', '--data', data, 'print'), data)
  const added = await run('--data', data, 'keys', 'add', 'ci')
  assert.equal(added.code, 0, added.err)
  assert.ok(existsSync(join(data, 'ledger.db')))
  const { code, out } = await run('--json', '--data', data, 'keys', 'list')
  assert.equal(code, 0)
  assert.deepEqual(
    (JSON.parse(out) as { name: string }[]).map(({ name }) => name),
    ['ci'],
  )
  const lost = await run('--config', '/nowhere/farthing.json', 'config', 'check')
  assert.equal(lost.code, 3)
  assert.match(lost.err, /no such file/)
})

test('of one option in two places the nearer holds', async () => {
  const [far, near, nearest] = ['far', 'near', 'nearest'].map((name) => join(folder, name))
  assert.equal(await dataOf('--data', far!, 'config', 'print', '--data', near!), near)
  assert.equal(await dataOf('--data', far!, 'config', '--data', near!, 'print'), near)
  assert.equal(
    await dataOf('--data', far!, 'config', '--data', near!, 'print', '--data', nearest!),
    nearest,
  )
})

test('an option that the command knows only by its own name is its own', async () => {
  const data = join(folder, 'mode')
  assert.equal((await run('--mode', 'safe', '--data', data, 'keys', 'add', 'ci')).code, 0)
  const { out } = await run('--json', '--data', data, 'keys', 'list')
  assert.match(out, /"safe"/)
  const both = await run('--json', '--data', data, 'report', '--csv')
  assert.equal(both.code, 2)
  assert.match(both.err, /--csv/)
})

test('an option that the command does not know is refused', async () => {
  for (const [option, ...words] of [
    ['--port', '0', 'config', 'check'],
    ['--mode', 'safe', 'doctor'],
    ['--host', '::1', 'keys', 'add', 'ci'],
    ['--version', 'report'],
  ] as const) {
    const { code, out, err } = await run(option, ...words, '--data', join(folder, 'refused'))
    assert.equal(code, 2, err)
    const path = words.filter((word) => /^[a-z]+$/.test(word) && !['safe', 'ci'].includes(word))
    assert.equal(
      err,
      `farthing: \`farthing ${path.join(' ')}\` has no option \`${option}\`. \`farthing ${path.join(' ')} --help\` shows which it has.\n`,
    )
    assert.equal(out, '')
  }
  assert.ok(!existsSync(join(folder, 'refused')))
})

test('demo and sandbox, with settings of their own, take no configuration file', async () => {
  for (const command of ['demo', 'sandbox']) {
    assert.doesNotMatch((await run(command, '--help')).out, /--config/)
    const behind = await run(command, '--config', '/nowhere/farthing.json')
    assert.equal(behind.code, 2)
    assert.match(behind.err, /unknown option '--config'/)
    const before = await run('--config', '/nowhere/farthing.json', command)
    assert.equal(before.code, 2)
    assert.match(before.err, new RegExp(`\`farthing ${command}\` has no option \`--config\``))
  }
})
