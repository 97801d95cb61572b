/**
 * Upkeep alone: how long each of its steps keeps the event loop. A loop of immediates notes each gap in which upkeep did
 * something, of wall time and of CPU of this thread.
 * @module
 */
import { threadCpuMs } from '../thread-cpu.ts'
import { opened, type Scene } from './scene.ts'

/** So long nothing was done: it is over. */
const idleSteps = 4

export interface Steps {
  readonly rows: number
  readonly seconds: number
  /** Milliseconds of each step. */
  readonly wall: readonly number[]
  readonly cpu: readonly number[]
  /** What upkeep saw on its clock; with the same readings the next run takes the same steps. */
  readonly readings: readonly number[]
}

export async function stepsOf(scene: Scene, before?: readonly number[]): Promise<Steps> {
  let stepped = 0
  const readings: number[] = []
  const clock = {
    now() {
      stepped++
      return scene.now
    },
    elapsed() {
      const reading = before?.[readings.length] ?? performance.now()
      readings.push(reading)
      return reading
    },
  }
  const { ledger, close } = await opened(scene, clock)
  const { database } = ledger
  const count = database.prepare('SELECT count(*) AS n FROM calls')
  const counted = Number(count.get()!['n'])
  const changes = database.prepare('SELECT total_changes() AS n')
  const free = database.prepare('PRAGMA freelist_count')
  const state = (): string => `${changes.get()!['n']} ${Object.values(free.get()!)[0]}`
  const [wall, cpu]: [number[], number[]] = [[], []]
  const start = performance.now()
  let idle = 0
  let known = state()
  // Upkeep starts with a pause; the loop turns until it finds nothing to do for a while.
  while (idle < idleSteps) {
    const [stepsBefore, wallBefore, cpuBefore] = [stepped, performance.now(), threadCpuMs()]
    await new Promise((resolve) => setImmediate(resolve))
    const tookWall = performance.now() - wallBefore
    const tookCpu = threadCpuMs() - cpuBefore
    if (stepped === stepsBefore) continue
    const now = state()
    idle = now === known ? idle + 1 : 0
    known = now
    wall.push(tookWall)
    // A stopped machine may count its pause as CPU; no step takes more of it than of time.
    cpu.push(Math.min(tookCpu, tookWall))
  }
  const seconds = (performance.now() - start) / 1000
  const rows = counted - Number(count.get()!['n'])
  await close()
  return { rows, seconds, wall, cpu, readings }
}

/** The least of several runs, step by step. */
export function leastOf(runs: readonly (readonly number[])[]): number[] {
  const length = Math.min(...runs.map((run) => run.length))
  return Array.from({ length }, (_, step) => Math.min(...runs.map((run) => run[step]!)))
}

export function told(list: readonly number[]): string {
  const sorted = list.toSorted((a, b) => a - b)
  const at = (share: number): string =>
    (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(2)
  return `n ${sorted.length}, p50 ${at(0.5)}, p99 ${at(0.99)}, max ${at(1)} ms`
}
