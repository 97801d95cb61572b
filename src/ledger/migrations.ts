/**
 * The tables, as an ordered list of steps: step n brings a file from version n to n + 1. Append only; a file that is
 * newer than this list is refused, one that is older is brought up in one transaction.
 *
 * Words that repeat (tenants, keys, routes, models, providers, tags) are numbers of `names`: it takes a call's row
 * from about 430 to 190 bytes, and groups by integers. Money is INTEGER picodollars. A call's time is in its id.
 * @module
 */
import type { DatabaseSync } from 'node:sqlite'
import { FarthingError } from '../errors.ts'

type Migration = (database: DatabaseSync) => void

const migrations: readonly Migration[] = [createFirst, findTheFew]

/** Version of the files that this list writes. */
export const currentVersion = migrations.length

/** Brings an open database up to date. Throws `ledger_version` for a file from a newer Farthing. */
export function migrate(database: DatabaseSync, file: string): void {
  const version = versionOf(database)
  refuseNewer(version, file)
  if (version === currentVersion) return
  database.exec('BEGIN IMMEDIATE')
  try {
    for (const step of migrations.slice(version)) step(database)
    database.exec(`PRAGMA user_version = ${currentVersion}`)
    database.exec('COMMIT')
  } catch (error) {
    database.exec('ROLLBACK')
    throw error
  }
}

/** A reader cannot migrate: it takes the file as it is, or says why not. */
export function requireVersion(database: DatabaseSync, file: string): void {
  const version = versionOf(database)
  refuseNewer(version, file)
  if (version < currentVersion) {
    const way = 'Start the gateway once to bring it up.'
    throw new FarthingError('ledger_version', { file, version, known: currentVersion, way })
  }
}

function versionOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()!['user_version'])
}

function refuseNewer(version: number, file: string): void {
  if (version <= currentVersion) return
  const way = 'It was written by a newer Farthing: upgrade, or name another file in `ledger.file`.'
  throw new FarthingError('ledger_version', { file, version, known: currentVersion, way })
}

