/**
 * Which share of δ may be planned with: it starts low, because the prior was made elsewhere, and rises as labels
 * certify it.
 *
 * The shares are tested in a fixed order, the most careful first (Angelopoulos et al., "Learn then Test",
 * arXiv 2110.01052). A share certifies by a betting process valid at any time, against "of the calls that it would
 * serve, at least δ / (their share of all calls) are wrong". Labels come from shadowed hits, drawn with a probability
 * π, and from calls that a bolder share would serve and today's does not, which all go upstream (π = 1): each counts
 * c/π, with c the lowest π there is (inverse propensity).
 * @module
 */
import { Climb, type Bound } from '../../../../proof/bounds/learn-then-test.ts'
import { windowAlpha } from '../../../../proof/bounds/windows.ts'

export interface CautionState {
  readonly window: number
  readonly certified: number
  readonly bounds: readonly ServedState[]
}

type ServedState = readonly [number, number, number, number, number]

/** The last leaves room for chance: wrong hits are not exactly as many as expected. */
const shares = [0.75, 0.85, 0.95] as const
/** Half of the first would-be hits are labelled; the rate falls with the labels down to the setting. */
const firstRate = 0.5
const firstLabels = 20

export class Caution {
  private readonly limit: number
  private readonly alpha: number
  private readonly shadow: number
  private window = 1
  private climb: Climb<Served>

  /** `limit`: δ; `alpha`: chance that a share is ever certified wrongly; `shadow`: lowest π. */
  constructor(limit: number, alpha: number, shadow: number) {
    this.limit = limit
    this.alpha = alpha
    this.shadow = shadow
    this.climb = this.start()
  }

  /** Share of δ in force: the first needs no certificate of its own, it is what the prior is trusted with. */
  get share(): number {
    return shares[Math.max(0, this.climb.certified)]!
  }

  /** π of a would-be hit. */
  get rate(): number {
    const { labels } = this.climb.at(0)
    return Math.max(this.shadow, firstRate / (1 + labels / firstLabels))
  }

  /** A call; `served[k]` says whether share k would have served it. */
  call(wrong: number, threshold: (share: number) => number): number {
    let reach: number = shares.length
    for (let k = shares.length - 1; k >= 0; k--) {
      const would = wrong <= threshold(shares[k]!)
      this.climb.at(k).call(would)
      if (would) reach = k
    }
    return reach
  }

  /** A label of a call that shares from `reach` on would have served. */
  observe(reach: number, same: boolean, propensity: number, noise: number): void {
    const weight = this.shadow / Math.max(propensity, this.shadow)
    for (let k = reach; k < shares.length; k++) {
      const bound = this.climb.at(k)
      bound.noise = noise
      bound.observe(same ? 0 : 1, weight)
    }
    this.climb.advance()
  }

  /** What was certified no longer counts; the next window has less α to spend. */
  drifted(): void {
    this.window++
    this.climb = this.start()
  }

  state(): CautionState {
    const { certified, bounds } = this.climb
    return { window: this.window, certified, bounds: bounds.map((bound) => bound.state()) }
  }

  restore(state: CautionState): void {
    this.window = state.window
    this.climb = this.start()
    this.climb.certified = state.certified
    for (const [k, bound] of state.bounds.entries()) this.climb.at(k).restore(bound)
  }

  private start(): Climb<Served> {
    const alpha = windowAlpha(this.alpha, this.window)
    return new Climb(shares.map(() => new Served(this.limit, alpha)))
  }
}

/** "Wrong hits / calls ≤ δ" for one share, on the scale of noisy labels of would-be hits. */
class Served implements Bound<ServedState> {
  n = 0
  noise = 0
  private readonly limit: number
  private readonly needed: number
  private calls = 0
  private eligible = 0
  private harm = 0
  private log = 0

  constructor(limit: number, alpha: number) {
    this.limit = limit
    this.needed = Math.log(1 / alpha)
  }

  get labels(): number {
    return this.n
  }

  call(would: boolean): void {
    this.calls++
    if (would) this.eligible++
  }

  observe(x: number, weight = 1): void {
    // Of the would-be hits so many may be wrong; so many will then be labelled wrong.
    const wrong = Math.min(0.5, (this.limit * (this.calls + 20)) / (this.eligible + 20))
    const most = this.noise + (1 - 2 * this.noise) * wrong
    const seen = (0.3 + 60 * this.noise + this.harm) / (60 + this.n)
    const bet = Math.min(Math.max(0, (most - seen) / (most * (1 - most))), 0.9 / (1 - most))
    this.log += Math.log1p(bet * weight * (most - x))
    this.n++
    this.harm += x
  }

  upper(): number {
    return this.certifies() ? this.limit : 1
  }

  certifies(): boolean {
    return this.log >= this.needed
  }

  state(): ServedState {
    return [this.n, this.calls, this.eligible, this.harm, this.log]
  }

  restore([n, calls, eligible, harm, log]: ServedState): void {
    this.n = n
    this.calls = calls
    this.eligible = eligible
    this.harm = harm
    this.log = log
  }
}
