/**
 * Comparing facets that are sets.
 * @module
 */

/** Elements of the first that the second lacks. */
export function without<T>(from: Iterable<T>, other: { has(element: T): boolean }): T[] {
  const rest: T[] = []
  for (const element of from) if (!other.has(element)) rest.push(element)
  return rest
}

/** Whether they have an element in common. */
export function meet<T>(a: Iterable<T>, b: { has(element: T): boolean }): boolean {
  for (const element of a) if (b.has(element)) return true
  return false
}

/** What stands in only one of two sets, in words; undefined where they are equal. */
export function difference(a: ReadonlySet<string>, b: ReadonlySet<string>): string | undefined {
  if (a.size === 0 && b.size === 0) return undefined
  const left = without(a, b)
  const right = without(b, a)
  return left.length + right.length > 0 ? sides(left, right) : undefined
}

/** "gold / silver", sides in a fixed order, so that the words do not depend on which side was asked. */
export function sides(left: readonly string[], right: readonly string[]): string {
  const texts = [left.join(' ') || '-', right.join(' ') || '-']
  return texts.sort().join(' / ')
}
