/**
 * All certificates of a gateway, and the answer to "may this layer act on this call".
 *
 * One draw over the conversation decides on the holdout, one over the layer's unit on the shadow, one over the
 * conversation on what a shadow tests. Permits and plans are made when a certificate changes, never on the hot path.
 * @module
 */
import type { Call, LayerName } from '../call.ts'
import type { Permit } from '../layers/layer.ts'
import { type Arms, makeArms, off, type Plan, type Rates, safe } from './arms.ts'
import { Certificate } from './certificate.ts'
import type { CertificateEvent, CertificateOptions, CertificateView } from './certificate-types.ts'
import { type Draws, purpose, unitOf } from './draws.ts'
import type { Label, LabelSource } from './labels/label.ts'
import { whyNoShadow } from './shadowable.ts'
import type { ProofStore, StoredLabel } from './store.ts'

export interface RegistryOptions {
  readonly draws: Draws
  readonly rates: Rates
  /** False while the shadow budget is empty: nothing is drawn for a shadow then. */
  readonly budgetOpen: () => boolean
  /** Undefined: nothing outlives the process. */
  readonly store: ProofStore | undefined
  /** Log, page and webhook. Called after the new state is queued for the disk; must not throw. */
  readonly notify: (event: CertificateEvent) => void
  readonly now: () => number
}

export interface Protected extends CertificateOptions {
  readonly layer: LayerName
  readonly route: string
  /** Where this certificate is drawn at other rates than the rest; the holdout is one for all. */
  readonly rates?: Partial<Omit<Rates, 'holdout'>>
}

export interface Verdict {
  /** 0: as good as the full-price answer; 1: worse. */
  readonly harm: number
  readonly source: LabelSource
}

export interface Registry {
  /**
   * Puts a layer on a route under a certificate, and takes up its saved state and the labels after it. Replaces an
   * earlier one of the same key. With `segmentOf`, each segment needs its own certificate, with α divided.
   */
  protect(options: Protected): Certificate
  /** Which segment of the route a call is in; '' and unknown ones have no certificate unless there is one for ''. */
  segments(layer: LayerName, route: string, segmentOf: (call: Call) => string): void
  /** Under 1 µs. In `observe` and `safe` no certificate is needed, and only the holdout is drawn. */
  may(layer: LayerName, call: Call): Permit
  /** The same for a layer that needs no certificate in any mode: live, unless the call is a holdout. */
  maySafely(call: Call): Permit
  /** Whether no layer may touch this conversation. */
  isHoldout(call: Pick<Call, 'conversation'>): boolean
  /** What this call was drawn for; undefined: nothing is to run twice. Asks the same draws as `may`. */
  plan(layer: LayerName, call: Call): Plan | undefined
  /** A verdict on a drawn call. False: it had one already. `committed` runs once it is on disk. */
  record(
    plan: Plan,
    call: Pick<Call, 'id' | 'conversation'>,
    verdict: Verdict,
    committed?: () => void,
  ): boolean
  /** For reading; what changes it goes through the registry. */
  certificate(key: string): Certificate | undefined
  views(): readonly CertificateView[]
  /** Compares what a promise was learnt on (`fingerprint.ts`); true: it changed, and the certificate is stale. */
  renew(key: string, fingerprint: string): boolean
  /** Learns anew, for example after a breach was put right. False: there is no such certificate. */
  relearn(key: string, reason?: string): boolean
  /** Closes conversations that have gone silent; about once a minute, and before a stop. */
  tick(): void
  /** Queues all states for the disk. */
  save(): void
}

interface Entry {
  readonly certificate: Certificate
  readonly unit: 'call' | 'conversation'
  readonly key: string
  readonly rates: Rates
  readonly shadowDraw: ReturnType<typeof purpose>
  readonly armDraw: ReturnType<typeof purpose>
  arms: Arms
  /** Sequence of the last label observed, and labels since the last snapshot. */
  sequence: number
  unsaved: number
  /** Changes of state that are not saved and told yet: a snapshot in the middle of a label would lose it. */
  readonly events: CertificateEvent[]
}

interface Place {
  readonly entries: Map<string, Entry>
  segmentOf: ((call: Call) => string) | undefined
}

/** Labels between two snapshots: at most this many are replayed at a start, 20 ms. */
const saveEvery = 256
const holdoutDraw = purpose('holdout')

