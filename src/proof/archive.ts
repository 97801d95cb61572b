/**
 * What the page shows beside labels and states: changes of certificates, the answers behind harmful labels, and single
 * values that outlive the process.
 * @module
 */
import type { DatabaseSync } from 'node:sqlite'
import type { CertificateEvent } from './certificate-types.ts'
import type { ProofText } from './report.ts'
import type { Writer } from './store.ts'

export interface Archive {
  addEvent(event: CertificateEvent): void
  /** Newest first; of one certificate where a key is given. */
  events(most: number, key?: string): readonly CertificateEvent[]
  /** Keeps two answers that differ. Only where the route stores text. */
  keepText(certificate: string, call: string, text: ProofText): void
  textOf(certificate: string, call: string): ProofText | undefined
  keepValue(name: ValueName, value: string): void
  value(name: ValueName): string | undefined
}

export type ValueName = 'budget' | 'savings' | 'rates' | 'segments' | 'prices'

const mostEvents = 1000
/** Pairs of answers that are kept of one certificate. */
const mostTexts = 100
/** Characters of each text that are kept. */
const longestText = 20_000

const tables = `
  CREATE TABLE IF NOT EXISTS proof_events (
    sequence INTEGER PRIMARY KEY, key TEXT NOT NULL, event TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS proof_events_order ON proof_events (key, sequence);
  CREATE TABLE IF NOT EXISTS proof_texts (
    sequence INTEGER PRIMARY KEY, certificate TEXT NOT NULL, call TEXT NOT NULL, text TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS proof_texts_of ON proof_texts (certificate, call);
  CREATE TABLE IF NOT EXISTS proof_values (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
`

/** Opens the tables, made where they are missing. */
export function openArchive(writer: Writer): Archive {
  const { database } = writer
  database.exec(tables)
  const addEvent = database.prepare(`INSERT INTO proof_events (key, event) VALUES (?, ?)`)
  const trimEvents = database.prepare(
    `DELETE FROM proof_events WHERE sequence <= (SELECT max(sequence) FROM proof_events) - ${mostEvents}`,
  )
  const addText = database.prepare(
    `INSERT INTO proof_texts (certificate, call, text) VALUES (?, ?, ?)`,
  )
  const trimTexts = database.prepare(
    `DELETE FROM proof_texts WHERE certificate = :certificate AND sequence <= (
       SELECT sequence FROM proof_texts WHERE certificate = :certificate
       ORDER BY sequence DESC LIMIT 1 OFFSET ${mostTexts})`,
  )
  const keep = database.prepare(
    `INSERT INTO proof_values VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
  )
  return {
    ...readArchive(database),
    addEvent(event) {
      const text = JSON.stringify(event)
      writer.write(() => {
        addEvent.run(event.key, text)
        trimEvents.run()
      })
    },
    keepText(certificate, call, { question, safe, candidate }) {
      const [asked, first, second] = [question, safe, candidate].map((text) =>
        text.length > longestText ? `${text.slice(0, longestText)}…` : text,
      )
      const text = JSON.stringify({ question: asked, safe: first, candidate: second })
      writer.write(() => {
        addText.run(certificate, call, text)
        trimTexts.run({ certificate })
      })
    },
    keepValue(name, value) {
      writer.write(() => void keep.run(name, value))
    },
  }
}

/** The same for a command that does not own the file. Its tables must be there. */
export function readArchive(database: DatabaseSync): Pick<Archive, 'events' | 'textOf' | 'value'> {
  const newest = database.prepare(`SELECT event FROM proof_events ORDER BY sequence DESC LIMIT ?`)
  const newestOf = database.prepare(
    `SELECT event FROM proof_events WHERE key = ? ORDER BY sequence DESC LIMIT ?`,
  )
  const text = database.prepare(
    `SELECT text FROM proof_texts WHERE certificate = ? AND call = ? ORDER BY sequence DESC LIMIT 1`,
  )
  const value = database.prepare(`SELECT value FROM proof_values WHERE name = ?`)
  return {
    events: (most, key) =>
      (key === undefined ? newest.all(most) : newestOf.all(key, most)).map(
        (row) => JSON.parse(String(row['event'])) as CertificateEvent,
      ),
    textOf(certificate, call) {
      const row = text.get(certificate, call)
      return row && (JSON.parse(String(row['text'])) as ProofText)
    },
    value(name) {
      const row = value.get(name)
      return row && String(row['value'])
    },
  }
}
