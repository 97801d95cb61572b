/**
 * How long upkeep of the ledger keeps the event loop: a ledger of a million calls of which a tenth has to go, because of
 * its age or of its size, and sums of a year ago that are folded. `node bench/retention.ts [--quick] [--json]`
 *
 * The ledger's own timers run; a loop of immediates notes each gap in which upkeep did something: of wall time, and of
 * CPU of this thread, since a busy machine takes the core away from anybody.
 * @module
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLedger, type LedgerOptions } from '../src/ledger/ledger.ts'
import { openDatabase } from '../src/ledger/database.ts'
import { seedLedger } from '../src/ledger/seed.ts'
import { benchOptions, finish, type Bar } from './bars.ts'
import { threadCpuMs } from './thread-cpu.ts'

const options = benchOptions()
const calls = options.quick ? 40_000 : 1_000_000
const days = 60
/** The first tenth goes: more of it says no more. */
const kept = 54
const day = 86_400_000
const until = Date.UTC(2042, 0, 1)
/** So long nothing was done: it is over. */
const idleSteps = 4

interface Gaps {
  readonly wall: number[]
  readonly cpu: number[]
}

interface Found {
  readonly steps: number
  readonly rows: number
  readonly seconds: number
  readonly gaps: Gaps
}

const folder = mkdtempSync(join(tmpdir(), 'farthing-retention-'))
const bars: Bar[] = []
const rows: Record<string, unknown> = {}
try {
  const plain = seeded('plain', () => {})
  const bytes = statSync(plain).size
  await arm('by age', plain, { retentionDays: kept })
  await arm(
    'by size',
    seeded('size', () => {}),
    {
      retentionDays: 36_500,
      maximumBytes: Math.round((bytes * kept) / days),
    },
  )
  // Each twentieth call of the older days keeps its texts: one of 200 KB among many of 4.
  await arm('by age, with texts', seeded('texts', keepTexts), { retentionDays: kept })
  await arm('sums of a year ago', seeded('sums', manyTenants), { retentionDays: 36_500 }, 400)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
finish(bars, options, { rows })

function seeded(name: string, more: (file: string) => void): string {
  const file = join(folder, `${name}.db`)
  seedLedger({ file, calls, until, days })
  more(file)
  return file
}

function keepTexts(file: string): void {
  const database = openDatabase(file)
  database.exec(`
    BEGIN;
    INSERT INTO texts SELECT id, randomblob(iif(row % 4000 = 0, 200000, 4000)), randomblob(2000)
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

async function arm(
  name: string,
  file: string,
  bounds: Pick<LedgerOptions, 'retentionDays' | 'maximumBytes'>,
  laterDays = 0,
): Promise<void> {
  const { steps, rows: gone, seconds, gaps } = await watched(file, bounds, laterDays)
  const told = (list: readonly number[]): string =>
    `p50 ${at(list, 0.5).toFixed(2)}, p99 ${at(list, 0.99).toFixed(2)}, max ${at(list, 1).toFixed(2)}`
  const note = `${steps} steps, ${gone} rows gone in ${seconds.toFixed(0)} s; CPU ${told(gaps.cpu)}; wall ${told(gaps.wall)}`
  rows[name] = { steps, gone, seconds, note }
  bars.push({
    name: `retention ${name}, longest block`,
    value: at(gaps.cpu, 1),
    bar: 2,
    good: 'at most',
    unit: 'ms of CPU',
    note,
  })
}

async function watched(
  file: string,
  bounds: Pick<LedgerOptions, 'retentionDays' | 'maximumBytes'>,
  laterDays: number,
): Promise<Found> {
  let stepped = 0
  const clock = {
    now: () => {
      stepped++
      return until + laterDays * day
    },
  }
  const problems: string[] = []
  const ledger = openLedger({
    file,
    ...bounds,
    clock,
    onProblem: (text) => void problems.push(text),
  })
  const { database } = ledger
  const count = database.prepare('SELECT count(*) AS n FROM calls')
  const before = Number(count.get()!['n'])
  const changes = database.prepare('SELECT total_changes() AS n')
  const free = database.prepare('PRAGMA freelist_count')
  const state = (): string => `${changes.get()!['n']} ${Object.values(free.get()!)[0]}`
  // Starting the thread that reads and moves the log takes 3 ms once, whatever is deleted.
  await ledger.reader.last()
  const gaps: Gaps = { wall: [], cpu: [] }
  const start = performance.now()
  let steps = 0
  let idle = 0
  let known = state()
  // Upkeep starts with a pause; the loop turns until it finds nothing to do for a while.
  while (idle < idleSteps) {
    const [stepsBefore, wall, cpu] = [stepped, performance.now(), threadCpuMs()]
    await new Promise((resolve) => setImmediate(resolve))
    const tookWall = performance.now() - wall
    const tookCpu = threadCpuMs() - cpu
    if (stepped === stepsBefore) continue
    const now = state()
    idle = now === known ? idle + 1 : 0
    known = now
    steps++
    gaps.wall.push(tookWall)
    gaps.cpu.push(tookCpu)
  }
  const seconds = (performance.now() - start) / 1000
  const gone = before - Number(count.get()!['n'])
  await ledger.close()
  if (problems.length > 0) throw new Error(problems.join('\n'))
  return { steps, rows: gone, seconds, gaps }
}

function at(list: readonly number[], share: number): number {
  const sorted = list.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
}
