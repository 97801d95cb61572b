/**
 * Proof in a running gateway: the registry of certificates, the shadow budget and the measured savings, over all
 * configurations that one process has. It lives as long as the ledger.
 * @module
 */
import type { Call } from '../../call.ts'
import type { Configuration } from '../../config/schema.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import { createTrials } from '../../pipeline/shadow.ts'
import { formatExact } from '../../pricing/money.ts'
import { openArchive } from '../../proof/archive.ts'
import type { CertificateEvent } from '../../proof/certificate-types.ts'
import { createDraws } from '../../proof/draws.ts'
import {
  makeDetail,
  makeReport,
  type ReportParts,
  type ShadowRates,
} from '../../proof/make-report.ts'
import { createRegistry, type Registry } from '../../proof/registry.ts'
import type { ProofDetail, ProofRates, ProofReport } from '../../proof/report.ts'
import { createShadowBudget, createShadowTurns } from '../../proof/shadow-budget.ts'
import { openProofStore } from '../../proof/store.ts'
import type { Log } from '../log.ts'
import { certified, certificatesOf, judgeSettings, type Wanted } from './certificates.ts'
import { createCompare, tellLayer } from './compare-aside.ts'
import { expectedCost } from './expected-cost.ts'
import type { Engaged, Engagement } from './engagement.ts'
import { createFlex } from './flex.ts'
import { createJudges } from './judges.ts'
import { createMeasured } from './measured.ts'
import { createNotify } from './notify.ts'
import { createPriceWatch, type PriceState, type PriceWatch } from './price-watch.ts'
import { createSegments, cut, type Segments, type SegmentState } from './segments.ts'
import { keepExample } from './words-of.ts'

export type { Engaged, Engagement } from './engagement.ts'

export interface DeskParts {
  readonly ledger: Ledger
  readonly secret: Uint8Array
  readonly log: Log
}

export interface Desk {
  /** Takes up a configuration: certificates whose promise or basis changed begin a new window. */
  engage(configuration: Configuration, parts: Engaged): Engagement
  report(): ProofReport
  detail(key: string): ProofDetail | undefined
  /** Hears of each change of a certificate; answers how to stop. */
  onEvent(listener: (event: CertificateEvent) => void): () => void
  readonly registry: Registry
  readonly wanted: readonly Wanted[]
  /** Closes conversations that have gone silent; it does so by itself once a minute. */
  tick(): void
  /** Queues everything for the disk. The ledger is closed after it. */
  close(): void
}

const tickMs = 60_000
/** Labels of a setting up to which a certificate is young. */
const youngLabels = 200

