/**
 * Two parts of a text in each other's place.
 * @module
 */

/** Words of a part that changes places. */
export const widestPart = 3

export interface Exchange {
  /** The part that stands first on the left side. */
  readonly one: readonly string[]
  readonly between: readonly string[]
  readonly other: readonly string[]
}

/** The very same words but for two parts that changed places around something. */
export function findExchange(
  left: readonly string[],
  right: readonly string[],
): Exchange | undefined {
  if (left.length !== right.length) return undefined
  let start = 0
  while (start < left.length && left[start] === right[start]) start += 1
  let end = left.length
  while (end > start && left[end - 1] === right[end - 1]) end -= 1
  const size = end - start
  for (let first = 1; first <= Math.min(widestPart, size - 2); first++) {
    // Neighbours change places in mere rewordings ("build muscle", "muscle building"): something stands between.
    for (let last = 1; last <= Math.min(widestPart, size - first - 1); last++) {
      const one = left.slice(start, start + first)
      const other = left.slice(end - last, end)
      const between = left.slice(start + first, end - last)
      // A phrase that moved as a whole shifts all that stood behind it; an exchange leaves the rest in place.
      if ([...other, ...between, ...one].every((word, at) => word === right[start + at]))
        return { one, between, other }
    }
  }
  return undefined
}
