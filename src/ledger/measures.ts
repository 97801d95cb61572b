/**
 * What is summed over calls, as SQL: one list from which rolling up and reporting are both made.
 * @module
 */
import { layerNames } from './codes.ts'

/** Milliseconds to the epoch of call ids, whole days, so that hours and days of ids start where UTC's do. */
export const hourOf = '((id / 2048 + 1735689600000) / 3600000)'

/** What sums can be told apart by. In `rollup`, 0 stands for an absent key or tags. */
export const dimensions = [
  'tenant',
  'key',
  'route',
  'asked',
  'served',
  'provider',
  'dialect',
  'tags',
  'cost_origin',
] as const
export type Dimension = (typeof dimensions)[number]

/** Origin of the cost of a call without a price. */
export const unpriced = 3

const callDimension: Partial<Record<Dimension, string>> = {
  key: 'coalesce(key, 0)',
  tags: 'coalesce(tags, 0)',
  cost_origin: `CASE WHEN cost IS NULL THEN ${unpriced} ELSE cost_origin END`,
}

/** The dimensions of a row of `calls` or `extras`. */
export const rowDimensions = dimensions
  .map((name) => `${callDimension[name] ?? name} AS ${name}`)
  .join(', ')

interface Measure {
  readonly name: string
  readonly call: string
  readonly extra: string
}

const count = (name: string, call: string): Measure => ({ name, call, extra: '0' })
const tokens = (name: string): Measure => count(name, `coalesce(${name}, 0)`)
const money = (name: string): Measure[] => [
  count(`${name}_hi`, `coalesce(${name} >> 32, 0)`),
  count(`${name}_lo`, `coalesce(${name} & 0xffffffff, 0)`),
]

const measures: readonly Measure[] = [
  count('calls', '1'),
  count('cached', 'source = 1'),
  count('failed', '(status < 200 OR status >= 400)'),
  ...['input', 'cache_read', 'cache_write', 'cache_write_1h', 'output', 'reasoning'].map(tokens),
  ...['total_us', 'upstream_us', 'own_us'].map((name) => count(name, name)),
  ...layerNames.map((layer) => count(`acted_${layer}`, `saved_${layer} IS NOT NULL`)),
  ...[
    'baseline',
    'cost',
    ...layerNames.map((layer) => `saved_${layer}`),
    'misses',
    'failures',
  ].flatMap(money),
  { name: 'extra_hi', call: '0', extra: 'coalesce(cost >> 32, 0)' },
  { name: 'extra_lo', call: '0', extra: 'coalesce(cost & 0xffffffff, 0)' },
]

export const measureNames = measures.map((measure) => measure.name)
/** The measures of one row of `calls`. */
export const callMeasures = measures.map(({ name, call }) => `${call} AS ${name}`).join(', ')
/** The measures of one row of `extras`. */
export const extraMeasures = measures.map(({ name, extra }) => `${extra} AS ${name}`).join(', ')
/** Sums of all measures of whatever is selected from. */
export const summed = measureNames.map((name) => `sum(${name}) AS ${name}`).join(', ')
