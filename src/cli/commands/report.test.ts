import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { memoryTerminal } from '../../../test/memory-terminal.ts'
import { createCallId } from '../../ledger/call-id.ts'
import { openLedger } from '../../ledger/ledger.ts'
import type { CallFacts } from '../../ledger/rows.ts'
import { parseDollars } from '../../pricing/money.ts'
import { run as runCommand } from '../run.ts'

const folder = mkdtempSync(join(tmpdir(), 'farthing-report-'))
const dollar = 1_000_000_000_000n

/** One call: $10 without a layer, $4 saved, $6 for the answer, and a shadow of $5. */
before(async () => {
  const ledger = openLedger({ file: join(folder, 'ledger.db') })
  const at = Date.now()
  const facts: CallFacts = {
    id: createCallId(at),
    tenant: 't',
    key: undefined,
    route: 'r',
    conversation: 'c',
    asked: "-2+3+cmd|' /C calc'!A0",
    dialect: 'openai-chat',
    mode: 'balanced',
    streamed: false,
    tags: [],
  }
  const shadow = ledger.openAttempt(facts, {
    kind: 'shadow',
    provider: 'openai',
    model: 'm',
    credential: 'c',
    reserved: 1n,
    at,
  })
  ledger.closeCall(facts, {
    served: 'm',
    provider: 'openai',
    from: 'upstream',
    status: 200,
    ended: 'complete',
    usage: undefined,
    usageOrigin: 'computed',
    tier: 'standard',
    baseline: 10n * dollar,
    cost: 6n * dollar,
    costOrigin: 'computed',
    saved: { compress: 4n * dollar },
    misses: 0n,
    failures: 0n,
    time: { total: 1, upstream: 1, own: 0 },
  })
  ledger.settleAttempt(shadow, {
    at,
    status: 200,
    usage: undefined,
    usageOrigin: 'computed',
    tier: 'standard',
    cost: 5n * dollar,
    costOrigin: 'computed',
  })
  ledger.flush()
  await ledger.close()
})

after(() => rmSync(folder, { recursive: true }))

async function report(...flags: string[]): Promise<string> {
  const terminal = memoryTerminal()
  assert.equal(
    await runCommand(['report', '--data', folder, ...flags], terminal),
    0,
    terminal.err(),
  )
  return terminal.out()
}

test('shadows and judges are in every report, and in what was paid', async () => {
  const [titles = '', row = ''] = (await report()).split('\n')
  assert.match(titles, /baseline +saved +cost +extra +paid$/)
  assert.match(row, /\$10 +\$4 +\$6 +\$5 +\$11$/)
  const steps = JSON.parse(await report('--by', 'layer', '--json')) as {
    layer: string
    amount: string
  }[]
  const amounts = Object.fromEntries(steps.map(({ layer, amount }) => [layer, amount]))
  assert.equal(amounts['extra'], '5')
  assert.equal(amounts['paid'], '11')
  const sum = steps.slice(0, -1).reduce((total, { amount }) => total + parseDollars(amount)!, 0n)
  assert.equal(sum, 11n * dollar, 'the steps add up to what was paid')
  assert.match(await report('--by', 'layer'), /^extra +\$5 /m)
  assert.match(await report('--csv'), /,cost,extra,paid\r\n.*,6,5,11\s*$/)
  const { total } = JSON.parse(await report('--json')) as { total: Record<string, unknown> }
  assert.deepEqual([total['cost'], total['extra'], total['paid']], ['6', '5', '11'])
})

test('a name that begins like a formula is no formula', async () => {
  assert.match(await report('--by', 'asked', '--csv'), /^'-2\+3\+cmd/m)
})
