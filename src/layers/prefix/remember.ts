/**
 * What a call leaves behind: places that were sent, entries that the provider now holds.
 * @module
 */
import type { Partition, Visit } from '../../pricing/warmth/warmth.ts'
import type { Marker, Plan, Rules, Sight } from './plan.ts'

/** Places near the start that are noted, so that prompts which part inside the messages are recognised. */
const notedPlaces = 16

/** Records that the prompt was sent. */
export function rememberSent(sight: Sight, partition: Partition, kind: string): void {
  const { places, points, seen, at } = sight
  const last = places.length - 1
  const visits: Visit[] = []
  const continued = seen >= 0 ? points[seen] : undefined
  places.forEach((place, index) => {
    if (index === last) {
      const after = continued?.tail && seen < last ? { after: continued } : {}
      visits.push({ key: place.key, role: place.boundary ?? 'tail', ...after })
    } else if (place.boundary || index === seen) {
      visits.push({ key: place.key, role: place.boundary ?? 'middle' })
    }
  })
  const noted = places.slice(0, notedPlaces).map((place) => place.key)
  partition.visit(visits, noted, kind, at)
}

/**
 * Records what the provider holds from `readyAt` on: entries at all markers, those that were read renewed.
 * `read` is the place that was read in fact, as billed; -1: none.
 */
export function rememberHeld(
  { places }: Sight,
  partition: Partition,
  markers: readonly Marker[],
  read: number,
  rules: Rules,
  readyAt: number,
): void {
  for (let index = 0; index <= read; index++) {
    const point = partition.point(places[index]!.key)
    if (point && point.heldUntil > 0)
      point.heldUntil = Math.max(point.heldUntil, readyAt + point.lifetime)
  }
  for (const { at, lifetime } of markers) {
    const place = places[at]!
    const point = partition.point(place.key)
    if (!point || place.end < rules.minimum) continue
    if (at > read) point.lifetime = lifetime.ms
    point.heldUntil = Math.max(point.heldUntil, readyAt + (point.lifetime || lifetime.ms))
  }
}

export type { Plan }