function createFirst(database: DatabaseSync): void {
  database.exec(`
    CREATE TABLE names (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE meta (name TEXT PRIMARY KEY, value ANY) STRICT, WITHOUT ROWID;

    -- Attempts on their way. Rows leave when their call is written, so that its pages are used again.
    CREATE TABLE open_attempts (
      id INTEGER PRIMARY KEY, call INTEGER NOT NULL, kind INTEGER NOT NULL,
      tenant INTEGER NOT NULL, key INTEGER, route INTEGER NOT NULL, conversation TEXT NOT NULL,
      asked INTEGER NOT NULL, dialect INTEGER NOT NULL, mode INTEGER NOT NULL, streamed INTEGER NOT NULL,
      tags INTEGER, provider INTEGER NOT NULL, model INTEGER NOT NULL, credential INTEGER,
      reserved INTEGER, expected INTEGER, at INTEGER NOT NULL,
      settled INTEGER, status INTEGER, tier INTEGER,
      input INTEGER, cache_read INTEGER, cache_write INTEGER, cache_write_1h INTEGER,
      output INTEGER, reasoning INTEGER, other TEXT, usage_origin INTEGER,
      cost INTEGER, cost_origin INTEGER, error TEXT
    ) STRICT;

    -- Settled attempts, except the one attempt of a call that had no other: that one lies in its call's row.
    CREATE TABLE attempts (
      id INTEGER PRIMARY KEY, call INTEGER NOT NULL, kind INTEGER NOT NULL,
      provider INTEGER NOT NULL, model INTEGER NOT NULL, credential INTEGER, reserved INTEGER,
      at INTEGER NOT NULL, settled INTEGER NOT NULL, status INTEGER NOT NULL, tier INTEGER NOT NULL,
      input INTEGER, cache_read INTEGER, cache_write INTEGER, cache_write_1h INTEGER,
      output INTEGER, reasoning INTEGER, other TEXT, usage_origin INTEGER NOT NULL,
      cost INTEGER, cost_origin INTEGER NOT NULL, error TEXT, recovered INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX attempts_by_call ON attempts (call);

    -- One row a call, numbered in the order of closing, which is what following and rolling up go by.
    CREATE TABLE calls (
      row INTEGER PRIMARY KEY, id INTEGER NOT NULL,
      tenant INTEGER NOT NULL, key INTEGER, route INTEGER NOT NULL, conversation TEXT NOT NULL,
      asked INTEGER NOT NULL, dialect INTEGER NOT NULL, mode INTEGER NOT NULL, streamed INTEGER NOT NULL,
      tags INTEGER, served INTEGER NOT NULL, provider INTEGER NOT NULL, source INTEGER NOT NULL,
      status INTEGER NOT NULL, ended INTEGER NOT NULL, stop INTEGER, tier INTEGER NOT NULL, billing INTEGER NOT NULL,
      input INTEGER, cache_read INTEGER, cache_write INTEGER, cache_write_1h INTEGER,
      output INTEGER, reasoning INTEGER, other TEXT, usage_origin INTEGER NOT NULL,
      baseline INTEGER, cost INTEGER, cost_origin INTEGER NOT NULL,
      saved_cache INTEGER, saved_router INTEGER, saved_template INTEGER,
      saved_compress INTEGER, saved_output INTEGER, saved_prefix INTEGER,
      misses INTEGER, failures INTEGER,
      total_us INTEGER NOT NULL, upstream_us INTEGER NOT NULL, own_us INTEGER NOT NULL, first_us INTEGER,
      attempts INTEGER NOT NULL, attempt INTEGER, credential INTEGER, reserved INTEGER,
      recovered INTEGER NOT NULL, error TEXT, certificates INTEGER, notes TEXT
    ) STRICT;
    CREATE UNIQUE INDEX calls_by_id ON calls (id);

    CREATE TABLE texts (call INTEGER PRIMARY KEY, request BLOB NOT NULL, reply BLOB NOT NULL) STRICT;

    -- Cost of shadows and judges, which belongs to no answer: rolled up beside the calls.
    CREATE TABLE extras (
      row INTEGER PRIMARY KEY, call INTEGER NOT NULL, tenant INTEGER NOT NULL, key INTEGER, route INTEGER NOT NULL,
      asked INTEGER NOT NULL, served INTEGER NOT NULL, provider INTEGER NOT NULL, dialect INTEGER NOT NULL,
      tags INTEGER, cost INTEGER, cost_origin INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE keys (
      id TEXT PRIMARY KEY, hash BLOB NOT NULL UNIQUE, settings TEXT NOT NULL,
      created INTEGER NOT NULL, revoked INTEGER, used INTEGER
    ) STRICT, WITHOUT ROWID;

    -- Sums of closed calls by hour (unit 0), day (1) and for ever (2); start counts units since 1970, UTC. Money is
    -- split into x >> 32 and x & 0xffffffff, whose sums stay exact where that of x would pass $9.2 million.
    -- 0 stands for an absent key or tags, cost_origin 3 for unpriced.
    CREATE TABLE rollup (
      unit INTEGER NOT NULL, start INTEGER NOT NULL,
      tenant INTEGER NOT NULL, key INTEGER NOT NULL, route INTEGER NOT NULL, asked INTEGER NOT NULL,
      served INTEGER NOT NULL, provider INTEGER NOT NULL, dialect INTEGER NOT NULL, tags INTEGER NOT NULL,
      cost_origin INTEGER NOT NULL,
      calls INTEGER NOT NULL, cached INTEGER NOT NULL, failed INTEGER NOT NULL,
      input INTEGER NOT NULL, cache_read INTEGER NOT NULL, cache_write INTEGER NOT NULL,
      cache_write_1h INTEGER NOT NULL, output INTEGER NOT NULL, reasoning INTEGER NOT NULL,
      total_us INTEGER NOT NULL, upstream_us INTEGER NOT NULL, own_us INTEGER NOT NULL,
      acted_cache INTEGER NOT NULL, acted_router INTEGER NOT NULL, acted_template INTEGER NOT NULL,
      acted_compress INTEGER NOT NULL, acted_output INTEGER NOT NULL, acted_prefix INTEGER NOT NULL,
      baseline_hi INTEGER NOT NULL, baseline_lo INTEGER NOT NULL, cost_hi INTEGER NOT NULL, cost_lo INTEGER NOT NULL,
      saved_cache_hi INTEGER NOT NULL, saved_cache_lo INTEGER NOT NULL,
      saved_router_hi INTEGER NOT NULL, saved_router_lo INTEGER NOT NULL,
      saved_template_hi INTEGER NOT NULL, saved_template_lo INTEGER NOT NULL,
      saved_compress_hi INTEGER NOT NULL, saved_compress_lo INTEGER NOT NULL,
      saved_output_hi INTEGER NOT NULL, saved_output_lo INTEGER NOT NULL,
      saved_prefix_hi INTEGER NOT NULL, saved_prefix_lo INTEGER NOT NULL,
      misses_hi INTEGER NOT NULL, misses_lo INTEGER NOT NULL,
      failures_hi INTEGER NOT NULL, failures_lo INTEGER NOT NULL,
      extra_hi INTEGER NOT NULL, extra_lo INTEGER NOT NULL,
      PRIMARY KEY (unit, start, tenant, key, route, asked, served, provider, dialect, tags, cost_origin)
    ) STRICT, WITHOUT ROWID;
  `)
}

/**
 * What is beside calls is found by its time, whatever the rows before it say: a clock may have been ahead when those were
 * written. What has no cost is found among all that has: a priced row is in neither of its indexes.
 */
function findTheFew(database: DatabaseSync): void {
  database.exec(`
    CREATE INDEX extras_by_call ON extras (call);
    CREATE INDEX calls_unpriced ON calls (id) WHERE cost IS NULL;
    CREATE INDEX attempts_unpriced ON attempts (call) WHERE cost IS NULL;
  `)
}
