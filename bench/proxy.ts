/**
 * What Farthing costs beside a bare proxy: CPU a call, latency, memory, start. `npm run bench:proxy`
 *
 * Gateway and bare proxy run pinned to one core, upstream and load to the other, interleaved in one run; CPU is
 * user + system time of the process over its calls (../../shared/bench/README.md).
 * @module
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { benchOptions, finish, type Bar } from './bars.ts'
import { actedOn } from './proxy/acted-on.ts'
import type { Bodies, Scenario } from './proxy/bodies.ts'
import {
  cpuSeconds,
  freePort,
  listening,
  peakMemory,
  prepareTools,
  runLoad,
  start,
  type LoadOptions,
} from './proxy/tools.ts'

const options = benchOptions()
const { quick } = options
/** The quick form runs on a busy machine and for a shorter time: half as much again on every ratio. */
const slack = quick ? 1.5 : 1
const tools = prepareTools()
const folder = mkdtempSync(join(tmpdir(), 'farthing-bench-'))
const root = new URL('..', import.meta.url).pathname
const compiled = join(root, 'dist', 'cli', 'main.js')
/** BENCH_ENTRY: another build, to compare. */
const entry =
  process.env.BENCH_ENTRY ?? (existsSync(compiled) ? compiled : join(root, 'src', 'cli', 'main.ts'))
const say = (text: string): void => void process.stderr.write(`${text}\n`)
say(
  `${tools.kind} upstream and load, ${cpus()[0]!.model}, ${tools.pinned ? 'pinned' : 'not pinned'}`,
)
say(`gateway: ${entry.startsWith(root) ? entry.slice(root.length) : entry}`)

interface Pair {
  readonly bare: { port: number; pid: number }
  readonly farthing: { port: number; pid: number }
  readonly bodies: Bodies
  stop(): void
}

/** An upstream, a bare proxy and a gateway in front of it. */
async function startPair(paceMs: number): Promise<Pair> {
  const [upstreamPort, barePort, farthingPort] = [
    await freePort(),
    await freePort(),
    await freePort(),
  ]
  const configuration = join(folder, `farthing-${farthingPort}.json`)
  writeFileSync(
    configuration,
    JSON.stringify({
      server: { dataDirectory: join(folder, `data-${farthingPort}`) },
      log: { level: 'error' },
      providers: { openai: { base: `http://127.0.0.1:${upstreamPort}`, includeUsage: false } },
    }),
  )
  const children = [
    start(tools.upstream(upstreamPort, 0, paceMs), 0, tools.pinned),
    start(
      [
        process.execPath,
        join(root, 'bench/proxy/bare-proxy.ts'),
        'undici-dispatch-parse',
        `${barePort}`,
        `${upstreamPort}`,
      ],
      1,
      tools.pinned,
    ),
    start(
      [process.execPath, entry, '--port', `${farthingPort}`, '--config', configuration],
      1,
      tools.pinned,
    ),
  ]
  await Promise.all([upstreamPort, barePort, farthingPort].map((port) => listening(port)))
  return {
    bare: { port: barePort, pid: children[1]!.pid! },
    farthing: { port: farthingPort, pid: children[2]!.pid! },
    bodies: await actedOn(farthingPort),
    stop: () => children.forEach((child) => child.kill('SIGKILL')),
  }
}

const bodyFile = (name: string, body: string): string => {
  const file = join(folder, `${name}.json`)
  writeFileSync(file, body)
  return file
}

function load(scenario: Scenario, port: number, more: Partial<LoadOptions>) {
  const body = bodyFile(scenario.name, scenario.body)
  const result = runLoad(tools, {
    port,
    path: '/v1/chat/completions',
    body,
    connections: scenario.connections,
    unique: scenario.unique === true,
    seconds: quick ? 1 : 5,
    ...more,
  })
  if (result.err + result.non200 > 0) {
    say(`${scenario.name}: ${result.err} errors, ${result.non200} replies other than 200`)
    process.exitCode = 1
  }
  return result
}

/**
 * As many seconds a side as the yardstick's 3 × 5, in short rounds side by side: what else goes on in a machine changes
 * within seconds, and between rounds of five it moved the median of three by a fifth.
 */
const rounds = quick ? 3 : 15

/** CPU microseconds a call of both, interleaved; the median round by ratio. */
function compareCpu(
  pair: Pair,
  scenario: Scenario,
): { bare: number; farthing: number; ratio: number } {
  const measure = (side: { port: number; pid: number }): number => {
    const before = cpuSeconds(side.pid)
    const { n } = load(scenario, side.port, { seconds: 1 })
    return ((cpuSeconds(side.pid) - before) / n) * 1e6
  }
  // Three seconds in, V8 still compiles: a call of either cost twice what it cost two seconds later.
  load(scenario, pair.bare.port, { seconds: quick ? 1 : 5 })
  load(scenario, pair.farthing.port, { seconds: quick ? 2 : 5 })
  const measured = Array.from({ length: rounds }, () => {
    const bare = measure(pair.bare)
    const farthing = measure(pair.farthing)
    return { bare, farthing, ratio: farthing / bare }
  }).sort((a, b) => a.ratio - b.ratio)
  const middle = measured[rounds >> 1]!
  say(
    `${scenario.name}: bare ${middle.bare.toFixed(1)} µs, farthing ${middle.farthing.toFixed(1)} µs, ratios ${measured.map((round) => round.ratio.toFixed(2)).join(' ')}`,
  )
  return middle
}

