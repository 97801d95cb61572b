/**
 * `farthing keys edit`: with and without a gateway that runs, and money in dollars in every JSON.
 */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { run as runCommand } from '../src/cli/run.ts'
import { startCommandStand } from './command-stand.ts'
import { memoryTerminal } from './memory-terminal.ts'

const folder = mkdtempSync(join(tmpdir(), 'farthing-keys-'))
after(() => rmSync(folder, { recursive: true, force: true }))

type Farthing = (...words: string[]) => Promise<{ code: number; out: string; err: string }>

const alone: Farthing = async (...words) => {
  const terminal = memoryTerminal()
  const code = await runCommand([...words, '--data', folder], terminal)
  return { code, out: terminal.out().trim(), err: terminal.err().trim() }
}

async function settingsOf(farthing: Farthing, name: string) {
  const { out } = await farthing('keys', 'list', '--json')
  const keys = JSON.parse(out) as { name: string }[]
  return keys.find((key) => key.name === name) as unknown as Record<string, unknown>
}

async function edits(farthing: Farthing): Promise<void> {
  const made = await farthing('keys', 'add', 'ci', '--limit', '100/minute', '$0.0005/day', '--json')
  const { key } = JSON.parse(made.out) as { key: { id: string; budgets: unknown } }
  assert.deepEqual(key.budgets, [{ window: 'day', limit: '0.0005' }], 'dollars')
  assert.deepEqual((await settingsOf(farthing, 'ci'))['budgets'], key.budgets)

  const raised = await farthing('keys', 'edit', 'ci', '--limit', '$7.50/day', '$20/month')
  assert.equal(raised.code, 0, raised.err)
  assert.equal(raised.out, `ci (${key.id}): 100 requests/minute, $7.5/day, $20/month`)

  const words = [
    '--models',
    'gpt-*',
    'claude-*',
    '--mode',
    'observe',
    '--routes',
    'docs',
    '--admin',
  ]
  const more = await farthing('keys', 'edit', key.id, '--limit', '9/minute', ...words, '--json')
  const { key: changed } = JSON.parse(more.out) as { key: Record<string, unknown> }
  assert.deepEqual(changed['limits'], [{ unit: 'requests', window: 'minute', limit: 9 }])
  assert.deepEqual(changed['budgets'], [
    { window: 'day', limit: '7.5' },
    { window: 'month', limit: '20' },
  ])
  assert.deepEqual(
    [changed['models'], changed['mode'], changed['routes'], changed['admin']],
    [['gpt-*', 'claude-*'], 'observe', ['docs'], true],
  )

  const drop = ['--drop', 'models', 'mode', 'routes', 'admin', '$/day', 'requests/minute']
  const less = await farthing('keys', 'edit', 'ci', ...drop)
  assert.equal(less.out, `ci (${key.id}): $20/month`)
  const all = await farthing('keys', 'edit', 'ci', '--drop', 'limits', '--rename', 'build')
  assert.equal(all.out, `build (${key.id}): all`)
  assert.equal('budgets' in (await settingsOf(farthing, 'build')), false)
}

test('without a gateway', () => edits(alone))

test('through a gateway that runs', async (t) => {
  const stand = await startCommandStand()
  t.after(stand.close)
  await edits(stand.farthing)
})

test('a gateway that runs goes by the change at once, with the same secret', async (t) => {
  const stand = await startCommandStand()
  t.after(stand.close)
  const { out: secret } = await stand.farthing('keys', 'add', 'ci', '--limit', '$0.0000001/day')
  const ask = async (): Promise<{ status: number; text: string }> => {
    const reply = await fetch(`${stand.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-farthing-key': secret },
      body: JSON.stringify({ model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'hi' }] }),
    })
    return { status: reply.status, text: await reply.text() }
  }
  const refused = await ask()
  assert.equal(refused.status, 402)
  // What the message says to type, with an amount.
  const command = /`farthing (keys edit [^`]+)`/.exec(refused.text)![1]!
  const words = command.replace('AMOUNT', '1').replaceAll("'", '').split(' ')
  assert.equal((await stand.farthing(...words)).code, 0)
  assert.equal((await ask()).status, 200)
})

test('what cannot be done is said, with exit code 2 where the words are wrong', async () => {
  await alone('keys', 'add', 'wrong', '--limit', '$5/day')
  const nothing = await alone('keys', 'edit', 'wrong')
  assert.equal(nothing.code, 2)
  assert.match(nothing.err, /--limit.*--drop/s)
  const drop = await alone('keys', 'edit', 'wrong', '--drop', 'model')
  assert.equal(drop.code, 2)
  assert.match(drop.err, /`model` cannot be dropped. Did you mean `models`\?/)
  const absent = await alone('keys', 'edit', 'wrong', '--drop', 'tokens/hour')
  assert.equal(absent.code, 1)
  assert.match(absent.err, /`wrong` has no tokens\/hour. It has: \$\/day/)
  const both = await alone('keys', 'edit', 'wrong', '--drop', 'mode', '--mode', 'safe')
  assert.equal(both.code, 2)
  const twice = await alone('keys', 'edit', 'wrong', '--limit', '$5/day', '$6/day')
  assert.equal(twice.code, 2)
  assert.match(twice.err, /day/)
  const unknown = await alone('keys', 'edit', 'nobody', '--mode', 'safe')
  assert.equal(unknown.code, 1)
  assert.match(unknown.err, /no valid key `nobody`/)
  await alone('keys', 'add', 'taken')
  const taken = await alone('keys', 'edit', 'wrong', '--rename', 'taken')
  assert.equal(taken.code, 1)
  assert.match(taken.err, /there is a key `taken` already/)
})
