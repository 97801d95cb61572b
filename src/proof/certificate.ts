/**
 * The promise about one layer on one route: "worse than the full-price answer in at most `target` more cases than two
 * full-price answers differ, with confidence 1 − α", and the state machine that keeps or withdraws it.
 *
 *     learning ─▶ certified ─▶ (next setting of the dial) … ─▶ breached: one setting down, at the bottom off
 *         ▲ first label    any ─▶ stale: model, price, template or layer version changed; a new window, α_k smaller
 * @module
 */
import { BoundHistory } from './bound-history.ts'
import type { BreachDetector } from './bounds/breach.ts'
import { Climb } from './bounds/learn-then-test.ts'
import { ExcessBound } from './bounds/two-sample.ts'
import { UpperBound } from './bounds/upper.ts'
import { windowAlpha } from './bounds/windows.ts'
import type {
  CertificateEvent,
  CertificateOptions,
  CertificateSnapshot,
  CertificateState,
  CertificateView,
} from './certificate-types.ts'
import { Clusters, defaultClusters } from './clusters.ts'
import type { Label, LabelSource } from './labels/label.ts'
import { type AnyBound, boundOf, breachLimit, detectorOf, floorOf, promiseOf } from './promise.ts'

export class Certificate {
  readonly options: CertificateOptions
  state: CertificateState = 'learning'
  window = 1
  fingerprint: string
  since: number
  /** Replaced whenever the promise changes hands: what may be drawn follows from it. */
  id = ''
  private readonly notify: (event: CertificateEvent) => void
  private readonly clusters: Clusters
  private climb!: Climb<AnyBound>
  private breaches!: BreachDetector[]
  private floor!: UpperBound
  private floorUpper = 1
  /** Settings above it broke their promise in this window. */
  private ceiling = 0
  private sources: Partial<Record<LabelSource, number>> = {}
  private histories: BoundHistory[] = []
  private now: number

  /** `at`: when its first window began, ms. Throws RangeError for options that no bound takes. */
  constructor(options: CertificateOptions, at: number, notify: (event: CertificateEvent) => void) {
    this.options = options
    this.notify = notify
    this.fingerprint = options.fingerprint
    this.since = at
    this.now = at
    this.clusters = new Clusters(options.clusters ?? defaultClusters, this.onUnit)
    this.begin(1)
  }

  /** Index of the setting that clients may get; −1: none. */
  get live(): number {
    const proven = Math.min(this.climb.certified, this.ceiling)
    if (proven < 0 && this.isAccepted) return 0
    return proven
  }

  /** Index of the setting that needs labels; −1 where nothing is left to test in this window. */
  get testing(): number {
    if (this.ceiling < 0) return -1
    const next = this.climb.certified + 1
    return next <= this.ceiling ? next : -1
  }

  /** Whether clients get a setting that only the user's word stands for. */
  get onTrust(): boolean {
    return this.isAccepted && this.climb.certified < 0
  }

  /** Units that have counted for a setting in this window. */
  labelsOf(setting: number): number {
    return this.climb.at(setting).n
  }

  /** A label of this certificate. One of an earlier window, or of a setting that is not there, counts for nothing. */
  observe(label: Label): void {
    if (label.window !== this.window) return
    if (!(label.setting >= 0 && label.setting < this.options.settings.length)) return
    this.now = Math.max(this.now, label.at)
    if (this.state === 'stale') this.move('learning', 'The first label of the new window.')
    this.sources[label.source] = (this.sources[label.source] ?? 0) + 1
    this.clusters.add(label, label.harm, label.weight, this.now)
  }

  /** Closes conversations that have gone silent. Call it about once a minute. */
  tick(now: number): void {
    this.now = Math.max(this.now, now)
    this.clusters.tick(this.now)
  }

  /** Compares what the promise was learnt on; where it changed, the certificate is stale and a new window begins. */
  renew(fingerprint: string, at: number): boolean {
    if (fingerprint === this.fingerprint) return false
    this.now = Math.max(this.now, at)
    this.fingerprint = fingerprint
    this.restart('stale', 'The model, its price, the template or the layer changed.')
    return true
  }

  /** A new window on the user's word, for example after a breach was put right. */
  relearn(at: number, reason = 'Learning anew was asked for.'): void {
    this.now = Math.max(this.now, at)
    this.restart('learning', reason)
  }

  view(): CertificateView {
    const { key, target, alpha, settings, horizon, accepted, labels } = this.options
    const { live, testing } = this
    const detector = this.breaches[Math.max(live, 0)]!
    const described = this.climb.bounds.map((bound, k) => ({
      setting: settings[k]!,
      n: bound.n,
      bound: bound.upper(),
      mean: bound instanceof UpperBound ? bound.mean : bound.treated.mean,
    }))
    const proven = live >= 0 && !this.onTrust
    const shown = proven ? live : Math.max(testing, 0)
    const main = this.climb.at(shown)
    return {
      key,
      id: this.id,
      state: this.state,
      target,
      alpha,
      window: this.window,
      windowAlpha: windowAlpha(alpha, this.window),
      since: this.since,
      horizon: horizon ?? 10_000,
      accepted: accepted?.harm,
      setting: live < 0 ? undefined : settings[live],
      testing: testing < 0 ? undefined : settings[testing],
      settings: described,
      bound: main.upper(),
      n: main.n,
      floor:
        labels === 'absolute'
          ? undefined
          : { n: this.floor.n, mean: this.floor.mean, upper: this.floorUpper },
      sources: { ...this.sources },
      waiting: this.clusters.waiting,
      evidence: detector.evidence,
      history: this.histories[shown]!.points,
    }
  }