/** Milliseconds that the gateway's quantile lies beyond the bare proxy's, interleaved; the median round. */
function addedLatency(
  pair: Pair,
  scenario: Scenario,
  quantile: 'p50' | 'p99',
  options: Partial<LoadOptions>,
): number {
  const measured = Array.from({ length: quick ? 1 : 7 }, () => {
    const bare = load(scenario, pair.bare.port, options)[quantile]
    return (load(scenario, pair.farthing.port, options)[quantile] - bare) / 1000
  }).sort((a, b) => a - b)
  say(`${scenario.name}: added ${quantile} ${measured.map((ms) => ms.toFixed(2)).join(' ')} ms`)
  return measured[measured.length >> 1]!
}

/** Seconds from spawn to the first answer on `/ready`. */
async function startSeconds(): Promise<number> {
  const port = await freePort()
  const data = join(folder, `start-${port}`)
  const begun = performance.now()
  const child = spawn(process.execPath, [entry, '--port', `${port}`, '--data', data], {
    stdio: 'ignore',
  })
  for (;;) {
    const ready = await fetch(`http://127.0.0.1:${port}/ready`).catch(() => undefined)
    if (ready?.ok) break
    if (performance.now() - begun > 20_000) throw new Error('the gateway does not start')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  const seconds = (performance.now() - begun) / 1000
  child.kill('SIGKILL')
  return seconds
}

const bars: Bar[] = []
const figures: Record<string, unknown> = {}
const pair = await startPair(0)
try {
  const call = compareCpu(pair, { name: 'call', body: pair.bodies.call, connections: 32 })
  const long = compareCpu(pair, { name: 'call-100KB', body: pair.bodies.long, connections: 32 })
  bars.push({ name: 'call-cpu-ratio', value: call.ratio, bar: 1.5 * slack, good: 'at most' })
  bars.push({
    name: 'cache-not-storable-cpu-ratio',
    value: call.ratio,
    bar: 1.5 * slack,
    good: 'at most',
    note: 'the same calls: temperature 0.2 is not kept',
  })
  bars.push({ name: 'call-100KB-cpu-ratio', value: long.ratio, bar: 1.5 * slack, good: 'at most' })
  Object.assign(figures, { call, long })

  const single: Scenario = { name: 'one-connection', body: pair.bodies.call, connections: 1 }
  const addedMs = addedLatency(pair, single, 'p50', { seconds: 1 })
  bars.push({
    name: 'added-p50-ms',
    value: addedMs,
    bar: 0.15 * slack,
    good: 'at most',
    unit: 'ms',
  })

  const steady: Scenario = { name: 'steady', body: pair.bodies.call, connections: 64 }
  const tailMs = addedLatency(pair, steady, 'p99', { seconds: quick ? 2 : 4, rate: 500 })
  bars.push({
    name: 'added-p99-ms-at-500/s',
    value: tailMs,
    bar: 2 * slack,
    good: 'at most',
    unit: 'ms',
    // Another program on the machine makes tails of tens of milliseconds.
    guard: 100,
  })

  if (!quick) {
    figures.connections = [1, 8, 32, 128].map((connections) => {
      const scenario: Scenario = { name: 'connections', body: pair.bodies.call, connections }
      const bare = load(scenario, pair.bare.port, { seconds: 3 })
      const farthing = load(scenario, pair.farthing.port, { seconds: 3 })
      say(
        `${connections} connections: bare ${bare.rps}/s p99 ${bare.p99} µs, farthing ${farthing.rps}/s p99 ${farthing.p99} µs`,
      )
      return { connections, bare, farthing }
    })
  }
  const calls = quick ? 10_000 : 100_000
  for (const side of [pair.bare, pair.farthing]) {
    load({ name: 'memory', body: pair.bodies.call, connections: 32 }, side.port, {
      seconds: 120,
      maximum: calls,
    })
  }
  const extra = (peakMemory(pair.farthing.pid) - peakMemory(pair.bare.pid)) / 1e6
  bars.push({
    name: 'added-peak-memory-MB',
    value: extra,
    bar: 60 * slack,
    good: 'at most',
    unit: 'MB',
  })
} finally {
  pair.stop()
}

const streams = await startPair(5)
try {
  const stream = compareCpu(streams, {
    name: 'stream',
    body: streams.bodies.stream,
    connections: 128,
  })
  bars.push({ name: 'stream-cpu-ratio', value: stream.ratio, bar: 1.3 * slack, good: 'at most' })
  figures.stream = stream
} finally {
  streams.stop()
}

// Apart from the pair above: what is kept would count as memory.
const caches = await startPair(0)
try {
  const hit = compareCpu(caches, { name: 'cache-hit', body: caches.bodies.same, connections: 32 })
  const stored = compareCpu(caches, {
    name: 'cache-stored',
    body: caches.bodies.unique,
    connections: 32,
    unique: true,
  })
  bars.push({ name: 'cache-hit-cpu-ratio', value: hit.ratio, bar: slack, good: 'at most' })
  bars.push({
    name: 'cache-stored-cpu-ratio',
    value: stored.ratio,
    bar: 2.2 * slack,
    good: 'at most',
  })
  Object.assign(figures, { hit, stored })
} finally {
  caches.stop()
}

const starts: number[] = []
for (let round = 0; round < (quick ? 3 : 5); round++) starts.push(await startSeconds())
const startMedian = starts.sort((a, b) => a - b)[starts.length >> 1]!
bars.push({
  name: 'start-seconds',
  value: startMedian,
  bar: 0.6 * slack,
  good: 'at most',
  unit: 's',
})

rmSync(folder, { recursive: true, force: true })
finish(bars, options, { figures, tools: tools.kind, cpu: cpus()[0]!.model })
