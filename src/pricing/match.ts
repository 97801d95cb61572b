/**
 * Match rules of the price list over provider and model names. Names are compared without case; regular
 * expressions see the name as given, first matching entry wins (rule of the list).
 * @module
 */
import type { MatchRule } from './price-file.ts'

/** Longer names match nothing: no list has one, and it bounds what a hostile name costs. */
const longestName = 256

const expressions = new Map<string, RegExp | null>()

/** Whether the rule holds for the name. */
export function matches(rule: MatchRule, name: string): boolean {
  return name.length <= longestName && holds(rule, name, name.toLowerCase())
}

/** The first entry whose rule holds. */
export function firstMatch<T extends { readonly match: MatchRule }>(
  entries: readonly T[],
  name: string,
): T | undefined {
  if (name === '' || name.length > longestName) return undefined
  const lower = name.toLowerCase()
  for (const entry of entries) if (holds(entry.match, name, lower)) return entry
  return undefined
}

function holds(rule: MatchRule, name: string, lower: string): boolean {
  if ('or' in rule) {
    for (const part of rule.or) if (holds(part, name, lower)) return true
    return false
  }
  if ('equals' in rule) return lower === rule.equals
  if ('startsWith' in rule) return lower.startsWith(rule.startsWith)
  if ('contains' in rule) return lower.includes(rule.contains)
  if ('endsWith' in rule) return lower.endsWith(rule.endsWith)
  if ('and' in rule) {
    for (const part of rule.and) if (!holds(part, name, lower)) return false
    return true
  }
  return expression(rule.regex)?.test(name) ?? false
}

function expression(source: string): RegExp | undefined {
  let found = expressions.get(source)
  if (found === undefined) {
    found = isTame(source) ? compile(source) : null
    expressions.set(source, found)
  }
  return found ?? undefined
}

// A quantified group is what makes backtracking explode; the list's expressions have none.
function isTame(source: string): boolean {
  return source.length <= 200 && !/\)[*+{]/.test(source) && !/\\[1-9]/.test(source)
}

function compile(source: string): RegExp | null {
  try {
    return new RegExp(source)
  } catch {
    return null
  }
}
