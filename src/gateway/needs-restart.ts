/**
 * Settings that are taken once at the start.
 * @module
 */
import type { Configuration } from '../config/schema.ts'

const fixed: readonly { readonly path: string; readonly of: (c: Configuration) => unknown }[] = [
  { path: 'server.host', of: (c) => c.server.host },
  { path: 'server.port', of: (c) => c.server.port },
  { path: 'server.dataDirectory', of: (c) => c.server.dataDirectory },
  { path: 'limits.headerBytes', of: (c) => c.limits.headerBytes },
  { path: 'limits.headerMs', of: (c) => c.limits.headerMs },
  { path: 'upstream.connections', of: (c) => c.upstream.connections },
  { path: 'ledger.file', of: (c) => c.ledger.file },
  { path: 'ledger.retentionDays', of: (c) => c.ledger.retentionDays },
  { path: 'ledger.maximumBytes', of: (c) => c.ledger.maximumBytes },
  { path: 'log.file', of: (c) => c.log.file },
  { path: 'log.level', of: (c) => c.log.level },
  { path: 'log.format', of: (c) => c.log.format },
  { path: 'telemetry.enabled', of: (c) => c.telemetry.enabled },
]

/** Paths of the settings that differ and that a reload cannot change. */
export function needsRestart(from: Configuration, to: Configuration): readonly string[] {
  return fixed.filter(({ of }) => of(to) !== of(from)).map(({ path }) => path)
}
