/**
 * What a report may have one row for each of. Apart from the report, so that naming them loads nothing.
 * @module
 */
export const groupings = [
  'model',
  'asked',
  'provider',
  'key',
  'tenant',
  'route',
  'dialect',
  'tag',
  'day',
  'hour',
] as const

export type Grouping = (typeof groupings)[number]
