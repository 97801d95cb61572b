/**
 * All workloads in one report, with its bars.
 * @module
 */
import { defaultConfiguration } from '../../src/config/defaults.ts'
import type { Bar } from '../bars.ts'
import type { SellerResult, WorkloadResult } from './measure.ts'
import type { ArmName, RowFigures, Workload } from './workload.ts'

export interface SavingsReport {
  readonly quick: boolean
  /** Not the headline: texts of ours, or fewer rows. */
  readonly demo: boolean
  readonly node: string
  readonly layers: readonly string[]
  readonly rows: readonly WorkloadResult[]
  /** Workloads whose data is not there. */
  readonly missing: readonly string[]
  /** Unweighted over kinds of workload, of the first seller. */
  readonly mean: Readonly<
    Record<'safe' | 'certified', { readonly input: number; readonly bill: number }>
  >
}

/** Of a seller that was measured. */
export function armOf(seller: SellerResult | undefined, name: ArmName) {
  return seller?.arms[name]
}

export function meansOf(rows: readonly WorkloadResult[]): SavingsReport['mean'] {
  const families = new Map<string, WorkloadResult[]>()
  for (const row of rows) families.set(row.family, [...(families.get(row.family) ?? []), row])
  const mean = (list: readonly number[]): number =>
    list.reduce((a, b) => a + b, 0) / Math.max(1, list.length)
  const over = (name: 'safe' | 'certified', part: 'input' | 'bill'): number =>
    mean(
      [...families.values()].map((own) =>
        mean(own.map((row) => armOf(row.sellers[0], name)?.saved[part] ?? 0)),
      ),
    )
  const both = (name: 'safe' | 'certified') => ({
    input: over(name, 'input'),
    bill: over(name, 'bill'),
  })
  return { safe: both('safe'), certified: both('certified') }
}

/** The workload's own bars, and those that hold for every workload. */
export function barsOf(workload: Workload, row: WorkloadResult): Bar[] {
  const figures = figuresOf(row)
  const bars: Bar[] = []
  for (const { name, bar, good, unit, value } of workload.bars) {
    const measured = value(figures)
    if (measured !== undefined)
      bars.push({ name: `${row.name}: ${name}`, value: measured, bar, good, unit })
  }
  const certified = armOf(row.sellers[0], 'certified')
  if (certified !== undefined) {
    const { kept } = certified.quality
    bars.push(
      {
        name: `${row.name}: quality kept`,
        value: 100 * kept.value,
        bar: 99,
        good: 'at least',
        unit: '%',
        note: `95 % interval ${(100 * kept.low).toFixed(1)} to ${(100 * kept.high).toFixed(1)}, n ${kept.n}`,
      },
      {
        name: `${row.name}: losing conversations, of the dollars saved`,
        value: 100 * certified.losers,
        bar: 1,
        good: 'at most',
        unit: '%',
        note: `worst conversation $${certified.worstConversation.toFixed(4)}`,
      },
    )
  }
  const least = (which: (name: string) => boolean): number =>
    Math.min(
      ...row.sellers.flatMap(({ arms }) =>
        Object.entries(arms).flatMap(([name, { saved }]) => (which(name) ? [saved.bill] : [])),
      ),
    )
  bars.push({
    name: `${row.name}: least saved on the bill, any mode in use, any seller`,
    value: 100 * least((name) => name !== 'learning'),
    // What proof costs may show where there is nothing to save.
    bar: -0.5,
    good: 'at least',
    unit: '%',
  })
  const costly = costliestLayer(row)
  if (costly !== undefined) {
    bars.push({
      name: `${row.name}: what leaving a layer out would save`,
      value: 100 * costly.loss,
      bar: 0.1,
      good: 'at most',
      unit: 'points of the bill',
      note: costly.name,
    })
  }
  if (row.sellers[0]?.arms.learning !== undefined) {
    bars.push({
      name: `${row.name}: the same while learning, which may cost its budget`,
      // The budget is spent to the last cent, and sums of floats are not exact.
      value: Number((100 * least((name) => name === 'learning')).toFixed(6)),
      bar: -100 * defaultConfiguration.proof.budgetShare,
      good: 'at least',
      unit: '%',
    })
  }
  return bars
}

/** The layer without which most, or least little, would be saved. */
function costliestLayer({ layers }: WorkloadResult): { name: string; loss: number } | undefined {
  const all = layers['all']?.alone
  if (all === undefined) return undefined
  return Object.entries(layers)
    .filter(([name, { alone, without }]) => name !== 'all' && (alone !== 0 || without !== all))
    .map(([name, { without }]) => ({ name, loss: without - all }))
    .toSorted((a, b) => b.loss - a.loss)[0]
}

function figuresOf({ sellers: [seller] }: WorkloadResult): RowFigures {
  return {
    saved: (name) => armOf(seller, name)?.saved,
    quality: (name) => armOf(seller, name)?.quality,
    savedOfUncached(name) {
      const arm = armOf(seller, name)
      const uncached = seller?.uncached
      if (arm === undefined || uncached === undefined) return undefined
      const input = arm.dollars.input + arm.dollars.proof
      const whole = input + arm.dollars.output
      return {
        input: 1 - input / uncached.input,
        bill: 1 - whole / (uncached.input + uncached.output),
      }
    },
  }
}
