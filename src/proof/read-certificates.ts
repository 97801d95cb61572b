/**
 * Certificates as they lie on disk, for a command that runs beside the gateway: what a snapshot promises is in it.
 * @module
 */
import type { DatabaseSync } from 'node:sqlite'
import { Certificate } from './certificate.ts'
import type { CertificateOptions, CertificateSnapshot } from './certificate-types.ts'
import type { ClusterOptions } from './clusters.ts'
import { readLabels } from './store.ts'

/** Whether a gateway with proof has ever run on this file. */
export function hasProof(database: DatabaseSync): boolean {
  const found = database
    .prepare(`SELECT count(*) AS count FROM sqlite_master WHERE name IN (?, ?, ?)`)
    .get('proof_states', 'proof_labels', 'proof_values')
  return Number(found?.['count']) === 3
}

/** All certificates, by key, each with the labels after its snapshot. */
export function readCertificates(database: DatabaseSync): readonly Certificate[] {
  const rows = database.prepare(`SELECT key, sequence, snapshot FROM proof_states ORDER BY key`)
  const labels = readLabels(database)
  return rows.all().map((row) => {
    const snapshot = JSON.parse(String(row['snapshot'])) as CertificateSnapshot
    const options = optionsOf(String(row['key']), snapshot)
    const certificate = new Certificate(options, snapshot.since, () => {})
    certificate.restore(snapshot)
    const later = labels.after(options.key, Number(row['sequence']))
    for (const label of later) certificate.observe(label)
    return certificate
  })
}

function optionsOf(key: string, snapshot: CertificateSnapshot): CertificateOptions {
  type Promised = [number, number, number[], CertificateOptions['labels'], ClusterOptions]
  const [target, alpha, settings, labels, clusters] = JSON.parse(snapshot.promise) as Promised
  const { fingerprint, accepted } = snapshot
  return {
    key,
    target,
    alpha,
    settings,
    labels,
    clusters,
    fingerprint,
    ...(accepted === undefined ? {} : { accepted: { harm: accepted } }),
  }
}
