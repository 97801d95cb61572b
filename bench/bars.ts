/**
 * How every benchmark ends: its bars, a line each, and an exit code.
 * @module
 */
import { parseArgs } from 'node:util'

export interface Bar {
  readonly name: string
  readonly value: number
  readonly bar: number
  /** Which side is good. */
  readonly good: 'at most' | 'at least'
  /** How the value is written; default: four significant digits. */
  readonly unit?: string
  /** Says under which conditions the value was taken (n, interval, baseline). */
  readonly note?: string
  /** With `--guard`: how many times the bar a value may be before the run fails; default 3. */
  readonly guard?: number
}

export interface BenchOptions {
  readonly json: boolean
  readonly quick: boolean
  /**
   * For checks on every change: bars that are not met yet are printed as such, and only a value far beyond its bar
   * (a broken hot path, not a slow machine) fails the run.
   */
  readonly guard: boolean
  /** Where recorded data lies. */
  readonly data: string
}

/** Reads `--json`, `--quick`, `--guard` and `--data DIR`; other flags are the benchmark's own. */
export function benchOptions(): BenchOptions {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      guard: { type: 'boolean', default: false },
      data: { type: 'string' },
    },
    strict: false,
  })
  const data =
    typeof values.data === 'string' ? values.data : (process.env.FARTHING_DATA ?? defaultData)
  return {
    json: values.json === true,
    quick: values.quick === true,
    guard: values.guard === true,
    data,
  }
}

const defaultData = new URL('../../shared/data', import.meta.url).pathname

export function holds({ value, bar, good }: Bar): boolean {
  return good === 'at most' ? value <= bar : value >= bar
}

function guarded({ value, bar, good, guard = 3 }: Bar): boolean {
  return good === 'at most' ? value <= bar * guard : value >= bar / guard
}

/** Prints the bars (`name value bar holds`) and sets the exit code: 1 where one falls short. */
export function finish(bars: readonly Bar[], options: BenchOptions, more: object = {}): void {
  const failed = bars.filter((bar) => !(options.guard ? guarded(bar) : holds(bar)))
  if (options.json) {
    const rows = bars.map((bar) => ({ ...bar, holds: holds(bar) }))
    process.stdout.write(`${JSON.stringify({ quick: options.quick, bars: rows, ...more })}\n`)
  } else {
    for (const bar of bars) {
      const unit = bar.unit ? ` ${bar.unit}` : ''
      const sign = bar.good === 'at most' ? '≤' : '≥'
      const note = bar.note ? `  (${bar.note})` : ''
      process.stdout.write(
        `${bar.name} ${short(bar.value)}${unit} ${sign}${short(bar.bar)} ${holds(bar) ? 'holds' : 'FALLS SHORT'}${note}\n`,
      )
    }
  }
  process.exitCode = failed.length > 0 ? 1 : 0
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)))
}
