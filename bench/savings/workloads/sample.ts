/**
 * The bundled sample.
 * @module
 */
import type { Workload } from '../workload.ts'

export const sample: readonly Workload[] = []
