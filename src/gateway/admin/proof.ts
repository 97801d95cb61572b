/**
 * `api/proof`: certificates, measured savings, and what lies behind them. The shapes are in `proof/report.ts`.
 * @module
 */
import { FarthingError } from '../../errors.ts'
import type { ProofDetail, ProofReport } from '../../proof/report.ts'
import type { AdminRequest } from '../routes.ts'
import { json } from './respond.ts'

export type {
  ProofCertificate,
  ProofDetail,
  ProofEvent,
  ProofInterval,
  ProofNeeded,
  ProofRates,
  ProofReport,
  ProofSample,
  ProofSavings,
  ProofText,
} from '../../proof/report.ts'

/** Where the figures come from. */
export interface ProofSource {
  report(): ProofReport
  /** undefined: there is no such certificate. */
  detail(key: string): ProofDetail | undefined
}

/** Answers a `ProofReport`; with `?certificate=<key>` a `ProofDetail`. Throws `endpoint_unknown` for another key. */
export function showProof(source: ProofSource, request: AdminRequest): void {
  const key = new URLSearchParams(request.query).get('certificate')?.slice(0, 256)
  if (key === undefined) return json(request.response, source.report())
  const detail = source.detail(key)
  if (detail === undefined) {
    throw new FarthingError('endpoint_unknown', { path: JSON.stringify(`certificate ${key}`) })
  }
  json(request.response, detail)
}