  snapshot(): CertificateSnapshot {
    const { fingerprint, window, state, since, ceiling } = this
    return {
      version: 1,
      promise: promiseOf(this.options),
      fingerprint,
      ...(this.options.accepted ? { accepted: this.options.accepted.harm } : {}),
      window,
      state,
      since,
      certified: this.climb.certified,
      ceiling,
      bounds: this.climb.bounds.map((bound) => bound.state()),
      breaches: this.breaches.map((breach) => breach.state()),
      floor: this.floor.state(),
      clusters: this.clusters.state(),
      sources: { ...this.sources },
      histories: this.histories.map((history) => history.points),
      now: this.now,
    }
  }

  /**
   * Takes up a snapshot. Where it made another promise (target, α, dial, kind of labels), or the fingerprint changed,
   * its window is closed and the next one begins.
   */
  restore(snapshot: CertificateSnapshot): void {
    const { fingerprint } = this
    this.begin(snapshot.window)
    this.state = snapshot.state
    if (snapshot.promise !== promiseOf(this.options))
      return this.restart('stale', 'The promise changed.')
    for (const [k, state] of snapshot.bounds.entries()) this.climb.at(k).restore(state as never)
    for (const [k, state] of snapshot.breaches.entries()) this.breaches[k]!.restore(state)
    this.floor.restore(snapshot.floor)
    this.floorUpper = this.floor.upper()
    this.clusters.restore(snapshot.clusters)
    this.climb.certified = snapshot.certified
    this.ceiling = snapshot.ceiling
    this.fingerprint = snapshot.fingerprint
    this.since = snapshot.since
    this.sources = { ...snapshot.sources }
    this.histories = snapshot.histories.map((points) => new BoundHistory(points))
    // The clock of the labels, not of the restart: labels after the snapshot are replayed at their own times.
    this.now = snapshot.now
    this.renew(fingerprint, this.now)
  }

  private get isAccepted(): boolean {
    return this.options.accepted !== undefined && this.ceiling >= 0
  }

  private begin(window: number): void {
    const { options } = this
    const { settings, key } = options
    this.window = window
    this.id = `${key}#${window}`
    this.climb = new Climb<AnyBound>(settings.map(() => boundOf(options, window)))
    this.breaches = settings.map(() => detectorOf(options, window))
    this.floor = floorOf(options, window)
    this.floorUpper = 1
    this.ceiling = settings.length - 1
    this.clusters.restore({ open: [], released: [] })
    this.sources = {}
    this.histories = settings.map(() => new BoundHistory())
  }

  private restart(state: CertificateState, reason: string): void {
    this.begin(this.window + 1)
    this.since = this.now
    this.move(state, reason)
  }

  private readonly onUnit = (
    arm: 'treated' | 'control',
    setting: number,
    x: number,
    weight: number,
  ): void => {
    if (arm === 'control') this.onControl(x, weight)
    else this.onTreated(setting, x, weight)
    this.advance()
  }

  private onControl(x: number, weight: number): void {
    for (const bound of this.climb.bounds)
      if (bound instanceof ExcessBound) bound.observeControl(x, weight)
    this.floor.observe(x, weight)
    this.floorUpper = this.floor.upper()
  }

  private onTreated(setting: number, x: number, weight: number): void {
    const bound = this.climb.at(setting)
    bound.observe(x, weight)
    this.histories[setting]!.add(bound.n, () => bound.upper())
    if (setting !== this.live) return
    const detector = this.breaches[setting]!
    detector.observe(x, weight, breachLimit(this.options, this.floorUpper, this.onTrust))
    if (detector.breached) this.breach(setting, detector)
  }

  private breach(setting: number, detector: BreachDetector): void {
    const rate = `${setting + 1} of ${this.options.settings.length}`
    this.ceiling = setting - 1
    const state = this.live < 0 ? 'breached' : 'certified'
    const evidence = detector.evidence.toPrecision(3)
    this.move(
      state,
      `Setting ${rate} no longer keeps ${this.options.target * 100} %: evidence ${evidence}.`,
    )
  }

  private advance(): void {
    if (this.ceiling < 0) return
    const before = this.climb.certified
    if (!this.climb.advance()) return
    for (let k = before + 1; k <= this.climb.certified; k++)
      this.breaches[k] = detectorOf(this.options, this.window)
    const { live } = this
    if (live <= before) return
    const bound = this.climb.at(live)
    const percent = (bound.upper() * 100).toPrecision(3)
    this.move('certified', `At most ${percent} % after ${bound.n} units.`)
  }

  private move(to: CertificateState, reason: string): void {
    const from = this.state
    this.state = to
    this.notify({
      key: this.options.key,
      id: this.id,
      from,
      to,
      setting: this.live,
      reason,
      at: this.now,
    })
  }
}
