/**
 * What was measured, as the table of `bench/RESULTS.md`.
 * @module
 */

export interface Measured {
  readonly name: string
  readonly version: string
  readonly did: string
  /** The median of the rounds, a call of 1.4 KB. */
  readonly cpuMicroseconds: number
  readonly cpuRounds: readonly number[]
  /** A streamed call of 54 events, 5 ms apart; null: no call succeeded. */
  readonly streamCpuMicroseconds: number | null
  readonly p50Microseconds: number
  readonly p99Microseconds: number
  readonly residentBytes: number
  readonly note: string | null
}

export interface Machine {
  readonly date: string
  readonly cpu: string
  readonly cores: number
  readonly node: string
  readonly tools: string
  readonly pinned: boolean
  readonly loadBefore: number
}

/** The table. Latency is left out where the machine was busy: it would be that of its other work. */
export function markdownTable(machine: Machine, measured: readonly Measured[]): string {
  const quiet = machine.loadBefore < 1
  const short = (value: number): string => Number(value.toPrecision(3)).toLocaleString('en-US')
  const rows = measured.map((row) =>
    [
      '',
      `${row.name} ${row.version}`,
      short(row.cpuMicroseconds),
      row.streamCpuMicroseconds === null ? '–' : short(row.streamCpuMicroseconds),
      ...(quiet ? [short(row.p50Microseconds / 1000), short(row.p99Microseconds / 1000)] : []),
      short(row.residentBytes / 1e6),
      row.note === null ? row.did : `${row.did}. ${row.note}`,
      '',
    ]
      .join(' | ')
      .trim(),
  )
  const { date, cpu, cores, node, tools, pinned, loadBefore } = machine
  return [
    `${date}, ${cpu}, ${cores} cores, Node ${node.slice(1)}, ${tools} upstream and load, ${pinned ? 'pinned' : 'not pinned'}, load average before the run ${loadBefore.toFixed(1)}.`,
    '',
    `| gateway | CPU µs a call | CPU µs a stream | ${quiet ? 'p50 ms | p99 ms | ' : ''}memory MB | what it did besides |`,
    `|---|--:|--:|${quiet ? '--:|--:|' : ''}--:|---|`,
    ...rows,
  ].join('\n')
}
