/**
 * How long upkeep of the ledger may keep a call waiting: a ledger of a million calls of which a tenth has to go, because
 * of its age or of its size, and sums of a year ago that are folded. `node bench/retention.ts [--quick] [--json]`
 *
 * Each case runs three times over the same file and takes the same steps (`retention/steps.ts`); what a step costs is
 * the least of the three, since a busy machine takes the core away from anybody, but hardly from the same step thrice.
 * Then calls run while upkeep works and while it rests, half a second each (`retention/calls.ts`).
 * @module
 */
import { copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../src/ledger/database.ts'
import { seedLedger } from '../src/ledger/seed.ts'
import { benchOptions, finish, type Bar } from './bars.ts'
import { callsBeside } from './retention/calls.ts'
import { day, days, until, type Bounds, type Scene } from './retention/scene.ts'
import { leastOf, stepsOf, told, type Steps } from './retention/steps.ts'

const options = benchOptions()
const calls = options.quick ? 40_000 : 1_000_000
/** The first tenth goes: more of it says no more. */
const kept = 54
const times = options.quick ? 2 : 3

const folder = mkdtempSync(join(tmpdir(), 'farthing-retention-'))
const bars: Bar[] = []
const rows: Record<string, unknown> = {}
try {
  const plain = join(folder, 'plain.db')
  seedLedger({ file: plain, calls, until, days })
  const texts = changed(plain, 'texts', keepTexts)
  const sums = changed(plain, 'sums', manyTenants)
  const maximumBytes = Math.round((statSync(plain).size * kept) / days)
  await arm('by age', plain, { retentionDays: kept })
  await arm('by size', plain, { retentionDays: 36_500, maximumBytes })
  await arm('by age, with texts', texts, { retentionDays: kept })
  await arm('sums of a year ago', sums, { retentionDays: 36_500 }, 400)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
finish(bars, options, { rows })

function changed(from: string, name: string, change: (file: string) => void): string {
  const file = join(folder, `${name}.db`)
  copyFileSync(from, file)
  change(file)
  return file
}

/** Each twentieth call of the older days keeps its texts: mostly 6 KB, one in 200 half a megabyte, which is the most. */
function keepTexts(file: string): void {
  const database = openDatabase(file)
  database.exec(`
    BEGIN;
    INSERT INTO texts SELECT id, randomblob(iif(row % 4000 = 0, 262144, 4000)), randomblob(iif(row % 4000 = 0, 262144, 2000))
    FROM calls WHERE row % 20 = 0 AND row < ${calls / 5};
    COMMIT`)
  database.close()
}

/** A thousand tenants on each of two days, with their sums. */
function manyTenants(file: string): void {
  const database = openDatabase(file)
  const columns = database
    .prepare('PRAGMA table_info(rollup)')
    .all()
    .map(({ name: own }) => String(own))
  const first = Math.floor(until / day) - days
  const made = columns.map((column) =>
    column === 'tenant' ? '100000 + n.value' : column === 'start' ? `${first} + d.value` : column,
  )
  database.exec(`
    BEGIN;
    INSERT OR IGNORE INTO rollup SELECT ${made.join(', ')}
    FROM (SELECT * FROM rollup WHERE unit = 1 LIMIT 1),
      (WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 1000) SELECT value FROM n) AS n,
      (WITH RECURSIVE d(value) AS (SELECT 0 UNION ALL SELECT value + 1 FROM d WHERE value < 1) SELECT value FROM d) AS d;
    COMMIT`)
  database.close()
}

async function arm(name: string, from: string, bounds: Bounds, laterDays = 0): Promise<void> {
  const file = join(folder, 'run.db')
  const scene: Scene = { file, bounds, now: until + laterDays * day }
  const runs: Steps[] = []
  let readings: readonly number[] | undefined
  for (let i = 0; i < times; i++) {
    fresh(from, file)
    const run = await stepsOf(scene, readings)
    readings = run.readings
    runs.push(run)
  }
  const cpu = leastOf(runs.map((run) => run.cpu))
  const wall = leastOf(runs.map((run) => run.wall))
  const longest = runs.map(
    (run) => `${Math.max(...run.cpu).toFixed(2)} (${Math.max(...run.wall).toFixed(2)})`,
  )
  fresh(from, file)
  const beside = await callsBeside(scene, options.quick ? 4 : 20)
  const [{ rows: gone, seconds }] = runs as [Steps]
  const note = [
    `${cpu.length} steps, ${gone} rows gone in ${seconds.toFixed(0)} s, each step the least of ${times} runs`,
    `CPU ${told(cpu)}`,
    `wall ${told(wall)}`,
    `longest in each run, CPU (wall): ${longest.join(', ')}`,
    beside && `calls at 500/s with upkeep ${told(beside.during)}, without ${told(beside.between)}`,
  ]
  rows[name] = {
    steps: cpu.length,
    gone,
    seconds,
    cpu: told(cpu),
    wall: told(wall),
    longest,
    beside: beside && { during: told(beside.during), between: told(beside.between) },
  }
  bars.push({
    name: `retention ${name}, longest block`,
    value: Math.max(...cpu),
    bar: 2,
    good: 'at most',
    unit: 'ms of CPU',
    note: note.filter(Boolean).join('; '),
  })
}

function fresh(from: string, file: string): void {
  for (const end of ['', '-wal', '-shm', '.journal']) rmSync(`${file}${end}`, { force: true })
  copyFileSync(from, file)
}
