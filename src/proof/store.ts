/**
 * Labels and states on disk, in the ledger's file.
 *
 * A label is on disk before the bound is saved, and states are snapshots: what came after a snapshot is replayed from
 * the labels, so that a process killed at any moment comes back with the same bound.
 * @module
 */
import type { DatabaseSync } from 'node:sqlite'
import type { CertificateSnapshot } from './certificate-types.ts'
import type { Label, LabelSource } from './labels/label.ts'

export interface StoredLabel extends Label {
  /** Position in the order of arrival, over all certificates. */
  readonly sequence: number
}

export interface SavedState {
  readonly key: string
  /** Labels up to this sequence are in the snapshot. */
  readonly sequence: number
  readonly snapshot: CertificateSnapshot
}

export interface ProofStore {
  /** Undefined: this call had its label for this certificate, window and arm already. `committed` runs once on disk. */
  append(label: Label, committed?: () => void): StoredLabel | undefined
  saveState(state: SavedState): void
  /** Deletes labels that no bound needs: of windows before this one, and all but the newest in a snapshot. */
  prune(key: string, window: number, sequence: number): void
  /** Snapshot and the labels after it, in order; undefined where there is no snapshot. */
  load(key: string): {
    readonly state: SavedState | undefined
    readonly labels: readonly StoredLabel[]
  }
  /** Labels of a certificate, newest first, for the samples behind it on the page. */
  samples(key: string, most: number): readonly StoredLabel[]
  /** Treated pairs of a window that were found worse, the worst first, then the newest. */
  worst(key: string, window: number, most: number): readonly StoredLabel[]
}

/** What the store needs of the ledger; `Ledger` has it. */
export interface Writer {
  readonly database: DatabaseSync
  write(write: () => void): void
  afterCommit(run: () => void): void
}

/** Labels that may be queued and not yet on disk; a repeat among them is recognised here, others by the index. */
const mostRecent = 4096

/** Labels of a certificate that stay for the page once a snapshot holds them; each takes about 150 bytes. */
const mostSamples = 5000

/** Opens the tables, made where they are missing. Throws what node:sqlite throws for a broken file. */
export function openProofStore(writer: Writer): ProofStore {
  const { database } = writer
  database.exec(`
    CREATE TABLE IF NOT EXISTS proof_labels (
      sequence INTEGER PRIMARY KEY, certificate TEXT NOT NULL, period INTEGER NOT NULL, call TEXT NOT NULL,
      conversation TEXT NOT NULL, arm TEXT NOT NULL, setting INTEGER NOT NULL, harm REAL NOT NULL,
      probability REAL NOT NULL, weight REAL NOT NULL, source TEXT NOT NULL, at INTEGER NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX IF NOT EXISTS proof_labels_once ON proof_labels (certificate, period, call, arm);
    CREATE INDEX IF NOT EXISTS proof_labels_order ON proof_labels (certificate, sequence);
    CREATE TABLE IF NOT EXISTS proof_states (
      key TEXT PRIMARY KEY, sequence INTEGER NOT NULL, snapshot TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `)
  const insert = database.prepare(
    `INSERT OR IGNORE INTO proof_labels VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const present = database.prepare(
    `SELECT 1 FROM proof_labels WHERE certificate = ? AND period = ? AND call = ? AND arm = ?`,
  )
  const save = database.prepare(
    `INSERT INTO proof_states VALUES (?, ?, ?)
     ON CONFLICT (key) DO UPDATE SET sequence = excluded.sequence, snapshot = excluded.snapshot`,
  )
  const stateOf = database.prepare(`SELECT sequence, snapshot FROM proof_states WHERE key = ?`)
  const labels = readLabels(database)
  const prune = database.prepare(
    `DELETE FROM proof_labels WHERE certificate = :key AND sequence <= :sequence AND (period < :window OR sequence <= (
       SELECT sequence FROM proof_labels WHERE certificate = :key
       ORDER BY sequence DESC LIMIT 1 OFFSET ${mostSamples}))`,
  )
  const highest = database.prepare(`SELECT max(sequence) AS sequence FROM proof_labels`).get()
  // Labels that are deleted must not give their numbers to new ones: snapshots remember how far they saw.
  const seen = database.prepare(`SELECT max(sequence) AS sequence FROM proof_states`).get()
  let sequence = Math.max(Number(seen?.['sequence'] ?? 0), Number(highest?.['sequence'] ?? 0))
  const recent = new Set<string>()

  return {
    append(label, committed) {
      const { certificate, window, call, conversation, arm, setting } = label
      const { harm, probability, weight, source, at } = label
      const id = JSON.stringify([certificate, window, call, arm])
      if (recent.has(id) || present.get(certificate, window, call, arm)) return undefined
      remember(recent, id)
      const own = ++sequence
      const row = [
        own,
        certificate,
        window,
        call,
        conversation,
        arm,
        setting,
        harm,
        probability,
        weight,
      ]
      row.push(source, Math.round(at))
      writer.write(() => void insert.run(...row))
      if (committed) writer.afterCommit(committed)
      return { ...label, sequence: own }
    },
    saveState({ key, sequence, snapshot }) {
      const text = JSON.stringify(snapshot)
      writer.write(() => void save.run(key, sequence, text))
    },
    prune(key, window, sequence) {
      writer.write(() => void prune.run({ key, window, sequence }))
    },
    load(key) {
      const row = stateOf.get(key)
      const state = row && {
        key,
        sequence: Number(row['sequence']),
        snapshot: JSON.parse(String(row['snapshot'])) as CertificateSnapshot,
      }
      return { state, labels: labels.after(key, state?.sequence ?? 0) }
    },
    samples: labels.samples,
    worst: labels.worst,
  }
}

/** Labels on disk, also for a reader that does not own the file. The table must be there. */
export function readLabels(database: DatabaseSync): Pick<ProofStore, 'samples' | 'worst'> & {
  /** In the order of arrival. */
  after(key: string, sequence: number): readonly StoredLabel[]
} {
  const after = database.prepare(
    `SELECT * FROM proof_labels WHERE certificate = ? AND sequence > ? ORDER BY sequence`,
  )
  const newest = database.prepare(
    `SELECT * FROM proof_labels WHERE certificate = ? ORDER BY sequence DESC LIMIT ?`,
  )
  const worst = database.prepare(
    `SELECT * FROM proof_labels WHERE certificate = ? AND period = ? AND arm = 'treated' AND harm > 0
     ORDER BY harm DESC, sequence DESC LIMIT ?`,
  )
  return {
    after: (key, sequence) => after.all(key, sequence).map(readLabel),
    samples: (key, most) => newest.all(key, most).map(readLabel),
    worst: (key, window, most) => worst.all(key, window, most).map(readLabel),
  }
}

function remember(recent: Set<string>, id: string): void {
  recent.add(id)
  if (recent.size <= mostRecent) return
  for (const oldest of recent) {
    recent.delete(oldest)
    return
  }
}

function readLabel(row: Record<string, unknown>): StoredLabel {
  return {
    sequence: Number(row['sequence']),
    certificate: String(row['certificate']),
    window: Number(row['period']),
    call: String(row['call']),
    conversation: String(row['conversation']),
    arm: row['arm'] === 'control' ? 'control' : 'treated',
    setting: Number(row['setting']),
    harm: Number(row['harm']),
    probability: Number(row['probability']),
    weight: Number(row['weight']),
    source: String(row['source']) as LabelSource,
    at: Number(row['at']),
  }
}
