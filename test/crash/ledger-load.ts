/**
 * A process that uses the ledger as a gateway does, until it is killed: `node ledger-load.ts LEDGER WITNESS SEED`.
 * Calls are served, retried, answered from a cache, shadowed, cut off; a budget over all of them runs out in time.
 * @module
 */
import { createBudgets } from '../../src/ledger/budgets.ts'
import { createCallId } from '../../src/ledger/call-id.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import { createReporter } from '../../src/ledger/report.ts'
import type { Attempt, CallFacts, Closing, Settlement } from '../../src/ledger/rows.ts'
import { spentBy } from '../../src/ledger/spending.ts'
import { createRandom } from './random.ts'
import { openWitness } from './oracle.ts'
import { budget, heldBack, largestCost } from './terms.ts'

const [file = '', witnessFile = '', seed = '1'] = process.argv.slice(2)
const random = createRandom(Number(seed))
const clock = { now: () => Date.now() }
const ledger = openLedger({ file, onProblem: (message, error) => console.error(message, error) })
const witness = openWitness(witnessFile)
const reporter = createReporter(ledger.database)
const budgets = createBudgets({
  rules: [{ scope: { of: 'all', name: '' }, window: 'total', limit: budget }],
  clock,
  spent: (scope, from, to) => spentBy(reporter, scope, from, to),
})
const usage = { input: 100, cacheRead: 0, cacheWrite: 0, cacheWrite1h: 0, output: 50, reasoning: 0 }
const committed = (): Promise<void> => new Promise((resolve) => ledger.afterCommit(resolve))
const later = (): Promise<void> =>
  new Promise((resolve) =>
    random() < 0.5 ? setImmediate(resolve) : setTimeout(resolve, random() * 8),
  )

function factsNow(): CallFacts {
  const name = `k${Math.floor(random() * 5)}`
  return {
    id: createCallId(Date.now()),
    tenant: 'acme',
    key: name,
    route: 'default',
    conversation: name,
    asked: 'gpt-5-mini',
    dialect: 'openai-chat',
    mode: 'safe',
    streamed: random() < 0.5,
    tags: random() < 0.3 ? ['x'] : [],
  }
}

/** One request to the provider: billed there first, then settled here. */
async function send(
  facts: CallFacts,
  kind: Attempt['kind'],
  fails: boolean,
): Promise<Settlement | undefined> {
  const hold = budgets.reserve(facts, heldBack)
  if (hold instanceof Error) return undefined
  const attempt = ledger.openAttempt(facts, {
    kind,
    provider: 'openai',
    model: 'gpt-5-mini',
    credential: 'openai-1',
    reserved: heldBack,
    at: Date.now(),
  })
  await committed()
  await later()
  const cost = fails ? 0n : BigInt(1 + Math.floor(random() * Number(largestCost)))
  witness.billed(facts.id, cost)
  if (random() < 0.3) await later()
  const settlement: Settlement = {
    at: Date.now(),
    status: fails ? 500 : 200,
    usage: fails ? undefined : usage,
    usageOrigin: 'provider',
    tier: 'standard',
    cost,
    costOrigin: 'computed',
  }
  hold.settle(cost)
  ledger.settleAttempt(attempt, settlement)
  return settlement
}

async function call(): Promise<void> {
  const facts = factsNow()
  witness.asked(facts.id)
  const closing: Closing = {
    served: 'gpt-5-mini',
    provider: 'openai',
    from: 'cache',
    status: 200,
    ended: 'complete',
    usage,
    usageOrigin: 'provider',
    tier: 'standard',
    baseline: 1000n,
    cost: 0n,
    costOrigin: 'computed',
    saved: { cache: 1000n },
    time: { total: 1, upstream: 0, own: 1 },
  }
  if (random() < 0.2) {
    ledger.closeCall(facts, closing)
    await committed()
    return witness.answered(facts.id)
  }
  let sent = await send(facts, 'serve', random() < 0.1)
  if (sent && sent.status !== 200) sent = (await send(facts, 'retry', false)) ?? sent
  if (!sent) {
    const refused = {
      ...closing,
      from: 'gateway',
      status: 402,
      ended: 'refused',
      usage: undefined,
      baseline: 0n,
      saved: {},
    } as const
    ledger.closeCall(facts, refused)
    // Nothing was opened for it: like a hit, it is on disk before it is answered.
    await committed()
  } else {
    // The client has its answer before the row is on disk, as in the gateway.
    if (random() < 0.5) witness.answered(facts.id)
    if (random() < 0.2) await later()
    ledger.closeCall(facts, {
      ...closing,
      from: 'upstream',
      cost: sent.cost,
      baseline: sent.cost,
      saved: {},
    })
  }
  witness.answered(facts.id)
}

async function client(): Promise<never> {
  for (;;) {
    await call()
    await later()
  }
}

for (let i = 0; i < 24; i++) void client()
process.stdout.write('ready\n')
