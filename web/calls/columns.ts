/**
 * The columns of the list, in order.
 * @module
 */
import type { SortName } from './filters.ts'

export interface Column {
  readonly id: string
  readonly name: string
  readonly sort?: SortName
}

export const columns: readonly Column[] = [
  { id: 'at', name: 'Time', sort: 'time' },
  { id: 'model', name: 'Model' },
  { id: 'route', name: 'Route' },
  { id: 'key', name: 'Key' },
  { id: 'tokens', name: 'Tokens in, out' },
  { id: 'acted', name: 'Layers' },
  { id: 'cost', name: 'Paid', sort: 'cost' },
  { id: 'saved', name: 'Saved', sort: 'saved' },
  { id: 'latency', name: 'Took', sort: 'latency' },
  { id: 'status', name: 'Status' },
]
