/**
 * Calls of which no two are equal: memory is flat once the bounded tables are full.
 * `node --expose-gc test/soak/unique-calls.ts [CALLS]`, 100,000 by default; `FARTHING_SOAK=1000000` for the long form.
 * Exits 1 where memory goes on growing.
 */
import assert from 'node:assert/strict'
import { heapHeld, megabytes, startRig } from './rig.ts'

/** At least six, and one for every 100,000 calls: a long run says as it goes whether it grows. */
const partsOf = (calls: number): number => Math.max(6, Math.ceil(calls / 100_000))
/** The first parts fill tables, pages of SQLite and the heap's own spaces. */
const warmUp = 2

/**
 * Sends so many calls in equal parts, and holds the later parts against the first ones.
 * @param conversations each call its own where this is `calls`: then the warm-up must exceed 16,384, the most
 *   conversations that the gateway sums at a time
 */
export async function sendUnique(calls: number, conversations = calls): Promise<string> {
  const rig = await startRig()
  const parts = partsOf(calls)
  const each = Math.ceil(calls / parts)
  const heap: number[] = []
  const rss: number[] = []
  const startedAt = performance.now()
  try {
    for (let part = 0; part < parts; part++) {
      await rig.run('send', each, part * each, conversations)
      heap.push(await heapHeld())
      rss.push(process.memoryUsage().rss)
      if (calls >= 100_000) process.stderr.write(`${each * (part + 1)} calls: ${held()}\n`)
    }
    const { calls: rows } = rig.stand.gateway.ledger.database
      .prepare('SELECT count(*) AS calls FROM calls')
      .get() as { calls: number }
    assert.equal(rows, each * parts, 'each call has its row')
    const later = each * (parts - warmUp)
    const grownHeap = heap.at(-1)! - heap[warmUp - 1]!
    const grownRss = rss.at(-1)! - Math.max(...rss.slice(0, warmUp))
    const report =
      `${each * parts} calls in ${((performance.now() - startedAt) / 1000).toFixed(1)} s: ` +
      `heap ${heap.map(megabytes).join(', ')}; RSS ${rss.map(megabytes).join(', ')}; ` +
      `${(grownHeap / later).toFixed(1)} bytes of heap and ${(grownRss / later).toFixed(1)} of RSS a call after warm-up`
    // Compiled code and its feedback still grow a little: half a megabyte a run, whatever its length.
    if (globalThis.gc !== undefined) assert.ok(grownHeap < heldBytes * later + (512 << 10), report)
    assert.ok(grownRss < 64 << 20, report)
    return report
  } finally {
    await rig.close()
  }
}

function held(): string {
  const { heapUsed, external, rss } = process.memoryUsage()
  return `heap ${megabytes(heapUsed)}, external ${megabytes(external)}, RSS ${megabytes(rss)}`
}

/** Bytes of heap a call may hold for good: less than its id in any table. */
const heldBytes = 16

if (import.meta.main) {
  const calls = Number(process.argv[2] ?? process.env['FARTHING_SOAK'] ?? 100_000)
  process.stdout.write(`${await sendUnique(calls)}\n`)
}
