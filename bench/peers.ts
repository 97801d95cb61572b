/**
 * Farthing beside other gateways: CPU a call, latency, memory. `npm run bench:peers`
 *
 * Installs Portkey (npm) and LiteLLM (PyPI) into a temporary folder, never among our dependencies, and measures all in
 * one interleaved run by the protocol of `bench:proxy`: gateway on one core, upstream and load on the other, CPU = user
 * + system of the gateway's process tree over its calls. `--reuse FOLDER` keeps the installations there, `--write`
 * puts the figures into `bench/peers/results.json`, `--quick` measures for a shorter time.
 * @module
 */
import type { ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { benchOptions, finish, type Bar } from './bars.ts'
import { bare, farthing } from './peers/farthing.ts'
import { litellm } from './peers/litellm.ts'
import { portkey } from './peers/portkey.ts'
import type { Peer } from './peers/peer.ts'
import { markdownTable, type Measured } from './peers/table.ts'
import { treeCpuSeconds, treeMemory } from './peers/tree.ts'
import { bodiesOf } from './proxy/bodies.ts'
import {
  freePort,
  listening,
  prepareTools,
  runLoad,
  start,
  type LoadResult,
} from './proxy/tools.ts'

const options = benchOptions()
const { values } = parseArgs({
  options: { reuse: { type: 'string' }, write: { type: 'boolean', default: false } },
  strict: false,
})
const tools = prepareTools()
const temporary = mkdtempSync(join(tmpdir(), 'farthing-peers-'))
const installations = typeof values.reuse === 'string' ? resolve(values.reuse) : temporary
const say = (text: string): void => void process.stderr.write(`${text}\n`)
const children: ChildProcess[] = []

/** A gateway that runs, in front of an upstream that paces its streams. */
interface Running {
  readonly peer: Peer
  readonly version: string
  readonly port: number
  readonly pid: number
  readonly headers: string | undefined
  readonly cpu: number[]
  readonly streamCpu: number[]
}

function installed(peer: Peer): { folder: string; version: string } {
  const folder = join(installations, peer.name.toLowerCase().replaceAll(' ', '-'))
  const note = join(folder, 'version.txt')
  mkdirSync(folder, { recursive: true })
  try {
    return { folder, version: readFileSync(note, 'utf8') }
  } catch {
    say(`installing ${peer.name} …`)
    const version = peer.install(folder)
    writeFileSync(note, version)
    return { folder, version }
  }
}

async function begin(peer: Peer, upstream: number): Promise<Running> {
  const { folder, version } = installed(peer)
  const port = await freePort()
  const { command, environment, headers } = peer.command(folder, port, upstream)
  const child = start(command, 1, tools.pinned, environment)
  children.push(child)
  await listening(port, 120_000)
  const file = join(temporary, `headers-${port}`)
  if (headers) writeFileSync(file, headers.map((line) => `${line}\r\n`).join(''))
  say(`${peer.name} ${version} listens`)
  return {
    peer,
    version,
    port,
    pid: child.pid!,
    headers: headers && file,
    cpu: [],
    streamCpu: [],
  }
}

const bodies = { call: join(temporary, 'call.json'), stream: join(temporary, 'stream.json') }
writeFileSync(bodies.call, bodiesOf(0).call)
writeFileSync(bodies.stream, bodiesOf(0).stream)

function load(
  { port, headers }: Running,
  body: string,
  connections: number,
  seconds: number,
  rate = 0,
): LoadResult {
  return runLoad(tools, {
    port,
    path: '/v1/chat/completions',
    body,
    connections,
    seconds,
    rate,
    ...(headers === undefined ? {} : { headers }),
  })
}

/** CPU microseconds a call. Throws where a call failed. */
function cpuOf(running: Running, body: string, connections: number, seconds: number): number {
  const before = treeCpuSeconds(running.pid)
  const { n, err, non200 } = answered(() => load(running, body, connections, seconds))
  if (err + non200 > 0) throw new Error(`${err} errors, ${non200} of ${n} replies were not 200`)
  return ((treeCpuSeconds(running.pid) - before) / n) * 1e6
}

/** The load generator fails where no reply was whole in its time. */
function answered(run: () => LoadResult): LoadResult {
  try {
    return run()
  } catch {
    throw new Error('no reply was whole in time')
  }
}

const middle = (list: readonly number[]): number =>
  [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN

const seconds = options.quick ? 2 : 5
const peers = [bare, farthing, portkey, litellm]
const loadBefore = loadavg()[0]!
try {
  const upstream = await freePort()
  children.push(start(tools.upstream(upstream, 0, 5), 0, tools.pinned))
  await listening(upstream)
  const gateways: Running[] = []
  for (const peer of peers) gateways.push(await begin(peer, upstream))

  for (const running of gateways) cpuOf(running, bodies.call, 32, options.quick ? 1 : 3)
  for (let round = 0; round < 3; round++) {
    for (const running of gateways) running.cpu.push(cpuOf(running, bodies.call, 32, seconds))
  }
  const broken = new Map<Running, string>()
  for (let round = 0; round < 3; round++) {
    for (const running of gateways.filter((one) => !broken.has(one))) {
      try {
        running.streamCpu.push(cpuOf(running, bodies.stream, 8, 2 * seconds))
      } catch (error) {
        broken.set(running, `streams: ${(error as Error).message}`)
      }
    }
  }
  const measured = gateways.map((running): Measured => {
    const { p50, p99 } = load(running, bodies.call, 8, options.quick ? 4 : 12, 25)
    const { peer, version, pid, cpu, streamCpu } = running
    return {
      name: peer.name,
      version,
      did: peer.did,
      cpuMicroseconds: middle(cpu),
      cpuRounds: cpu,
      streamCpuMicroseconds: streamCpu.length > 0 ? middle(streamCpu) : null,
      p50Microseconds: p50,
      p99Microseconds: p99,
      residentBytes: treeMemory(pid),
      note: broken.get(running) ?? null,
    }
  })
  const machine = {
    date: new Date().toISOString().slice(0, 10),
    cpu: cpus()[0]!.model,
    cores: cpus().length,
    node: process.version,
    tools: tools.kind,
    pinned: tools.pinned,
    loadBefore,
  }
  if (!options.json) process.stdout.write(`${markdownTable(machine, measured)}\n`)
  if (values.write) {
    const file = new URL('peers/results.json', import.meta.url)
    writeFileSync(file, `${JSON.stringify({ machine, measured }, undefined, 2)}\n`)
  }
  const ours = measured.find(({ name }) => name === 'Farthing')!.cpuMicroseconds
  // Goals for a quiet machine.
  const bars = (
    [
      ['Portkey', 5],
      ['LiteLLM', 50],
    ] as const
  ).map(([name, bar]): Bar => {
    const theirs = measured.find((row) => row.name === name)!.cpuMicroseconds
    return {
      name: `cpu-of-${name.toLowerCase()}-over-ours`,
      value: theirs / ours,
      bar,
      good: 'at least',
    }
  })
  finish(bars, options, { machine, measured })
} finally {
  for (const child of children) child.kill('SIGKILL')
  rmSync(temporary, { recursive: true, force: true })
}
