/**
 * `farthing proof`: certificates, measured savings, and the samples behind a certificate.
 * @module
 */
import type { DatabaseSync } from 'node:sqlite'
import { formatExact } from '../../pricing/money.ts'
import { readArchive } from '../../proof/archive.ts'
import { makeDetail, makeReport, type ReportParts } from '../../proof/make-report.ts'
import { hasProof, readCertificates } from '../../proof/read-certificates.ts'
import type { ProofCertificate, ProofDetail, ProofRates, ProofReport } from '../../proof/report.ts'
import { createSavings, type SavingsState } from '../../proof/savings.ts'
import { readLabels } from '../../proof/store.ts'
import { CommandFailure } from '../exit.ts'
import type { Common } from '../options.ts'
import { readLedger } from '../read-ledger.ts'
import { textTable, type Column } from '../table.ts'
import type { Terminal } from '../terminal.ts'

const noRates: ProofRates = { holdout: 0, shadow: 0, young: 0, judge: null, verifier: false }

/** @param key - of one certificate, `layer/route`; absent: all */
export async function proof(
  key: string | undefined,
  options: Common,
  terminal: Terminal,
): Promise<void> {
  const database = await readLedger(options)
  try {
    const parts = hasProof(database) ? readParts(database) : undefined
    if (key !== undefined) return showOne(key, parts, options, terminal)
    if (!parts) return nothing(options, terminal)
    const report = makeReport(parts)
    if (options.json) return terminal.json(report)
    showAll(report, terminal)
  } finally {
    database.close()
  }
}

function readParts(database: DatabaseSync): ReportParts {
  const archive = readArchive(database)
  const kept = archive.value('rates')
  const { rates, ratesOf, confidence } =
    kept === undefined
      ? { rates: noRates, ratesOf: {}, confidence: 0.95 }
      : (JSON.parse(kept) as Pick<ReportParts, 'rates' | 'ratesOf' | 'confidence'>)
  const savings = createSavings(1 - confidence)
  const saved = archive.value('savings')
  if (saved !== undefined) savings.restore(JSON.parse(saved) as SavingsState)
  const balance = BigInt(archive.value('budget') ?? 0)
  return {
    at: Date.now(),
    certificates: readCertificates(database),
    rates,
    ratesOf,
    budget: { balance, open: balance > 0n },
    savings: savings.measured(),
    confidence,
    archive,
    store: readLabels(database),
    dollars: formatExact,
  }
}

function nothing(options: Common, terminal: Terminal): void {
  if (options.json) return terminal.json({ certificates: [], events: [] })
  terminal.line('There are no certificates yet.')
  terminal.line('They begin where a route runs in `balanced` or `max`: see docs/proof.md.')
}

function showAll(report: ProofReport, terminal: Terminal): void {
  const shown = report.certificates.filter(({ kind, units }) => kind === 'shadow' || units > 0)
  if (shown.length === 0) terminal.line('No layer needs a certificate in the modes that are set.')
  for (const [at, line] of textTable(columns, shown).entries())
    if (shown.length > 0) terminal.line(at === 0 ? terminal.style('bold', line) : line)
  terminal.line('')
  const { savings } = report
  if (savings.measured === null) {
    terminal.line(
      `Measured savings: ${savings.holdouts} holdouts of the ${savings.needed} that it takes.`,
    )
    return
  }
  const { measured, gap } = savings
  const percent = Number((savings.confidence * 100).toPrecision(4))
  terminal.line(
    `Measured savings a conversation: $${measured.mean} ($${measured.low} to $${measured.high}, ${percent} % confidence, ${savings.holdouts} holdouts of ${savings.units}).`,
  )
  if (gap) {
    terminal.line(
      `The ledger claims $${savings.claimed}: $${gap.mean} more than measured ($${gap.low} to $${gap.high}).`,
    )
  }
}

const columns: readonly Column<ProofCertificate>[] = [
  {
    title: 'certificate',
    value: ({ id, accepted }) => (accepted === null ? id : `${id} on trust`),
  },
  { title: 'state', value: ({ state }) => state },
  {
    title: 'clients',
    value: ({ acting, kind }) => (kind === 'feedback' ? '-' : acting ? 'yes' : 'no'),
  },
  { title: 'harm at most', right: true, value: ({ bound }) => percentOf(bound) },
  { title: 'target', right: true, value: ({ target }) => percentOf(target) },
  { title: 'units', right: true, value: ({ units }) => String(units) },
  { title: 'A/A', right: true, value: ({ floor }) => (floor ? percentOf(floor.mean) : '-') },
  { title: 'still to come', value: ({ needed }) => needed?.words ?? '' },
]

function showOne(
  key: string,
  parts: ReportParts | undefined,
  options: Common,
  terminal: Terminal,
): void {
  const detail = parts && makeDetail(key, parts)
  if (!detail) {
    const known = parts?.certificates.map(({ options: { key: own } }) => own).join(', ') ?? ''
    throw new CommandFailure(`there is no certificate ${key}. There are: ${known || 'none yet'}`)
  }
  if (options.json) return terminal.json(detail)
  for (const line of describe(detail)) terminal.line(line)
}

function describe({ certificate, samples, worst, events }: ProofDetail): readonly string[] {
  const { id, state, bound, target, alpha, units, mean, floor, needed, settings } = certificate
  const percent = Number(((1 - alpha) * 100).toPrecision(4))
  const sources = Object.entries(certificate.sources).map(([source, count]) => `${count} ${source}`)
  const dial =
    settings.length > 1
      ? settings.map(({ value, units: n, live, testing, bound: own }) => {
          const mark = live ? ', live' : testing ? ', under test' : ''
          return `  setting ${value}: at most ${percentOf(own)} after ${n} units${mark}`
        })
      : []
  return [
    `${id}: ${state}${certificate.accepted === null ? '' : `, on trust (${percentOf(certificate.accepted)} stated)`}`,
    `Worse than the full-price answer in at most ${percentOf(bound)} more cases (target ${percentOf(target)}, ${percent} % confidence at any moment).`,
    `${units} units, mean ${percentOf(mean)}${floor ? `; A/A pairs: ${floor.units}, ${percentOf(floor.mean)} differ` : ''}. Labels: ${sources.join(', ') || 'none'}.`,
    ...(needed ? [`Still to come: ${needed.words}.`] : []),
    ...dial,
    ...events
      .slice(0, 10)
      .map(
        ({ at, from, to, reason }) => `  ${new Date(at).toISOString()} ${from} → ${to}: ${reason}`,
      ),
    ...(worst.length > 0 ? ['Worst:'] : []),
    ...worst.slice(0, 10).map(({ call, harm, source }) => `  ${call}  harm ${harm}  ${source}`),
    `${samples.length} newest samples with --json.`,
  ]
}

function percentOf(share: number): string {
  return `${Number((share * 100).toPrecision(3))} %`
}