/** `rates.holdout` + the highest shadow rate must stay below 1. Throws RangeError otherwise. */
export function createRegistry(options: RegistryOptions): Registry {
  const { draws, rates, store } = options
  const highest = Math.max(rates.shadow, rates.young)
  if (!(rates.holdout >= 0 && highest >= 0 && highest <= 1 && rates.holdout < 1)) {
    throw new RangeError(`Rates of ${rates.holdout} and ${highest}, expected shares`)
  }
  const places = new Map<LayerName, Map<string, Place>>()
  const entries = new Map<string, Entry>()
  const safeArms = safe(rates)

  const place = (layer: LayerName, route: string): Place => {
    const routes = places.get(layer) ?? new Map<string, Place>()
    places.set(layer, routes)
    const found = routes.get(route) ?? { entries: new Map(), segmentOf: undefined }
    routes.set(route, found)
    return found
  }

  const save = (entry: Entry) => {
    entry.unsaved = 0
    const { key, sequence } = entry
    store?.saveState({ key, sequence, snapshot: entry.certificate.snapshot() })
    store?.prune(key, entry.certificate.window, sequence)
  }

  const isHeld = (conversation: string): boolean =>
    draws.uniform(conversation, holdoutDraw) < rates.holdout

  const observe = (entry: Entry, label: StoredLabel) => {
    entry.sequence = label.sequence
    entry.certificate.observe(label)
    entry.unsaved++
    settle(entry)
  }

  /** After everything that may have changed a certificate: save, open the new arms, then tell. */
  const settle = (entry: Entry) => {
    if (entry.events.length > 0 || entry.unsaved >= saveEvery) save(entry)
    if (!entry.arms.isFor(entry.certificate)) entry.arms = makeArms(entry.certificate, entry.rates)
    for (const event of entry.events.splice(0)) options.notify(event)
  }

  const find = (layer: LayerName, call: Call): Entry | undefined => {
    const found = places.get(layer)?.get(call.route.name)
    return found?.entries.get(found.segmentOf ? found.segmentOf(call) : '')
  }

  const isShadow = (entry: Entry, call: Call): boolean => {
    const within = entry.unit === 'call' ? call.id : undefined
    return draws.uniform(call.conversation, entry.shadowDraw, within) < entry.arms.shadowRate
  }

  const eligible = (call: Call): boolean =>
    options.budgetOpen() && whyNoShadow(call.view, call.client, call.headers) === undefined

  const drawn = (entry: Entry, call: Call) =>
    entry.arms.drawn(draws.uniform(call.conversation, entry.armDraw))

  return {
    protect(wanted) {
      const { layer, route, key } = wanted
      const own = { ...rates, ...wanted.rates }
      const segment = key.slice(`${layer}/${route}`.length).replace(/^\//, '')
      const state = store?.load(key)
      const events: CertificateEvent[] = []
      const certificate = new Certificate(wanted, options.now(), (event) => events.push(event))
      const entry: Entry = {
        certificate,
        key,
        unit: unitOf(layer),
        shadowDraw: purpose('shadow', layer, key),
        armDraw: purpose('arm', key),
        rates: own,
        arms: makeArms(certificate, own),
        sequence: state?.state?.sequence ?? 0,
        unsaved: 0,
        events,
      }
      if (state?.state) certificate.restore(state.state.snapshot)
      else save(entry)
      for (const label of state?.labels ?? []) observe(entry, label)
      settle(entry)
      entries.set(key, entry)
      place(layer, route).entries.set(segment, entry)
      return certificate
    },

    segments(layer, route, segmentOf) {
      place(layer, route).segmentOf = segmentOf
    },

    may(layer, call) {
      if (isHeld(call.conversation)) return safeArms.holdout
      if (call.mode === 'safe' || call.mode === 'observe') return safeArms.live
      const entry = find(layer, call)
      if (!entry) return off
      if (!isShadow(entry, call)) return entry.arms.live
      if (eligible(call)) return drawn(entry, call).permit
      // A conversation that was drawn stays in its arm; a call that cannot have a shadow is like any other.
      return entry.unit === 'conversation' ? off : entry.arms.live
    },

    maySafely: (call) => (isHeld(call.conversation) ? safeArms.holdout : safeArms.live),
    isHoldout: (call) => isHeld(call.conversation),

    plan(layer, call) {
      if (call.mode === 'safe' || call.mode === 'observe') return undefined
      const entry = find(layer, call)
      if (!entry || !isShadow(entry, call)) return undefined
      if (isHeld(call.conversation)) return undefined
      return eligible(call) ? drawn(entry, call).plan : undefined
    },

    record(plan, call, verdict, committed) {
      const entry = entries.get(plan.certificate)
      if (!entry || !(verdict.harm >= 0 && verdict.harm <= 1)) return false
      const { certificate, window, arm, setting, probability, weight } = plan
      const label: Label = {
        certificate,
        window,
        call: call.id,
        conversation: call.conversation,
        arm,
        setting,
        harm: verdict.harm,
        probability,
        weight,
        source: verdict.source,
        at: options.now(),
      }
      const stored = store
        ? store.append(label, committed)
        : { ...label, sequence: entry.sequence + 1 }
      if (!stored) return false
      observe(entry, stored)
      if (!store) committed?.()
      return true
    },

    certificate: (key) => entries.get(key)?.certificate,
    views: () => [...entries.values()].map((entry) => entry.certificate.view()),
    renew(key, fingerprint) {
      const entry = entries.get(key)
      if (!entry?.certificate.renew(fingerprint, options.now())) return false
      settle(entry)
      return true
    },
    relearn(key, reason) {
      const entry = entries.get(key)
      if (!entry) return false
      entry.certificate.relearn(options.now(), reason)
      settle(entry)
      return true
    },
    tick() {
      for (const entry of entries.values()) {
        entry.certificate.tick(options.now())
        settle(entry)
      }
    },
    save() {
      for (const entry of entries.values()) save(entry)
    },
  }
}
