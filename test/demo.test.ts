/**
 * `farthing demo` as a user runs it, in process: the ledger agrees with the provider's own bill.
 */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { run as runCommand } from '../src/cli/run.ts'
import { openLedger } from '../src/ledger/ledger.ts'
import { parseDollars } from '../src/pricing/money.ts'
import { memoryTerminal } from './memory-terminal.ts'

interface DemoResult {
  readonly sent: number
  readonly failed: number
  readonly billed: string
  readonly total: {
    calls: number
    cached: number
    baseline: string
    saved: Record<string, string>
    misses: string
    failures: string
    cost: string
  }
  readonly routes: readonly { name: string; calls: number; cost: string }[]
}

test('the demo bills its traffic as the simulated provider does', async () => {
  const terminal = memoryTerminal()
  const code = await runCommand(['demo', '--exit', '--json'], terminal)
  assert.equal(code, 0, terminal.err())
  const result = JSON.parse(terminal.out()) as DemoResult
  assert.ok(result.sent > 250)
  assert.equal(result.total.calls, result.sent)
  // The sample's misfits: an unknown model and a body that is refused; the busy provider may answer on a retry.
  assert.ok(result.failed >= 2 && result.failed <= 3, `${result.failed} failed`)
  assert.equal(result.total.cost, result.billed)
  assert.ok(Number(result.billed) > 0.1)
  const { baseline, saved, misses, failures, cost, cached } = result.total
  const sum = (amounts: readonly string[]) =>
    amounts.reduce((total, amount) => total + (parseDollars(amount) ?? assert.fail(amount)), 0n)
  assert.equal(
    sum([baseline, misses, failures]) - sum(Object.values(saved)),
    sum([cost]),
    'baseline − savings + misses + failures = cost',
  )
  assert.ok(cached > 50, 'repeated questions are answered from the cache')
  assert.ok(sum([saved['cache'] ?? '0']) > 0n)
  assert.deepEqual(result.routes.map(({ name }) => name).toSorted(), [
    'agent',
    'classify',
    'documents',
    'search',
    'summaries',
    'support',
  ])
})

test('the demo in words', async () => {
  const terminal = memoryTerminal()
  const code = await runCommand(['demo', '--exit', '--calls', '40', '--mode', 'observe'], terminal)
  assert.equal(code, 0, terminal.err())
  assert.match(terminal.out(), /^Starting a gateway and a simulated provider …\n/)
  assert.match(
    terminal.out(),
    /\nroute +calls +failed +cached +input +output +baseline +saved +cost +extra +paid\n/,
  )
  assert.match(terminal.out(), /Saved: nothing\./)
  assert.match(terminal.out(), /own bill says the same/)
})

test('a demo whose ledger is in use says so and ends', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'farthing-demo-'))
  const owner = openLedger({ file: join(folder, 'ledger.db') })
  try {
    const main = join(import.meta.dirname, '../src/cli/main.ts')
    const child = spawn(process.execPath, [main, 'demo', '--exit', '--data', folder], {
      stdio: ['ignore', 'ignore', 'pipe'],
      // Far more than it takes; a server that still listens would keep it for ever.
      timeout: 60_000,
    })
    let said = ''
    child.stderr.on('data', (text) => (said += String(text)))
    const [code, signal] = (await once(child, 'close')) as [number | null, string | null]
    assert.equal(signal, null)
    assert.ok(code !== null && code > 0)
    assert.match(said, /in use/)
  } finally {
    await owner.close()
    rmSync(folder, { recursive: true })
  }
})
