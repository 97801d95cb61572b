/**
 * Which entries of the price list are models that can be called, and by which name. An entry may stand for a family
 * of names instead: what matches a rule is priced, but the rule's beginning is nothing that a provider answers to.
 * @module
 */
import type { MatchRule, ModelEntry } from './price-file.ts'

/** Families that look like names, and old names that no provider answers to any more. */
const noModels: ReadonlySet<string> = new Set([
  'ada',
  'babbage',
  'curie',
  'davinci',
  'text-davinci-002',
  'text-davinci-003',
  'computer-use',
  'claude-v1',
  'claude-2',
  'claude-3-haiku',
  'claude-3-sonnet',
  'claude-3-5-sonnet',
  'gemma-3',
])

/**
 * The name to call the entry's model by; undefined where it stands for a family (`ft:gpt-4o`, `*:free`). An id that no
 * rule takes is a label, and the first whole name among the rules is the name: Fireworks' `kimi-k3` is called
 * `accounts/fireworks/models/kimi-k3`.
 */
export function callableName({ id, match }: ModelEntry): string | undefined {
  if (noModels.has(id) || id.startsWith('ft:') || !/^[a-z0-9@~][^*]*[a-z0-9)]$/i.test(id)) {
    return undefined
  }
  const lower = id.toLowerCase()
  let whole: string | undefined
  for (const rule of alternatives(match)) {
    if ('equals' in rule) {
      if (rule.equals === lower) return id
      whole ??= rule.equals
    }
    if ('startsWith' in rule && lower.startsWith(rule.startsWith)) return id
    if ('endsWith' in rule && lower.endsWith(rule.endsWith)) return id
  }
  return whole
}

function alternatives(rule: MatchRule): readonly MatchRule[] {
  return 'or' in rule ? rule.or : [rule]
}
