/**
 * The command `farthing` as a process of its own: ready, reloaded, asked by other commands, stopped.
 */
import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { run as runCommand } from '../src/cli/run.ts'
import { memoryTerminal } from './memory-terminal.ts'
import { root } from './tree.ts'

const folder = mkdtempSync(join(tmpdir(), 'farthing-start-'))
const children: ChildProcess[] = []
after(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

interface Started {
  readonly child: ChildProcess
  readonly url: string
  /** What it wrote to standard error so far. */
  err(): string
}

async function startCommand(...words: string[]): Promise<Started> {
  const { FARTHING_CONFIG: _, ...env } = process.env
  const child = spawn(process.execPath, [`${root}src/cli/main.ts`, ...words, '--json'], {
    cwd: folder,
    env,
  })
  children.push(child)
  let out = ''
  let err = ''
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (err += text))
  child.stdout!.setEncoding('utf8')
  for await (const text of child.stdout!.iterator({ destroyOnReturn: false })) {
    out += String(text)
    if (out.endsWith('\n')) break
  }
  assert.notEqual(out, '', err)
  const { anthropic } = JSON.parse(out) as { anthropic: string }
  return { child, url: anthropic, err: () => err }
}

function get(url: string): Promise<{ status: number | undefined; text: string }> {
  return new Promise((resolve, reject) => {
    request(url, (reply) => {
      let text = ''
      reply.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      reply.on('end', () => resolve({ status: reply.statusCode, text }))
    })
      .on('error', reject)
      .end()
  })
}

async function command(...words: string[]) {
  const terminal = memoryTerminal()
  const code = await runCommand(words, terminal)
  return { code, out: terminal.out(), err: terminal.err() }
}

/** Waits for what another process will do in its own time. */
async function until(holds: () => Promise<boolean> | boolean, what: string): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    if (await holds()) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  assert.fail(what)
}

test('starts, reloads, keeps what runs when a file is not valid, serves commands, stops', async () => {
  const config = join(folder, 'farthing.config.json')
  const data = join(folder, 'data')
  const write = (settings: object) =>
    writeFileSync(config, JSON.stringify({ server: { port: 0, dataDirectory: data }, ...settings }))
  write({ models: { quick: 'openai/gpt-5-mini' } })
  const { child, url, err } = await startCommand()
  assert.equal((await get(`${url}/farthing/ready`)).status, 200)
  const serves = async (model: string) =>
    (await get(`${url}/v1/models`)).text.includes(`"${model}"`)
  assert.ok(await serves('quick'))

  write({ models: { brisk: 'openai/gpt-5-mini' } })
  await until(() => serves('brisk'), 'the new alias is served')
  assert.ok(!(await serves('quick')))

  write({ models: { broken: 7 } })
  await until(() => err().includes('models.broken: expected text, got 7'), 'the problem is told')
  assert.ok(await serves('brisk'))

  const added = await command('keys', 'add', 'ci', '--config', config)
  assert.equal(added.code, 3, 'the file is not valid for other commands either')
  write({ models: {}, limits: { headerBytes: 20_000 } })
  await until(
    () => err().includes('restart is needed for limits.headerBytes'),
    'a restart is named',
  )
  const limit = ['--limit', '$0.5/day', '100/minute']
  const key = await command('keys', 'add', 'ci', ...limit, '--config', config)
  assert.equal(key.code, 0, key.err)
  assert.match(
    (await command('keys', 'list', '--config', config)).out,
    /ci .*100 requests\/minute, \$0\.5\/day/,
  )
  assert.equal((await command('keys', 'revoke', 'ci', '--config', config)).code, 0)
  assert.equal((await command('report', '--config', config)).code, 0)

  const second = await command('--config', config)
  assert.equal(second.code, 3)
  assert.match(second.err, /ledger.db is in use by process \d+/)

  child.kill('SIGTERM')
  const [code] = (await once(child, 'exit')) as [number]
  assert.equal(code, 0, err())
})

test('a port that is taken is told in words', async () => {
  const { child, url } = await startCommand('--port', '0', '--data', join(folder, 'one'))
  const { port } = new URL(url)
  const taken = await command('--port', port, '--data', join(folder, 'two'))
  assert.equal(taken.code, 1)
  assert.match(taken.err, new RegExp(`port ${port} is in use`))
  child.kill('SIGINT')
  const [code] = (await once(child, 'exit')) as [number]
  assert.equal(code, 0)
})

test('beyond loopback it does not start without a key', async () => {
  const refused = await command('--host', '0.0.0.0', '--port', '0', '--data', join(folder, 'open'))
  assert.equal(refused.code, 3)
  assert.match(refused.err, /farthing keys add/)
})
