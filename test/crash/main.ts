/**
 * `npm run test:crash`: kills what writes the ledger, 1,000 times (`--quick`: 100), at random moments under
 * load, and holds what the next start finds against a witness that the kill cannot touch.
 *
 * Half of the rounds kill a gateway between clients and a sandbox, whose own log is the witness; the others a process
 * that puts the ledger under more kinds of load than a gateway does: retries, shadows, a budget that runs out.
 *
 * Options: `--quick`, `--rounds N`, `--seed N` (printed, so that a run can be repeated), `--only ledger|gateway`.
 * @module
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { setTimeout as sleep } from 'node:timers/promises'
import { createSandbox } from '../../src/sandbox/sandbox.ts'
import { startClients } from './clients.ts'
import type { Clients } from './clients.ts'
import { addBills, readWitness } from './oracle.ts'
import type { Witnessed } from './oracle.ts'
import { createRandom } from './random.ts'
import { budget, clients, heldBack, largestCost } from './terms.ts'
import { verify } from './verify.ts'
import type { Verdict } from './verify.ts'

/** Rounds that go on with the same file, so that it has a past. */
const roundsAFile = 20
/** Load before the kill; a gateway's first calls are slow. */
const longestMs = { ledger: 150, gateway: 500 }

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean' },
    rounds: { type: 'string' },
    seed: { type: 'string' },
    only: { type: 'string' },
  },
})
const rounds = Number(values.rounds ?? (values.quick ? 100 : 1000))
const seed = Number(values.seed ?? Date.now() % 1_000_000)
const random = createRandom(seed)

/** Starts a program, lets `during` happen from its first line on, kills it. The answer is whether it had begun. */
function runAndKill(
  program: string,
  args: readonly string[],
  longest: number,
  during: (line: string) => void,
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [fileURLToPath(new URL(program, import.meta.url)), ...args],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    )
    let began = false
    child.stdout.once('data', (line) => {
      began = true
      during(String(line).trim())
      setTimeout(() => child.kill('SIGKILL'), random() * longest)
    })
    // One kill in ten comes while the process starts, and perhaps recovers.
    if (random() < 0.1) setTimeout(() => child.kill('SIGKILL'), random() * 300)
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      if (signal === 'SIGKILL') resolve(began)
      else reject(new Error(`${program} ended by itself, with ${code ?? signal}`))
    })
  })
}

interface Setting {
  /** One kill; the answer is whether there was anything to kill. */
  run(round: number): Promise<boolean>
  verify(): Verdict | Promise<Verdict>
  close(): Promise<void> | void
}

function ledgerSetting(directory: string): Setting {
  const file = join(directory, 'ledger.db')
  const witness = join(directory, 'witness.log')
  const overshoot = (largestCost - heldBack) * BigInt(clients)
  return {
    run: (round) =>
      runAndKill(
        'ledger-load.ts',
        [file, witness, String(seed + round)],
        longestMs.ledger,
        () => {},
      ),
    verify: () => verify(file, readWitness(witness), { budget, overshoot }),
    close() {},
  }
}

async function gatewaySetting(directory: string): Promise<Setting> {
  const log = join(directory, 'sandbox.log')
  const sandbox = createSandbox({ tokens: 'bytes', log })
  const upstream = await sandbox.listen()
  const seen = new Map<string, Witnessed>()
  return {
    async run(round) {
      let asking: Clients | undefined
      const began = await runAndKill(
        'gateway-load.ts',
        [directory, upstream.url],
        longestMs.gateway,
        (url) => {
          asking = startClients(url, clients, round, random, seen)
        },
      )
      asking?.stop()
      return began
    },
    async verify() {
      // The sandbox hears of the broken connections, and bills what it had delivered.
      await sleep(60)
      for (const call of seen.values()) call.billed = 0n
      addBills(log, seen)
      return verify(join(directory, 'ledger.db'), seen, { nameOf: ({ tags }) => tags[0] ?? '' })
    },
    async close() {
      await upstream.close()
      sandbox.close()
    },
  }
}

const started = performance.now()
const sums = { calls: 0, answered: 0, recovered: 0, estimated: 0, different: 0 }
for (let first = 0; first < rounds; first += roundsAFile) {
  const directory = mkdtempSync(join(tmpdir(), 'farthing-crash-'))
  const whole = values.only ? values.only === 'gateway' : (first / roundsAFile) % 2 === 1
  const setting = whole ? await gatewaySetting(directory) : ledgerSetting(directory)
  let last = { calls: 0, answered: 0, different: 0 }
  for (let round = first; round < Math.min(rounds, first + roundsAFile); round++) {
    if (!(await setting.run(round))) continue
    const verdict = await setting.verify()
    const different = verdict.different - last.different
    const faults = [...verdict.faults]
    if (different > verdict.estimated)
      faults.push(`${different} calls differ, ${verdict.estimated} attempts were unsettled`)
    if (faults.length > 0) {
      const what = `round ${round} of seed ${seed} (${whole ? 'gateway' : 'ledger'}), folder ${directory}`
      console.error(`${what}:\n  ${faults.slice(0, 10).join('\n  ')}`)
      process.exit(1)
    }
    sums.calls += verdict.calls - last.calls
    sums.answered += verdict.answered - last.answered
    sums.recovered += verdict.recovered
    sums.estimated += verdict.estimated
    sums.different += different
    last = verdict
  }
  await setting.close()
  rmSync(directory, { recursive: true, force: true })
}
const seconds = ((performance.now() - started) / 1000).toFixed(0)
console.log(
  `${rounds} kills in ${seconds} s (seed ${seed}): ${sums.calls} calls, ${sums.answered} answered, each with one row; ` +
    `${sums.recovered} closed by the next start, ${sums.estimated} attempts estimated, ${sums.different} calls differ from their bill; 0 faults`,
)
