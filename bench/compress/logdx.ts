/**
 * The public cases of LogDx-CI: real CI logs, and what a diagnosis needs of them. Recall as its authors count it: a
 * signal is there if all lines of its evidence are, or its value or one of its aliases stands in the text.
 * @module
 */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { plainText } from '../../src/layers/compress/logs/clean-lines.ts'

export interface Signal {
  readonly value: string
  readonly aliases: readonly string[]
  readonly critical: boolean
  readonly lines: readonly (readonly [number, number])[]
}

export interface LogCase {
  readonly name: string
  readonly log: string
  readonly signals: readonly Signal[]
}

export function readLogdx(data: string): readonly LogCase[] {
  return globSync(join(data, 'logdx/*/*/*/ground_truth.json'))
    .toSorted()
    .flatMap((file) => {
      const raw = join(dirname(file), 'raw.log')
      if (!existsSync(raw)) return []
      const truth = JSON.parse(readFileSync(file, 'utf8')) as {
        required_signals: {
          value?: string
          aliases?: string[]
          importance: string
          evidence_lines?: [number, number][]
        }[]
      }
      const signals = truth.required_signals.map((signal) => ({
        value: signal.value ?? '',
        aliases: signal.aliases ?? [],
        critical: signal.importance === 'critical',
        lines: signal.evidence_lines ?? [],
      }))
      return [{ name: dirname(file).split('/').at(-1)!, log: readFileSync(raw, 'utf8'), signals }]
    })
}

/** `kept`: numbers of the lines kept, where they are known. */
export function isKept(signal: Signal, text: string, kept?: ReadonlySet<number>): boolean {
  if (kept && signal.lines.length > 0 && signal.lines.every((range) => covers(kept, range))) {
    return true
  }
  return [signal.value, ...signal.aliases].some(
    (value) => value.trim() !== '' && text.includes(value.trim()),
  )
}

function covers(kept: ReadonlySet<number>, [first, last]: readonly [number, number]): boolean {
  for (let line = first; line <= last; line++) if (!kept.has(line)) return false
  return true
}

export function withoutCodes(text: string): string {
  return text.split('\n').map(plainText).join('\n')
}
