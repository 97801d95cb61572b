/**
 * `farthing help`, pages that an installed user can open, and the sandbox for clients of one's own.
 */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { test } from 'node:test'
import OpenAI from 'openai'
import { run as runCommand } from '../src/cli/run.ts'
import { errorCodes } from '../src/errors.ts'
import { memoryTerminal } from './memory-terminal.ts'
import { root } from './tree.ts'

async function run(...words: string[]) {
  const terminal = memoryTerminal()
  const code = await runCommand(words, terminal)
  return { code, out: terminal.out(), err: terminal.err() }
}

test('help of a command is what its --help shows', async () => {
  for (const words of [[], ['report'], ['keys'], ['keys', 'edit']]) {
    const help = await run('help', ...words)
    assert.deepEqual(help, await run(...words, '--help'), words.join(' '))
    assert.equal(help.code, 0)
    assert.match(help.out, /Usage: farthing/)
  }
  const near = await run('help', 'repot')
  assert.equal(near.code, 2)
  assert.match(near.err, /no command `repot`\. Did you mean `report`\?/)
  assert.match((await run('help', 'keys', 'edti')).err, /Did you mean `keys edit`\?/)
})

test('help of every error code says what happened and what to do', async () => {
  for (const code of errorCodes) {
    const { code: exit, out } = await run('help', code)
    assert.equal(exit, 0)
    assert.match(out, new RegExp(`^${code}\\n+Status \\d+|^${code}\\n`), code)
    assert.match(out, /What happened\..*What to do\./s, code)
    assert.equal(out.match(/What happened\./g)?.length, 1, 'its own section alone')
  }
})

test('the page that an error names is there', async () => {
  const { err } = await run('config', 'check', '--config', '/nowhere/farthing.json')
  const page = /see (\/.*\.md)#(\w+)/.exec(err)
  assert.ok(page !== null && existsSync(page[1]!), err)
})

test('sandbox: a client without any key is answered at the printed address', async () => {
  const main = `${root}src/cli/main.ts`
  const child = spawn(process.execPath, [main, 'sandbox', '--port', '0', '--json'])
  try {
    let out = ''
    for await (const text of child.stdout.iterator({ destroyOnReturn: false })) {
      out += String(text)
      if (out.includes('\n')) break
    }
    const { openai, page, provider } = JSON.parse(out) as Record<string, string>
    const client = new OpenAI({ baseURL: openai, apiKey: 'sandbox', maxRetries: 0 })
    const answer = await client.chat.completions.create({
      model: 'gpt-5-mini',
      messages: [{ role: 'user', content: 'hello' }],
    })
    assert.ok(answer.choices[0]?.message.content)
    assert.equal((await fetch(`${provider}/v1/models`)).status, 200, 'the provider itself')
    assert.match(page!, /\/farthing\/$/)
    child.kill('SIGTERM')
    const [code] = await once(child, 'exit')
    assert.equal(code, 0)
  } finally {
    child.kill('SIGKILL')
  }
})

test('sandbox: a port that is taken is told in words', async (t) => {
  const other = createServer().listen(0, '127.0.0.1')
  t.after(() => other.close())
  await new Promise((done) => other.once('listening', done))
  const { port } = other.address() as AddressInfo
  const { code, err } = await run('sandbox', '--port', String(port))
  assert.equal(code, 1)
  assert.match(err, /is in use\. Choose another by --port/)
})
