/**
 * From certificates to what is shown of them.
 * @module
 */
import type { Money } from '../call.ts'
import type { Archive } from './archive.ts'
import type { Certificate } from './certificate.ts'
import type { CertificateEvent } from './certificate-types.ts'
import { callsNeeded, labelsNeeded, pairsNeeded } from './needed.ts'
import type {
  ProofCertificate,
  ProofDetail,
  ProofEvent,
  ProofInterval,
  ProofNeeded,
  ProofRates,
  ProofReport,
  ProofSample,
  ProofSavings,
} from './report.ts'
import { fewestHoldouts, type Interval, type MeasuredSavings } from './savings.ts'
import type { ProofStore, StoredLabel } from './store.ts'

export type ShadowRates = Pick<ProofRates, 'shadow' | 'young'>

export interface ReportParts {
  readonly at: number
  readonly certificates: readonly Certificate[]
  readonly rates: ProofRates
  /** By key, where a route has its own. */
  readonly ratesOf: Readonly<Record<string, ShadowRates>>
  readonly budget: { readonly balance: Money; readonly open: boolean }
  readonly savings: MeasuredSavings
  readonly confidence: number
  readonly archive: Pick<Archive, 'events' | 'textOf'>
  readonly store: Pick<ProofStore, 'samples' | 'worst'>
  /** Exact dollars as text. */
  readonly dollars: (amount: Money) => string
}

const mostEvents = 100
const mostSamples = 100
const mostWorst = 20

export function makeReport(parts: ReportParts): ProofReport {
  const { at, certificates, rates, budget, dollars } = parts
  return {
    at,
    rates,
    budget: { balance: dollars(budget.balance), open: budget.open },
    certificates: certificates.map((certificate) => describe(certificate, parts)),
    savings: describeSavings(parts),
    events: parts.archive
      .events(mostEvents)
      .map((event) => describeEvent(event, settingsOf(certificates, event.key))),
  }
}

/** One certificate with the samples behind it; undefined: there is none of this key. */
export function makeDetail(key: string, parts: ReportParts): ProofDetail | undefined {
  const certificate = parts.certificates.find((one) => one.options.key === key)
  if (!certificate) return undefined
  const { settings } = certificate.options
  const sample = (label: StoredLabel): ProofSample => ({
    call: label.call,
    conversation: label.conversation,
    arm: label.arm,
    setting: settings[label.setting] ?? label.setting,
    harm: label.harm,
    source: label.source,
    probability: label.probability,
    at: label.at,
    text: parts.archive.textOf(key, label.call) ?? null,
  })
  return {
    certificate: describe(certificate, parts),
    samples: parts.store.samples(key, mostSamples).map(sample),
    worst: parts.store.worst(key, certificate.window, mostWorst).map(sample),
    events: parts.archive.events(mostEvents, key).map((event) => describeEvent(event, settings)),
  }
}

function describe(certificate: Certificate, parts: ReportParts): ProofCertificate {
  const view = certificate.view()
  const { key, labels, settings } = certificate.options
  const [layer = '', route = '', ...rest] = key.split('/')
  const part = rest.join('/')
  const kind = part === 'feedback' ? 'feedback' : 'shadow'
  const tested = view.settings.find(({ n, bound }) => n === view.n && bound === view.bound)
  const halved = labels === 'absolute' ? 1 : 2
  return {
    key,
    layer,
    route,
    segment: part === '' || kind === 'feedback' ? null : part,
    kind,
    id: view.id,
    state: view.state,
    acting: view.setting !== undefined && kind === 'shadow',
    accepted: kind === 'feedback' ? null : (view.accepted ?? null),
    target: view.target,
    alpha: view.alpha,
    bound: view.bound,
    units: view.n,
    mean: tested?.mean ?? 0,
    waiting: view.waiting,
    floor: view.floor ? { units: view.floor.n, ...withoutN(view.floor) } : null,
    labels,
    sources: view.sources,
    window: view.window,
    since: view.since,
    horizon: view.horizon,
    evidence: Math.min(1, (view.evidence * view.windowAlpha) / halved / settings.length),
    settings: view.settings.map(({ setting, n, bound, mean }) => ({
      value: setting,
      units: n,
      bound,
      mean,
      live: setting === view.setting,
      testing: setting === view.testing,
    })),
    history: view.history,
    needed: kind === 'shadow' ? neededOf(certificate, parts.ratesOf[key] ?? parts.rates) : null,
  }
}

/** From what is measured so far: the mean over A/A, were it the truth. */
function neededOf(certificate: Certificate, rates: ShadowRates): ProofNeeded | null {
  const { testing, options } = certificate
  if (testing < 0) return null
  const view = certificate.view()
  const { n, mean } = view.settings[testing]!
  const control = options.labels === 'judged' ? 0.5 : options.labels === 'excess' ? 0.25 : 0
  const noise = noiseOf(view.floor)
  const harm = Math.max(0, mean - (view.floor?.mean ?? 0))
  // A judge that errs either way hides a part of the harm, so the bound on what it sees must be that much lower.
  const target = options.labels === 'judged' ? options.target * (1 - 2 * noise) : options.target
  const all =
    control === 0
      ? labelsNeeded(harm, target, view.windowAlpha)
      : pairsNeeded(harm, noise, target, view.windowAlpha, control)
  if (!Number.isFinite(all)) return null
  const labels = Math.max(1, all - n)
  const share = 1 - control
  const young = certificate.live < 0 && n < 200
  const rate = (young ? Math.max(rates.young, rates.shadow) : rates.shadow) * share
  const calls = callsNeeded(labels, rate)
  if (!Number.isFinite(calls)) return null
  const percent = Number((rate * 100).toPrecision(3))
  const words = `${grouped(labels)} labels = ${grouped(calls)} calls at ${percent} %`
  return { labels, calls, rate, words }
}

/** Rate of A/A pairs found unequal; with fewer than 20 of them what judges usually have, about one in ten. */
function noiseOf(floor: { readonly n: number; readonly mean: number } | undefined): number {
  if (!floor) return 0
  return Math.min(0.45, floor.n < 20 ? Math.max(floor.mean, 0.1) : floor.mean)
}

function describeSavings({ savings, confidence, dollars }: ReportParts): ProofSavings {
  const interval = (of: Interval | undefined): ProofInterval | null =>
    of ? { mean: dollars(of.mean), low: dollars(of.low), high: dollars(of.high) } : null
  return {
    units: savings.units,
    holdouts: savings.holdouts,
    needed: fewestHoldouts,
    measured: interval(savings.perUnit),
    claimed: dollars(savings.claimedPerUnit),
    gap: interval(savings.gap),
    confidence,
  }
}

function describeEvent(event: CertificateEvent, settings: readonly number[]): ProofEvent {
  const { key, id, from, to, reason, at } = event
  return { key, id, from, to, setting: settings[event.setting] ?? null, reason, at }
}

function settingsOf(certificates: readonly Certificate[], key: string): readonly number[] {
  return certificates.find(({ options }) => options.key === key)?.options.settings ?? []
}

function withoutN({ mean, upper }: { readonly mean: number; readonly upper: number }) {
  return { mean, upper }
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}
