/**
 * The life of one decision: looked up, planned, sent, begun, billed. The layer and the benchmarks share it.
 * @module
 */
import type { Partition } from '../../pricing/warmth/warmth.ts'
import {
  choosePlan,
  look,
  ownPlan,
  type Marker,
  type Place,
  type Plan,
  type Rules,
  type Sight,
} from './plan.ts'
import { rememberHeld, rememberSent } from './remember.ts'

export interface Decision {
  readonly partition: Partition
  readonly kind: string
  readonly rules: Rules
  readonly sight: Sight
  /** The plan that costs least. */
  readonly plan: Plan
  /** What happens without us: the client's own markers. */
  readonly own: Plan
}

/** Tokens as billed. */
export interface BilledPrompt {
  readonly read: number
  readonly written: number
  readonly writtenHour: number
  readonly total: number
}

/** @param kind what is alike in traffic of a sort: `kindOf` */
export function decide(
  places: readonly Place[],
  partition: Partition,
  rules: Rules,
  kind: string,
  at: number,
): Decision {
  partition.settle(at)
  const sight = look(places, partition, kind, at)
  return {
    partition,
    kind,
    rules,
    sight,
    plan: choosePlan(sight, rules),
    own: ownPlan(sight, rules),
  }
}

/**
 * Traffic is of a kind where its route, the number of blocks before the messages and their size, within a tenth, are
 * alike: coarser kinds let prompts that never come again be taken for a neighbour's that do.
 * @param size of what stands before the messages, in any unit
 */
export function kindOf(route: string, fixedBlocks: number, size: number): string {
  return `${route} ${fixedBlocks} ${size === 0 ? '-' : Math.round(8 * Math.log2(size))}`
}

/** The markers that stood in the request: the client's own, and ours where they were used. */
export function markersOf({ sight, plan, rules }: Decision, used: boolean): readonly Marker[] {
  const markers: Marker[] = used ? [...plan.markers] : []
  for (const [at, { marked }] of sight.places.entries()) {
    if (marked) markers.push({ at, lifetime: marked })
  }
  const { minimum } = rules
  return markers.filter(({ at }) => sight.places[at]!.end >= minimum).sort((a, b) => a.at - b.at)
}

/** The request goes out. */
export function sent({ sight, partition, kind }: Decision): void {
  rememberSent(sight, partition, kind)
}

/** The reply begins: from now on its prefix can be read. What was expected to be read is taken to have been. */
export function begun(
  decision: Decision,
  markers: readonly Marker[],
  read: number,
  at: number,
): void {
  const { sight, partition, rules } = decision
  rememberHeld(sight, partition, markers, read, rules, at)
}

/**
 * The bill: what was read and written in fact. Entries that did not answer are forgotten, so that the next plan
 * writes them anew or lets them be.
 */
export function billed(
  { sight, partition, rules }: Decision,
  markers: readonly Marker[],
  { read, written, writtenHour, total }: BilledPrompt,
  begunAt: number,
): void {
  const { places } = sight
  const readPlace = placeOf(sight, rules, markers, read, total)
  // Deeper entries that a marker should have found were not there.
  const last = markers.at(-1)?.at ?? -1
  for (let index = readPlace + 1; index <= last; index++) {
    const point = partition.point(places[index]!.key)
    if (point && point.heldUntil > 0) point.heldUntil = 0
  }
  if (read + written + writtenHour === 0) return
  const tail = partition.point(places.at(-1)!.key)
  if (tail) {
    const [short, long = short] = rules.lifetimes.map(({ write }) => write - 1)
    tail.odds.owed += written * short! + writtenHour * long! - read * (1 - rules.read)
  }
  rememberHeld(sight, partition, markers, readPlace, rules, begunAt)
}

/** The place that a billed number of read tokens ends at: the nearest of those where an entry could be. */
function placeOf(
  { places, points }: Sight,
  { minimum }: Rules,
  markers: readonly Marker[],
  read: number,
  total: number,
): number {
  if (read <= 0 || total <= 0) return -1
  const estimated = places.at(-1)?.end ?? 0
  const scale = estimated / total
  let nearest = -1
  let off = Infinity
  const last = markers.at(-1)?.at ?? places.length - 1
  for (let index = 0; index <= last; index++) {
    const point = points[index]
    if (point === undefined || places[index]!.end * 1.5 < minimum) continue
    // Where an entry is known to lie, it is the likelier place.
    const weight = point.heldUntil > 0 ? 1 : 4
    const distance = Math.abs(places[index]!.end - read * scale) * weight
    if (distance <= off) {
      off = distance
      nearest = index
    }
  }
  return nearest
}
