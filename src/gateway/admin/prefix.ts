/**
 * `api/prefix`: which beginnings of prompts are sent again and again, how warm they are, and what breaks them.
 * @module
 */
import type { PrefixReport } from '../../layers/prefix/report.ts'
import type { AdminRequest } from '../routes.ts'
import { readParameters } from './parameters.ts'
import { json } from './respond.ts'

/** The layer's own report; undefined: the layer does not run. */
export type PrefixSource = (tenant?: string) => PrefixReport

/** Answers a `PrefixReport` since the start of the process, families by their last call, or `{off: true}`. `tenant` filters. */
export function showPrefix(source: PrefixSource | undefined, request: AdminRequest): void {
  const tenant = readParameters(request, ['tenant']).word('tenant')
  if (source === undefined) return json(request.response, { off: true })
  json(request.response, source(tenant))
}