/** Opens the desk over a ledger. */
export function createDesk({ ledger, secret, log }: DeskParts): Desk {
  const store = openProofStore(ledger)
  const archive = openArchive(ledger)
  const draws = createDraws(Buffer.from(secret).toString('hex'))
  const turns = createShadowTurns()
  const notify = createNotify({ log, archive })
  const listeners = new Set<(event: CertificateEvent) => void>()
  let registry!: Registry
  let wanted: readonly Wanted[] = []
  let rates!: ProofRates
  let ratesOf: Readonly<Record<string, ShadowRates>> = {}
  let confidence = 0.95
  /** By route. */
  let watch: PriceWatch | undefined
  let segments: ReadonlyMap<string, Segments> = new Map()
  let measured: ReturnType<typeof createMeasured> | undefined
  let budget = createShadowBudget({ share: 0 })
  const kept = archive.value('budget')
  let balance = kept === undefined ? undefined : BigInt(kept)

  function heard(event: CertificateEvent): void {
    notify.event(event)
    for (const listener of listeners) listener(event)
    const [layer, route, segment] = event.key.split('/')
    // What users say withdraws what shadows promised: the layer learns again, in a window with less α.
    if (segment === 'feedback' && event.to === 'breached') {
      queueMicrotask(() => {
        for (const { key, kind, ...one } of wanted) {
          if (kind !== 'shadow' || one.layer !== layer || one.route !== route) continue
          registry.relearn(key, 'Users found the answers worse than those of holdouts.')
        }
        registry.relearn(event.key, 'The layer learns anew, and so does what users say of it.')
      })
    }
  }

  function save(): void {
    balance = budget.balance
    archive.keepValue('budget', String(balance))
    keepSegments()
    if (watch) archive.keepValue('prices', JSON.stringify(watch.state()))
    if (measured) archive.keepValue('savings', measured.state())
    registry.save()
  }

  function keepSegments(): void {
    const states = [...segments].map(([route, its]) => [route, its.state()])
    archive.keepValue('segments', JSON.stringify(Object.fromEntries(states)))
  }

  function protect(added: readonly Wanted[]): void {
    for (const certificate of added) registry.protect(certificate)
    wanted = [...wanted, ...added]
    ratesOf = Object.fromEntries(wanted.map(({ key, rates: its }) => [key, { ...rates, ...its }]))
    archive.keepValue('rates', JSON.stringify({ rates, ratesOf, confidence }))
  }

  /** Takes up what the route's segments are, and those that have certificates already. */
  function divide(configuration: Configuration): void {
    const kept = JSON.parse(archive.value('segments') ?? '{}') as Record<string, SegmentState>
    segments = new Map(
      configuration.routes.flatMap(({ name, proof }) => {
        if (proof?.segments === undefined) return []
        const own = Object.hasOwn(kept, name) ? kept[name] : undefined
        return [[name, createSegments(proof.segments, proof.segmentMinimum, own)] as const]
      }),
    )
    const whole = wanted.filter(({ kind, route }) => kind === 'shadow' && segments.has(route))
    for (const { layer, route } of whole) registry.segments(layer, route, segments.get(route)!.of)
    protect(whole.flatMap((one) => segments.get(one.route)!.open.map((name) => cut(one, name))))
  }

  /** A segment has traffic enough. What the rest has learned is of a traffic that it has no more. */
  function open(route: string, segment: string): void {
    const whole = wanted.filter(
      (one) => one.kind === 'shadow' && one.key === `${one.layer}/${route}`,
    )
    protect(whole.map((one) => cut(one, segment)))
    for (const { key } of whole) {
      const { sources } = registry.certificate(key)!.view()
      if (Object.keys(sources).length === 0) continue
      registry.relearn(key, `${segment} has a certificate of its own from now on.`)
    }
    keepSegments()
  }

  function engage(configuration: Configuration, parts: Engaged): Engagement {
    const { proof } = configuration
    const { layers, estimator, prices } = parts
    if (registry !== undefined) {
      measured?.flush()
      save()
      // The registry that follows reads what this one has learned.
      ledger.flush()
    }
    budget = createShadowBudget({ share: proof.budgetShare })
    if (balance !== undefined) budget.restore(balance)
    const own = budget
    const { holdout, shadow, young } = proof
    const verifier = proof.verifier !== undefined
    rates = { holdout, shadow, young, judge: proof.judge ?? null, verifier }
    confidence = proof.confidence
    notify.configure(proof.webhook)
    const next = createRegistry({
      draws,
      rates: { holdout, shadow, young: Math.max(shadow, young), youngLabels, control: 0 },
      budgetOpen: () => own.open,
      store,
      notify: heard,
      now: Date.now,
    })
    registry = next
    wanted = []
    const names = [...configuration.routes.map(({ name }) => name), 'default']
    const kept = JSON.parse(archive.value('prices') ?? '{}') as PriceState
    watch = createPriceWatch(prices, names, kept)
    archive.keepValue('prices', JSON.stringify(watch.state()))
    protect(certificatesOf(configuration, layers, prices, watch.of))
    divide(configuration)
    measured = createMeasured({
      holdout,
      confidence,
      idleMs: proof.idleMs,
      kept: archive.value('savings'),
      quote: estimator.price,
      isHoldout: (call) => next.isHoldout(call),
    })
    const judges = new Map<string, ReturnType<typeof createJudges>>()
    const judgesOf = (call: Call) => {
      const route = call.route.name
      const found = judges.get(route) ?? createJudges(judgeSettings(configuration, route), parts)
      judges.set(route, found)
      return found(call)
    }
    const underProof = certified(layers)
    const tiers = new Map(configuration.routes.map((route) => [route.name, route.proof?.tiers]))
    const cheaper = createFlex({
      provider: (id) => parts.providers.get(id),
      prices,
      tiersOf: (route) => tiers.get(route) ?? proof.tiers,
    })
    return {
      // Labels of calls that began under an older configuration count for the registry that holds now.
      may: (layer, call) => next.may(layer, call),
      permit: (_, call) => next.maySafely(call),
      compare: createCompare(judgesOf, own),
      trial: createTrials({
        registry: {
          plan: (layer, call) => next.plan(layer, call),
          record: (...label) => registry.record(...label),
        },
        budget: own,
        layers: underProof,
        turns,
        judgesOf,
        expected: (call) =>
          expectedCost(call, judgeSettings(configuration, call.route.name).judge, {
            ...parts,
            cheaper,
          }),
        cheaper,
        labelled(call, plan, labelled) {
          tellLayer(layers, call, plan, labelled)
          keepExample(archive, call, plan, labelled)
        },
      }),
      closed(call, closing) {
        if (closing.baseline !== undefined) budget.earn(closing.baseline)
        if (layers.length > 0) measured?.closed(call, closing)
        if (call.mode === 'balanced' || call.mode === 'max') watch?.saw(call)
        const segment = segments.get(call.route.name)?.count(call)
        if (segment !== undefined) open(call.route.name, segment)
      },
    }
  }

  function tick(): void {
    registry.tick()
    measured?.tick(Date.now())
    save()
  }

  const reportParts = (): ReportParts => {
    const at = Date.now()
    measured?.tick(at)
    return {
      at,
      certificates: wanted.map(({ key }) => registry.certificate(key)!),
      rates,
      ratesOf,
      budget,
      savings: measured!.measured(),
      confidence,
      archive,
      store,
      dollars: formatExact,
    }
  }
  const timer = setInterval(tick, tickMs).unref()

  return {
    engage,
    report: () => makeReport(reportParts()),
    detail: (key) => makeDetail(key, reportParts()),
    onEvent(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    get registry() {
      return registry
    },
    get wanted() {
      return wanted
    },
    tick,
    close() {
      clearInterval(timer)
      notify.close()
      measured?.flush()
      registry.tick()
      save()
    },
  }
}
