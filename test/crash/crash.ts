/**
 * `npm run test:crash`: kills a process that writes the ledger, 1,000 times (`--quick`: 100), at random moments under
 * load, and holds what the next start finds against a witness that the kill cannot touch.
 *
 * Options: `--quick`, `--rounds N`, `--seed N` (printed, so that a run can be repeated).
 * @module
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { readWitness } from './oracle.ts'
import { createRandom } from './random.ts'
import { budget, clients, heldBack, largestCost } from './terms.ts'
import { verify } from './verify.ts'

/** Rounds that go on with the same file, so that it has a past. */
const roundsAFile = 20

const { values } = parseArgs({
  options: { quick: { type: 'boolean' }, rounds: { type: 'string' }, seed: { type: 'string' } },
})
const rounds = Number(values.rounds ?? (values.quick ? 100 : 1000))
const seed = Number(values.seed ?? Date.now() % 1_000_000)
const random = createRandom(seed)

/** Starts the load, lets it run, kills it. The answer is whether it had begun. */
function runAndKill(program: string, args: readonly string[], afterMs: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let began = false
    child.stdout.once('data', () => {
      began = true
      setTimeout(() => child.kill('SIGKILL'), afterMs)
    })
    // One kill in ten comes while the process starts, and perhaps recovers.
    if (random() < 0.1) setTimeout(() => child.kill('SIGKILL'), random() * 200)
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      if (signal === 'SIGKILL') resolve(began)
      else reject(new Error(`the load ended by itself, with ${code ?? signal}`))
    })
  })
}

const started = performance.now()
const load = fileURLToPath(new URL('ledger-load.ts', import.meta.url))
const sums = { calls: 0, answered: 0, recovered: 0, estimated: 0, different: 0 }
let directory = ''
let last = { calls: 0, answered: 0, different: 0 }
for (let round = 0; round < rounds; round++) {
  if (round % roundsAFile === 0) {
    if (directory) rmSync(directory, { recursive: true })
    directory = mkdtempSync(join(tmpdir(), 'farthing-crash-'))
    last = { calls: 0, answered: 0, different: 0 }
  }
  const file = join(directory, 'ledger.db')
  const witness = join(directory, 'witness.log')
  const began = await runAndKill(load, [file, witness, String(seed + round)], random() * 150)
  if (!began) continue
  const overshoot = (largestCost - heldBack) * BigInt(clients)
  const verdict = verify(file, readWitness(witness), { budget, overshoot })
  const different = verdict.different - last.different
  const faults = [...verdict.faults]
  if (different > verdict.estimated)
    faults.push(`${different} calls differ, ${verdict.estimated} attempts were unsettled`)
  if (faults.length > 0) {
    console.error(
      `round ${round} of seed ${seed}, file ${file}:\n  ${faults.slice(0, 10).join('\n  ')}`,
    )
    process.exit(1)
  }
  sums.calls += verdict.calls - last.calls
  sums.answered += verdict.answered - last.answered
  sums.recovered += verdict.recovered
  sums.estimated += verdict.estimated
  sums.different += different
  last = verdict
}
rmSync(directory, { recursive: true, force: true })
const seconds = ((performance.now() - started) / 1000).toFixed(0)
console.log(
  `${rounds} kills in ${seconds} s (seed ${seed}): ${sums.calls} calls, ${sums.answered} answered, each with one row; ` +
    `${sums.recovered} closed by the next start, ${sums.estimated} attempts estimated, ${sums.different} calls differ from their bill; 0 faults`,
)
