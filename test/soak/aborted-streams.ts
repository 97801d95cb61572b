/**
 * Streams that are left at every stage, over a running gateway: no socket, timer, listener or memory stays.
 * `node --expose-gc test/soak/aborted-streams.ts [STREAMS]`, 10,000 by default. Exits 1 where something stays.
 */
import assert from 'node:assert/strict'
import { eventually, heapHeld, megabytes, startRig } from './rig.ts'

/** Leaves so many streams, and checks that the second half of them leaves nothing. */
export async function abandonStreams(streams: number): Promise<string> {
  const rig = await startRig()
  const { gateway } = rig.stand
  try {
    await rig.run('abandon', Math.ceil(streams / 2), 0, 64)
    assert.ok(
      await eventually(() => gateway.open === 0),
      `${gateway.open} calls open after the first half`,
    )
    const before = { heap: await heapHeld(), rss: process.memoryUsage().rss, ...resources() }

    await rig.run('abandon', Math.ceil(streams / 2), 1e6, 64)
    assert.ok(await eventually(() => gateway.open === 0), `${gateway.open} calls stay open`)
    assert.ok(
      await eventually(async () => (await rig.openStreams()) === 0),
      'streams stay open at the provider',
    )
    // Kept connections to the provider may go on; those of clients may not.
    assert.ok(
      await eventually(() => resources().timers <= before.timers + 2),
      `timers: ${before.timers} before, ${resources().timers} after`,
    )
    assert.ok(
      await eventually(() => resources().sockets <= 40),
      `sockets: ${before.sockets} before, ${resources().sockets} after`,
    )
    const heap = await heapHeld()
    const rss = process.memoryUsage().rss
    // A stream that stayed would hold kilobytes; compiled code and its feedback grow by a megabyte or two, once.
    if (globalThis.gc !== undefined) {
      const most = (2 << 20) + 64 * streams
      assert.ok(heap - before.heap < most, `heap grew by ${megabytes(heap - before.heap)}`)
    }
    assert.ok(rss - before.rss < 64 << 20, `RSS grew by ${megabytes(rss - before.rss)}`)

    const { calls, left } = rig.stand.gateway.ledger.database
      .prepare('SELECT count(*) AS calls, sum(status IN (0, 200)) AS left FROM calls')
      .get() as { calls: number; left: number }
    assert.equal(left, calls, 'every call is closed as left')
    return (
      `${streams} streams left: ${gateway.open} open, ${resources().sockets} sockets, ` +
      `heap ${megabytes(before.heap)} to ${megabytes(heap)}, RSS ${megabytes(before.rss)} to ${megabytes(rss)}, ${calls} rows`
    )
  } finally {
    await rig.close()
  }
}

function resources(): { timers: number; sockets: number } {
  const names = process.getActiveResourcesInfo()
  return {
    timers: names.filter((name) => name === 'Timeout').length,
    sockets: names.filter((name) => name.startsWith('TCPSocket')).length,
  }
}

if (import.meta.main) {
  process.stdout.write(`${await abandonStreams(Number(process.argv[2] ?? 10_000))}\n`)
}
