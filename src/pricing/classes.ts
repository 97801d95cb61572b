/**
 * The disjoint classes that are billed, with their direction and the class whose price stands in where a list has
 * none of its own (a cached token without a cache price costs what a fresh one costs).
 * @module
 */
import type { OtherClass, Usage } from '../call.ts'

export type UsageClass = Exclude<keyof Usage, 'other'> | OtherClass

interface ClassRow {
  readonly direction: 'input' | 'output' | 'fee'
  /** Tried in this order; none left: the class is not billed by the list. */
  readonly standIns: readonly UsageClass[]
  /** Units that a list price covers. */
  readonly per: bigint
}

const tokens = (direction: 'input' | 'output', ...standIns: UsageClass[]): ClassRow => ({
  direction,
  standIns,
  per: 1_000_000n,
})

export const classTable: Readonly<Record<UsageClass, ClassRow>> = {
  input: tokens('input'),
  cacheRead: tokens('input', 'input'),
  cacheWrite: tokens('input', 'input'),
  cacheWrite1h: tokens('input', 'cacheWrite', 'input'),
  output: tokens('output'),
  reasoning: tokens('output', 'output'),
  inputAudio: tokens('input', 'input'),
  inputImage: tokens('input', 'input'),
  inputVideo: tokens('input', 'input'),
  cacheReadAudio: tokens('input', 'cacheRead', 'inputAudio', 'input'),
  cacheReadImage: tokens('input', 'cacheRead', 'inputImage', 'input'),
  cacheReadVideo: tokens('input', 'cacheRead', 'inputVideo', 'input'),
  cacheWriteAudio: tokens('input', 'cacheWrite', 'inputAudio', 'input'),
  outputAudio: tokens('output', 'output'),
  outputImage: tokens('output', 'output'),
  outputVideo: tokens('output', 'output'),
  outputCitation: tokens('output', 'output'),
  webSearches: { direction: 'fee', standIns: [], per: 1_000n },
  requests: { direction: 'fee', standIns: [], per: 1_000n },
}

export const usageClasses = Object.keys(classTable) as readonly UsageClass[]

export const otherInputs = [
  'inputAudio',
  'inputImage',
  'inputVideo',
  'cacheReadAudio',
  'cacheReadImage',
  'cacheReadVideo',
  'cacheWriteAudio',
] as const satisfies readonly OtherClass[]

export const emptyUsage: Usage = {
  input: 0,
  cacheRead: 0,
  cacheWrite: 0,
  cacheWrite1h: 0,
  output: 0,
  reasoning: 0,
}

/** All prompt tokens, whatever their class: what context tiers are chosen by. */
export function promptTokens(usage: Usage): number {
  let total = usage.input + usage.cacheRead + usage.cacheWrite + usage.cacheWrite1h
  if (usage.other !== undefined) for (const name of otherInputs) total += usage.other[name] ?? 0
  return total
}

/** All output tokens, reasoning and media included. */
export function outputTokens(usage: Usage): number {
  const other = usage.other
  const total = usage.output + usage.reasoning
  if (other === undefined) return total
  return (
    total +
    (other.outputAudio ?? 0) +
    (other.outputImage ?? 0) +
    (other.outputVideo ?? 0) +
    (other.outputCitation ?? 0)
  )
}

export function addUsage(left: Usage, right: Usage): Usage {
  const sum = {
    input: left.input + right.input,
    cacheRead: left.cacheRead + right.cacheRead,
    cacheWrite: left.cacheWrite + right.cacheWrite,
    cacheWrite1h: left.cacheWrite1h + right.cacheWrite1h,
    output: left.output + right.output,
    reasoning: left.reasoning + right.reasoning,
  }
  if (left.other === undefined && right.other === undefined) return sum
  const other: Partial<Record<OtherClass, number>> = { ...left.other }
  for (const [name, count] of Object.entries(right.other ?? {}) as [OtherClass, number][]) {
    other[name] = (other[name] ?? 0) + count
  }
  return { ...sum, other }
}
