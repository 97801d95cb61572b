/**
 * Where a marker could matter, and what it would find there.
 * @module
 */
import type { Rules, Sight } from './plan.ts'

/** The boundaries, where an entry is held, where prompts have parted, and the end. */
export function candidatesOf({ places, points, seen, at }: Sight, rules: Rules): number[] {
  const last = places.findLastIndex((place) => place.markable)
  const wanted = new Set<number>()
  places.forEach((place, index) => {
    if (place.boundary) wanted.add(index)
  })
  if (seen >= 0) wanted.add(seen)
  wanted.add(points.findLastIndex((point) => point !== undefined && point.heldUntil > at))
  wanted.add(last)
  return [...wanted]
    .filter((index) => {
      const place = places[index]
      return place?.markable && !place.marked && place.end >= rules.minimum
    })
    .toSorted((a, b) => a - b)
}

/** The deepest held entry that a marker finds: at it, or within the provider's look back. */
export function readAt({ places, points, at }: Sight, rules: Rules, marker: number): number {
  let positions = 0
  for (let index = marker; index >= 0; index--) {
    if (index === marker || places[index]!.joined !== true) positions++
    if (positions > rules.lookBack) break
    const point = points[index]
    if (point !== undefined && point.heldUntil > at) return index
  }
  return -1
}
