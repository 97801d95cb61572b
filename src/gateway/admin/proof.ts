/**
 * `api/proof`: certificates, measured savings, and what lies behind them. The shapes are in `proof/report.ts`.
 * @module
 */
import { FarthingError } from '../../errors.ts'
import type { ProofDetail, ProofReport } from '../../proof/report.ts'
import type { AdminRequest } from '../routes.ts'
import { readParameters } from './parameters.ts'
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

/** A message stays readable. */
const mostNamed = 20

/** Answers a `ProofReport`; with `?certificate=<key>` a `ProofDetail`. Throws `record_unknown` for another key. */
export function showProof(source: ProofSource, request: AdminRequest): void {
  const key = readParameters(request, ['certificate']).word('certificate')
  if (key === undefined) return json(request.response, source.report())
  const detail = source.detail(key)
  if (detail === undefined) {
    const keys = source.report().certificates.map((certificate) => certificate.key)
    throw new FarthingError('record_unknown', {
      what: 'certificate',
      id: JSON.stringify(key),
      hint:
        keys.length === 0
          ? 'No layer needs one in this configuration.'
          : `There are ${keys.slice(0, mostNamed).join(', ')}.`,
    })
  }
  json(request.response, detail)
}
