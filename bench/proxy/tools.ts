/**
 * The other side of `bench:proxy`: an upstream and a load generator, in C where gcc is there, else in Node.
 * @module
 */
import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { createServer, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const yardstick = new URL('../../../shared/bench/', import.meta.url).pathname
const here = new URL('.', import.meta.url).pathname

export interface Tools {
  readonly kind: 'C' | 'Node'
  /** Command that starts an upstream: port, delay of whole replies, pace of streams, both in milliseconds. */
  upstream(port: number, delayMs: number, paceMs: number): string[]
  /** Command that sends load and prints one JSON line. */
  load(options: LoadOptions): string[]
  readonly pinned: boolean
}

export interface LoadOptions {
  readonly port: number
  readonly path: string
  readonly body: string
  readonly connections: number
  readonly seconds: number
  readonly maximum?: number
  /** Calls per second, open loop; 0: closed loop. */
  readonly rate?: number
  /** No two bodies alike. The C generator sends one body: such load comes from Node, for all sides. */
  readonly unique?: boolean
  /** File of further header lines, each ended by CR LF. */
  readonly headers?: string
}

export interface LoadResult {
  readonly n: number
  readonly rps: number
  /** Microseconds. */
  readonly p50: number
  readonly p99: number
  readonly ttfb_p50: number
  readonly err: number
  readonly non200: number
}

/** Builds the C tools in a temporary folder; falls back to Node, and says so. */
export function prepareTools(): Tools {
  const pinned = spawnSync('taskset', ['--version']).status === 0
  const compiled = compile()
  if (compiled) {
    return {
      kind: 'C',
      pinned,
      upstream: (port, delay, pace) => [join(compiled, 'mock'), `${port}`, `${delay}`, `${pace}`],
      load: (o) =>
        o.unique
          ? loadInNode(o)
          : [
              join(compiled, 'lg'),
              `${o.port}`,
              o.path,
              o.body,
              `${o.connections}`,
              `${o.seconds}`,
              `${o.maximum ?? 0}`,
              o.headers ?? '-',
              `${o.rate ?? 0}`,
            ],
    }
  }
  return {
    kind: 'Node',
    pinned,
    upstream: (port, delay, pace) => [
      process.execPath,
      join(here, 'upstream.ts'),
      `${port}`,
      `${delay}`,
      `${pace}`,
    ],
    load: loadInNode,
  }
}

function loadInNode(options: LoadOptions): string[] {
  return [process.execPath, join(here, 'load.ts'), JSON.stringify(options)]
}

function compile(): string | undefined {
  if (!existsSync(join(yardstick, 'mock.c')) || spawnSync('gcc', ['--version']).status !== 0) return
  const folder = mkdtempSync(join(tmpdir(), 'farthing-bench-'))
  for (const name of ['mock', 'lg']) {
    const args = ['-O2', '-w', '-o', join(folder, name), join(yardstick, `${name}.c`)]
    if (spawnSync('gcc', args).status !== 0) return
  }
  return folder
}

/** Starts a command on one core, where cores can be chosen. */
export function start(
  command: readonly string[],
  core: number,
  pinned: boolean,
  env = {},
): ChildProcess {
  const [file, ...args] = pinned ? ['taskset', '-c', `${core}`, ...command] : command
  return spawn(file!, args, {
    stdio: ['ignore', 'ignore', process.env.BENCH_DEBUG ? 'inherit' : 'ignore'],
    env: { ...process.env, ...env },
  })
}

/** Runs the load generator beside the upstream and gives its figures. */
export function runLoad(tools: Tools, options: LoadOptions): LoadResult {
  const command = tools.load(options)
  const [file, ...args] = tools.pinned ? ['taskset', '-c', '0', ...command] : command
  const text = execFileSync(file!, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  return JSON.parse(text.trim().split('\n').at(-1)!) as LoadResult
}

/** CPU seconds, user and system, of a process and its threads, from /proc (10 ms steps). */
export function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  const ticks = [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0)
  return ticks / 100
}

/** Peak resident memory in bytes. */
export function peakMemory(pid: number): number {
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) * 1024
}

/** A port that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

/** Resolves when something listens. */
export async function listening(port: number, patienceMs = 20_000): Promise<void> {
  const until = Date.now() + patienceMs
  while (Date.now() < until) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy()
        resolve(true)
      }).on('error', () => resolve(false))
    })
    if (open) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error(`nothing listens on port ${port} after ${patienceMs} ms`)
}
