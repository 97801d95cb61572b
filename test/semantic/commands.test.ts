/**
 * `farthing cache try`, `show` and `flush` of answers across wordings, with a gateway running and on its files alone.
 */
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { announce } from '../../src/cli/running.ts'
import { run } from '../../src/cli/run.ts'
import { startGateway } from '../../src/gateway/gateway.ts'
import { createLayers } from '../../src/gateway/layers.ts'
import { openWeights } from '../../src/learned/weights.ts'
import { createSandbox } from '../../src/sandbox/sandbox.ts'
import { wholeConfiguration } from '../gateway/whole.ts'
import { memoryTerminal } from '../memory-terminal.ts'

const folder = mkdtempSync(join(tmpdir(), 'farthing-semantic-'))
const sandbox = createSandbox({ tokens: 'bytes' })
const upstream = await sandbox.listen()
const layers = createLayers((error) => assert.fail(String(error)))
const whole = wholeConfiguration(folder, upstream.url)
const gateway = await startGateway({
  configuration: { ...whole, mode: 'balanced', log: { ...whole.log, level: 'error' } },
  environment: { OPENAI_API_KEY: 'sk-semantic-0123456789abcdef' },
  layers: layers.build,
  keptAnswers: layers.keptAnswers,
})
const withdraw = announce(folder, gateway.url)
let stopped = false
async function stop(): Promise<void> {
  if (stopped) return
  stopped = true
  withdraw()
  await gateway.stop({ graceMs: 0 })
  layers.close()
}
after(async () => {
  await stop()
  await upstream.close()
  sandbox.close()
  rmSync(folder, { recursive: true, force: true })
})

const skip = !openWeights('sentence-static') && 'no weights'

async function farthing(...words: string[]) {
  const terminal = memoryTerminal()
  const code = await run([...words, '--data', folder], terminal)
  return { code, out: terminal.out().trim(), err: terminal.err().trim() }
}

async function ask(content: string, headers: Record<string, string> = {}): Promise<void> {
  const reply = await fetch(`${gateway.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ model: 'gpt-4o-mini', messages: [{ role: 'user', content }] }),
  })
  assert.equal(reply.status, 200, await reply.text())
}

const question = 'How do I reset the password of the router?'

test('a question is tried, what is kept is shown, and forgotten by its tag', { skip }, async () => {
  await ask(question)
  await ask('What is a good name for a router network?', { 'x-farthing-tags': 'names' })
  const tried = await farthing('cache', 'try', 'How can I reset the router password?')
  assert.match(tried.out, /It may be answered across wordings/)
  assert.match(tried.out, /reset the password of the router\?\n.*the same with a probability of/)
  const other = await farthing('cache', 'try', 'How do I reset the password of router 7?', '--json')
  const { candidates } = JSON.parse(other.out) as { candidates: { vetoes: { kind: string }[] }[] }
  assert.ok(candidates[0]!.vetoes.length > 0)
  assert.match(
    (await farthing('cache', 'try', 'Write a poem.')).out,
    /not answered across wordings/,
  )
  assert.match((await farthing('cache', 'show')).out, /across wordings: 2 answers/)
  const flushed = await farthing('cache', 'flush', '--tag', 'names')
  assert.equal(flushed.out, '1 answer forgotten.')
})

test('without a gateway: on the files, in which no word stands', { skip }, async () => {
  await stop()
  for (const name of ['semantic.db', 'semantic.key']) {
    assert.doesNotMatch(readFileSync(join(folder, name), 'latin1'), /router|password|local/)
  }
  assert.equal(statSync(join(folder, 'semantic.key')).mode & 0o777, 0o600)
  const tried = await farthing('cache', 'try', 'How can I reset the router password?')
  assert.match(tried.out, /reset the password of the router/)
  assert.match((await farthing('cache', 'show')).out, /across wordings: 1 answer/)
  assert.equal((await farthing('cache', 'flush', '--all')).out, '1 answer forgotten.')
  assert.match((await farthing('cache', 'show')).out, /across wordings: 0 answers/)
})
