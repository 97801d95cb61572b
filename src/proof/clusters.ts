/**
 * The conversation as the unit: labels of one conversation resemble each other, and count as one observation.
 *
 * Fed one by one, eight equal labels of one conversation would look like eight independent ones, and a bound would
 * be wrong far more often than it says. A conversation's labels gather until it has been silent for a while, is old,
 * or has as many as count; then its mean goes to the bound, in the order in which conversations began, so that the
 * order does not depend on what the labels say.
 *
 * Which guarantee holds: with `mean`, on the average over conversations of the share of harmed answers; with `ratio`
 * (support weight = labels/most, see bounds/wealth.ts), on harmed answers over all answers, with up to `most` of each
 * conversation counted, at the price of more labels where sizes differ.
 * @module
 */

export interface ClusterOptions {
  /** A conversation this long without a label is closed; 0: every label is a unit of its own. */
  readonly idleMs: number
  /** Closed at this age in any case, so that no conversation holds up the ones after it. */
  readonly longestMs: number
  /** Labels of a conversation that count; later ones are dropped. */
  readonly most: number
  readonly variant: 'mean' | 'ratio'
}

export const defaultClusters: ClusterOptions = {
  idleMs: 600_000,
  longestMs: 3_600_000,
  most: 8,
  variant: 'mean',
}

/** What a cluster is of: labels of different arms or settings never share one. */
export interface ClusterKey {
  readonly conversation: string
  readonly arm: 'treated' | 'control'
  readonly setting: number
}

interface Cluster extends ClusterKey {
  readonly first: number
  last: number
  count: number
  harm: number
  weight: number
}

export interface ClusterState {
  readonly open: readonly Readonly<Cluster>[]
  readonly released: readonly string[]
}

export type Release = (
  arm: 'treated' | 'control',
  setting: number,
  x: number,
  weight: number,
) => void

/** Conversations remembered after their release, whose late labels are dropped. */
const remembered = 1024
/** Open conversations; over this the oldest is closed early. */
const mostOpen = 4096

export class Clusters {
  private readonly options: ClusterOptions
  private readonly release: Release
  private readonly open = new Map<string, Cluster>()
  private readonly released = new Set<string>()

  constructor(options: ClusterOptions, release: Release) {
    this.options = options
    this.release = release
  }

  /** Labels must come in the order of their times, up to ties. */
  add(key: ClusterKey, harm: number, weight: number, at: number): void {
    if (this.options.idleMs === 0) return this.release(key.arm, key.setting, harm, weight)
    this.tick(at)
    const id = `${key.arm} ${key.setting} ${key.conversation}`
    if (this.released.has(id)) return
    let cluster = this.open.get(id)
    if (!cluster) {
      const { conversation, arm, setting } = key
      cluster = { conversation, arm, setting, first: at, last: at, count: 0, harm: 0, weight: 0 }
      this.open.set(id, cluster)
    }
    if (cluster.count >= this.options.most) return
    cluster.last = at
    cluster.count++
    cluster.harm += harm * weight
    cluster.weight += weight
    this.tick(at)
  }

  /** Releases what is complete at `now`, oldest first. */
  tick(now: number): void {
    const { idleMs, longestMs, most } = this.options
    // A Map iterates in order of insertion, which is the order of first labels.
    for (const [id, cluster] of this.open) {
      const closed =
        cluster.count >= most ||
        now - cluster.last >= idleMs ||
        now - cluster.first >= longestMs ||
        this.open.size > mostOpen
      if (!closed) return
      this.open.delete(id)
      this.remember(id)
      this.emit(cluster)
    }
  }

  /** Conversations that wait for more labels. */
  get waiting(): number {
    return this.open.size
  }

  state(): ClusterState {
    return {
      open: [...this.open.values()].map((cluster) => ({ ...cluster })),
      released: [...this.released],
    }
  }

  restore(state: ClusterState): void {
    this.open.clear()
    this.released.clear()
    for (const cluster of state.open) {
      this.open.set(`${cluster.arm} ${cluster.setting} ${cluster.conversation}`, { ...cluster })
    }
    for (const id of state.released) this.released.add(id)
  }

  private emit({ arm, setting, harm, weight, count }: Cluster): void {
    const size = this.options.variant === 'mean' ? count : this.options.most
    // Sums of doubles may end a hair above 1.
    this.release(arm, setting, Math.min(harm / weight, 1), Math.min(weight / size, 1))
  }

  private remember(id: string): void {
    this.released.add(id)
    if (this.released.size <= remembered) return
    for (const oldest of this.released) {
      this.released.delete(oldest)
      return
    }
  }
}
