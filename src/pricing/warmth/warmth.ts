/**
 * What a provider probably holds in its prompt cache, and how often prefixes come again: one service for all layers.
 * @module
 */
import { horizons, newOdds, observeHit, observeMiss, type Odds } from './odds.ts'

/** How calls of a tenant resemble each other before they share a byte: model, shape, size. */
export type Kind = string

/** What a kind of traffic has shown: prefixes seen for the first time, and ones that had come again before. */
export interface KindOdds {
  readonly first: Odds
  readonly later: Odds
}

/** A point of a prompt that was sent: the end of a block, named by the hash of all before it. */
export interface Point {
  lastAt: number
  visits: number
  /** Milliseconds between the last two visits; 0 where there was one. */
  lastGap: number
  /** Until when the provider holds an entry that ends here; 0: none was written. */
  heldUntil: number
  /** Lifetime of that entry, renewed by each read. */
  lifetime: number
  readonly odds: Odds
  readonly kind: KindOdds
  /** Dollars-in-tokens that marking here has won or lost so far; a conversation may not go on losing. */
  balance: number
}

interface Pending {
  readonly key: string
  readonly point: Point
  readonly visit: number
  readonly at: number
}

/** One for each tenant, provider, model and credential: providers share nothing between them either. */
export interface Partition {
  point(key: string): Point | undefined
  /** The prompt came by: every point named is visited. */
  visit(keys: readonly string[], kind: Kind, at: number): void
  kind(kind: Kind): KindOdds
  /** Observations that have become old enough are counted. */
  settle(at: number): void
}

export interface Warmth {
  partition(name: string): Partition
  readonly points: number
}

/** About 250 bytes a point: 50 MB at most. */
const maximumPoints = 200_000
const maximumPartitions = 20_000
const maximumPending = 50_000

export function createWarmth(): Warmth {
  const partitions = new Map<string, PartitionMemory>()
  const shared = { points: 0 }
  return {
    partition(name) {
      let found = partitions.get(name)
      if (found) partitions.delete(name)
      else found = new PartitionMemory(shared)
      partitions.set(name, found)
      while (
        partitions.size > 1 &&
        (partitions.size > maximumPartitions || shared.points > maximumPoints)
      ) {
        const [oldest, memory] = partitions.entries().next().value!
        memory.forget()
        partitions.delete(oldest)
      }
      return found
    },
    get points() {
      return shared.points
    },
  }
}

class PartitionMemory implements Partition {
  readonly #points = new Map<string, Point>()
  readonly #kinds = new Map<Kind, KindOdds>()
  /** Visits whose next visit is awaited, oldest first, one queue a horizon. */
  readonly #pending: Pending[][] = horizons.map(() => [])
  readonly #heads = horizons.map(() => 0)
  readonly #shared: { points: number }

  constructor(shared: { points: number }) {
    this.#shared = shared
  }

  point(key: string): Point | undefined {
    return this.#points.get(key)
  }

  kind(kind: Kind): KindOdds {
    let odds = this.#kinds.get(kind)
    if (!odds) {
      if (this.#kinds.size >= 200) this.#kinds.clear()
      odds = { first: newOdds(), later: newOdds() }
      this.#kinds.set(kind, odds)
    }
    return odds
  }

  visit(keys: readonly string[], kind: Kind, at: number): void {
    const odds = this.kind(kind)
    for (const key of keys) {
      let point = this.#points.get(key)
      if (point) {
        this.#points.delete(key)
        this.#came(point, at)
        point.lastGap = at - point.lastAt
      } else {
        point = {
          lastAt: at,
          visits: 0,
          lastGap: 0,
          heldUntil: 0,
          lifetime: 0,
          odds: newOdds(),
          kind: odds,
          balance: 0,
        }
        this.#shared.points++
      }
      this.#points.set(key, point)
      point.visits++
      point.lastAt = at
      for (const queue of this.#pending) queue.push({ key, point, visit: point.visits, at })
    }
    this.#bound()
  }

  settle(at: number): void {
    for (const [horizon, queue] of this.#pending.entries()) {
      let head = this.#heads[horizon]!
      while (head < queue.length && at - queue[head]!.at > horizons[horizon]!) {
        const { point, visit } = queue[head++]!
        if (point.visits !== visit) continue
        observeMiss(point.odds, horizon)
        observeMiss(visit === 1 ? point.kind.first : point.kind.later, horizon)
      }
      if (head > 1000 && head * 2 > queue.length) {
        queue.splice(0, head)
        head = 0
      }
      this.#heads[horizon] = head
    }
  }

  forget(): void {
    this.#shared.points -= this.#points.size
    this.#points.clear()
  }

  /** A visit that was awaited: counts for the horizons that have not been given up yet. */
  #came(point: Point, at: number): void {
    const gap = at - point.lastAt
    const kind = point.visits === 1 ? point.kind.first : point.kind.later
    for (let horizon = 0; horizon < horizons.length; horizon++) {
      if (gap > horizons[horizon]!) continue
      observeHit(point.odds, horizon, gap)
      observeHit(kind, horizon, gap)
    }
  }

  #bound(): void {
    for (const [horizon, queue] of this.#pending.entries()) {
      if (queue.length - this.#heads[horizon]! > maximumPending) this.#heads[horizon]! += 1000
    }
    if (this.#points.size <= maximumPoints) return
    for (const key of this.#points.keys()) {
      this.#points.delete(key)
      this.#shared.points--
      if (this.#points.size <= maximumPoints * 0.9) break
    }
  }
}
