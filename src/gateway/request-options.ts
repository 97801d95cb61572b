/**
 * What a caller may ask of the gateway by header. Each can only narrow what happens.
 * @module
 */
import type { Mode } from '../call.ts'
import { tagPattern } from '../config/tag.ts'
import { FarthingError } from '../errors.ts'

const order: readonly Mode[] = ['observe', 'safe', 'balanced', 'max']
const mostTags = 32

/** The lowest of the modes that are given. */
export function lowestMode(first: Mode, second: Mode | undefined, third: Mode | undefined): Mode {
  let lowest = first
  if (second !== undefined && order.indexOf(second) < order.indexOf(lowest)) lowest = second
  if (third !== undefined && order.indexOf(third) < order.indexOf(lowest)) lowest = third
  return lowest
}

/** `x-farthing-mode`. A word that is no mode is taken as the most careful one: asking for less must never get more. */
export function readMode(text: string): Mode | undefined {
  if (text === '') return undefined
  const word = text.trim().toLowerCase()
  return order.find((mode) => mode === word) ?? 'observe'
}

const noTags: readonly string[] = []

/** `x-farthing-tags: a,b`. At most 32, each of 128 letters, digits and `_.:/@+=-`; others are left out. */
export function readTags(text: string): readonly string[] {
  if (text === '') return noTags
  const tags = new Set<string>()
  for (const part of text.slice(0, 8192).split(',')) {
    const tag = part.trim()
    if (tagPattern.test(tag)) tags.add(tag)
    if (tags.size === mostTags) break
  }
  return [...tags]
}

/** `x-farthing-cache: skip`. */
export function readSkipCache(text: string): boolean {
  return text.trim().toLowerCase() === 'skip'
}

/** Checks a name against the globs of a key; an empty list allows all. Throws `key_forbidden`. */
export function allow(
  allowed: readonly ((text: string) => boolean)[],
  what: string,
  name: string,
): void {
  if (allowed.length === 0) return
  for (const test of allowed) if (test(name)) return
  throw new FarthingError('key_forbidden', {
    what: `the ${what} ${JSON.stringify(name.slice(0, 200))}`,
  })
}
