/**
 * What a provider probably holds in its prompt cache, and how often prefixes come again: one service for all layers.
 * @module
 */
import { horizons, newOdds, observeHit, observeMiss, type Odds } from './odds.ts'

/** Names a place: all bytes of the prompt up to it. */
export type Key = string | number

/** What a kind of traffic has shown: on the first sight of a prefix, and once it had come again. */
export interface KindOdds {
  readonly first: Odds
  readonly later: Odds
}

/** A place in a prompt that was sent: the end of a block, named by the hash of all before it. */
export interface Point {
  lastAt: number
  /** Earlier sightings: of the prefix itself, or of the conversation that it continues. */
  depth: number
  /** Until when the provider holds an entry that ends here; 0: none. */
  heldUntil: number
  /** Lifetime of that entry in milliseconds, renewed by each read. */
  lifetime: number
  /** The last block of a prompt, which a conversation continues; else a boundary that prompts share. */
  readonly tail: boolean
  /** The end of tools or of system. */
  readonly fixed: boolean
  /** Shared along a conversation. */
  readonly odds: Odds
  readonly kind: KindOdds
  /** Visits so far; a pending observation of an earlier visit is void. */
  visits: number
}

/** Where in a prompt a place lies; odds are kept apart, for tools may stay when the system text changes. */
export type Role = 'tools' | 'system' | 'middle' | 'tail'

export interface Visit {
  readonly key: Key
  readonly role: Role
  /** The tail that this one continues. */
  readonly after?: Point
}

/** One for each tenant, provider, model and credential: providers share nothing between them either. */
export interface Partition {
  point(key: Key): Point | undefined
  /** The prompt came by. Places that are only noted are known again, but nothing is concluded from their absence. */
  visit(visits: readonly Visit[], noted: readonly Key[], kind: string, at: number): void
  /** Odds of a kind of traffic at places of a role. */
  kind(kind: string, role: Role): KindOdds
  /** Observations that have become old enough are counted. Called before each look. */
  settle(at: number): void
}

export interface Warmth {
  partition(name: string): Partition
  readonly points: number
}

/** About 300 bytes a place: 60 MB at most. */
const maximumPoints = 200_000
/** What comes daily is known again the next day; a conversation that rests for two hours starts anew. */
const fixedMs = 90_000_000
const movingMs = 7_200_000
const maximumPartitions = 20_000
const maximumPending = 20_000
const maximumKinds = 200

