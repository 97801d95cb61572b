/**
 * Which tools of a list a conversation keeps. Chosen at its first turn that says something, and only added to after:
 * a function of the conversation's text alone, so that every turn, process and replica comes to the same list.
 * @module
 */
import { findersOf, partnersOf, staysAlways } from './never-dropped.ts'
import type { Turns } from './read-turns.ts'
import type { ToolFacts } from './tool-facts.ts'

/** What a turn asks for: positions of tools. undefined: it says too little; 'nothing': no tool has to do with it. */
export type Fit = readonly number[] | 'nothing' | undefined

export interface Choice {
  /** Positions of the tools kept, rising. */
  readonly kept: ReadonlySet<number>
  /** Why nothing is dropped; undefined where something is. */
  readonly why?: string
}

/** User turns that are looked at; what was asked before decides no more. */
const mostTurns = 40

export interface Candidate extends ToolFacts {
  /** May be dropped at all. */
  readonly plain: boolean
}

/**
 * `fitOf`: what a turn asks for, by itself; see `createFit`.
 * `named`: every word of the system text that may be the name of a tool; see `namesIn`.
 */
export function chooseTools(
  tools: readonly Candidate[],
  turns: Turns,
  fitOf: (turn: string) => Fit,
  named: ReadonlySet<string> = namesIn(turns.system),
): Choice {
  const all = new Set(tools.keys())
  const kept = new Set<number>()
  for (const [at, { name, plain }] of tools.entries()) {
    const stays =
      !plain ||
      turns.called.has(name) ||
      turns.forced === name ||
      named.has(name.toLowerCase()) ||
      staysAlways(name)
    if (stays) kept.add(at)
  }
  let decided = false
  for (const text of turns.asked.slice(0, mostTurns)) {
    const fit = fitOf(text)
    // Said enough, and nothing fits: the request is about something that the list does not name.
    if (fit === 'nothing') return { kept: all, why: 'no tool of the list fits what was asked' }
    if (fit === undefined) continue
    decided = true
    for (const at of fit) kept.add(at)
  }
  if (!decided) return { kept: all, why: 'nothing was asked yet' }
  addCompanions(tools, kept)
  return kept.size === tools.length ? { kept, why: 'every tool may be needed' } : { kept }
}

function addCompanions(tools: readonly Candidate[], kept: Set<number>): void {
  const names = new Set(tools.map(({ name }) => name))
  const chosen = [...kept].map((at) => tools[at]!)
  const partners = partnersOf(
    chosen.map(({ name }) => name),
    names,
  )
  const finders = findersOf(
    chosen.map(({ name, schema }) => ({ name, required: requiredOf(schema) })),
    names,
  )
  for (const [at, { name }] of tools.entries()) {
    if (partners.has(name) || finders.has(name)) kept.add(at)
  }
}

function requiredOf(schema: unknown): readonly string[] {
  const required = (schema as { required?: unknown } | null | undefined)?.required
  return Array.isArray(required) ? required.filter((name) => typeof name === 'string') : []
}

/** Everything in a text that could be the name of a tool, in small letters. */
export function namesIn(text: string): ReadonlySet<string> {
  const names = new Set<string>()
  for (const [found] of text.matchAll(/[\p{L}\p{N}_][\p{L}\p{N}_.:/-]{0,127}/gu)) {
    const name = found.toLowerCase().replace(/[.:/-]+$/, '')
    names.add(name)
    for (const part of name.split(/[.:/]/)) names.add(part)
  }
  return names
}
