/**
 * Workloads beside one another, a process each: they share nothing, and a whole table on one core takes a quarter of
 * an hour.
 * @module
 */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { WorkloadResult } from './measure.ts'
import type { SavingsReport } from './report.ts'

const bench = fileURLToPath(new URL('../savings.ts', import.meta.url))

export interface ParallelOptions {
  /** Processes at a time. */
  readonly jobs: number
  /** Passed on to each. */
  readonly flags: readonly string[]
  /** Told of each row as soon as it is there; undefined: its data is not. */
  readonly done: (name: string, row: WorkloadResult | undefined) => void
}

/**
 * Runs the workloads of these names, in this order.
 * @throws Error where a process ends without a report
 */
export async function measureBeside(
  names: readonly string[],
  { jobs, flags, done }: ParallelOptions,
): Promise<void> {
  const left = [...names]
  const worker = async (): Promise<void> => {
    for (let name = left.shift(); name !== undefined; name = left.shift()) {
      const report = await reportOf(name, flags)
      done(name, report.rows[0])
    }
  }
  await Promise.all(Array.from({ length: Math.min(jobs, names.length) }, worker))
}

function reportOf(name: string, flags: readonly string[]): Promise<SavingsReport> {
  const child = spawn(
    process.execPath,
    [bench, '--json', '--jobs', '1', '--only', name, ...flags],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const pieces: Buffer[] = []
  child.stdout.on('data', (piece: Buffer) => pieces.push(piece))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    // It also ends with 1 where a bar is not met.
    child.on('close', (code, signal) => {
      try {
        const { report } = JSON.parse(Buffer.concat(pieces).toString()) as { report: SavingsReport }
        resolve(report)
      } catch {
        reject(new Error(`${name} ended without a report (${signal ?? code})`))
      }
    })
  })
}