export function createWarmth(): Warmth {
  const partitions = new Map<string, PartitionMemory>()
  const shared = { points: 0 }
  return {
    partition(name) {
      let found = partitions.get(name)
      if (found) partitions.delete(name)
      else found = new PartitionMemory(shared)
      partitions.set(name, found)
      if (shared.points > maximumPoints) {
        for (const [, memory] of partitions) {
          if (memory !== found) memory.shrink()
          if (shared.points <= maximumPoints * 0.9) break
        }
      }
      while (partitions.size > maximumPartitions) {
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

interface Pending {
  readonly point: Point
  readonly visit: number
  readonly first: boolean
  readonly at: number
}

class PartitionMemory implements Partition {
  /** Boundaries that prompts share: few, and worth knowing the next day. */
  readonly #fixed = new Map<Key, Point>()
  /** Places in conversations. */
  readonly #moving = new Map<Key, Point>()
  readonly #kinds = new Map<string, KindOdds>()
  /** Visits whose next visit is awaited, oldest first. */
  #pending: Pending[] = []
  /** Up to where each horizon has looked. */
  readonly #heads = horizons.map(() => 0)
  readonly #shared: { points: number }

  constructor(shared: { points: number }) {
    this.#shared = shared
  }

  point(key: Key): Point | undefined {
    return this.#moving.get(key) ?? this.#fixed.get(key)
  }

  kind(kind: string, role: Role): KindOdds {
    const name = `${role} ${kind}`
    let odds = this.#kinds.get(name)
    if (!odds) {
      if (this.#kinds.size >= maximumKinds) this.#kinds.clear()
      odds = { first: newOdds(), later: newOdds() }
      this.#kinds.set(name, odds)
    }
    return odds
  }

  visit(visits: readonly Visit[], noted: readonly Key[], kind: string, at: number): void {
    for (const { key, role, after } of visits) {
      const known = this.point(key)
      const point = known ?? this.#add(key, this.#newPoint(role, after, kind, at))
      if (known) this.#again(key, known, at)
      point.lastAt = at
      point.visits++
      // A tail that has been continued has done its part: what is awaited now is the next tail.
      if (known?.tail && role !== 'tail') continue
      this.#pending.push({ point, visit: point.visits, first: point.depth === 0, at })
    }
    for (const key of noted) {
      if (!this.point(key)) this.#add(key, this.#newPoint('middle', undefined, kind, at))
    }
    this.#bound()
  }

  settle(at: number): void {
    this.#age(this.#fixed, at - fixedMs)
    this.#age(this.#moving, at - movingMs)
    const pending = this.#pending
    for (const [horizon, limit] of horizons.entries()) {
      let head = this.#heads[horizon]!
      for (; head < pending.length && at - pending[head]!.at > limit; head++) {
        const { point, visit, first } = pending[head]!
        if (point.visits !== visit) continue
        observeMiss(point.odds, horizon)
        observeMiss(first ? point.kind.first : point.kind.later, horizon)
      }
      this.#heads[horizon] = head
    }
    const done = Math.min(...this.#heads)
    if (done > 1000 && done * 2 > pending.length) this.#drop(done)
  }

  /** Lets go of conversations; what was learned of kinds and boundaries stays. */
  shrink(): void {
    this.#shared.points -= this.#moving.size
    this.#moving.clear()
  }

  forget(): void {
    this.shrink()
    this.#shared.points -= this.#fixed.size
    this.#fixed.clear()
  }

  #newPoint(role: Role, after: Point | undefined, kind: string, at: number): Point {
    return {
      lastAt: at,
      depth: after ? after.depth : 0,
      heldUntil: 0,
      lifetime: 0,
      tail: role === 'tail',
      fixed: role === 'tools' || role === 'system',
      odds: after ? after.odds : newOdds(),
      kind: this.kind(kind, role),
      visits: 0,
    }
  }

  #add(key: Key, point: Point): Point {
    this.#mapOf(point).set(key, point)
    this.#shared.points++
    return point
  }

  /** A visit that was awaited. Horizons that it came too late for have been, or will be, counted as misses. */
  #again(key: Key, point: Point, at: number): void {
    const map = this.#mapOf(point)
    map.delete(key)
    map.set(key, point)
    const gap = at - point.lastAt
    const first = point.depth === 0
    point.depth++
    observeHit(point.odds, gap)
    if (point.visits > 0) observeHit(first ? point.kind.first : point.kind.later, gap)
  }

  #mapOf(point: Point): Map<Key, Point> {
    return point.fixed ? this.#fixed : this.#moving
  }

  /** Oldest first, as they were added or visited. */
  #age(map: Map<Key, Point>, before: number): void {
    for (const [key, point] of map) {
      if (point.lastAt > before) return
      map.delete(key)
      this.#shared.points--
    }
  }

  #bound(): void {
    if (this.#pending.length > maximumPending) this.#drop(maximumPending / 4)
    for (const map of [this.#fixed, this.#moving]) {
      if (map.size <= maximumPoints / 2) continue
      for (const key of map.keys()) {
        map.delete(key)
        this.#shared.points--
        if (map.size <= maximumPoints * 0.45) break
      }
    }
  }

  #drop(count: number): void {
    this.#pending = this.#pending.slice(count)
    for (const [horizon, head] of this.#heads.entries()) {
      this.#heads[horizon] = Math.max(0, head - count)
    }
  }
}
