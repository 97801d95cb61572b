/**
 * The questions of the support workload: which come, in which order, and which of them one answer serves.
 * @module
 */
import { readdirSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { seededRandom, shortHash } from '../../../src/sandbox/hash.ts'
import { readCsv, readText, type Json } from '../read-data.ts'
import { slotsOf } from './slots.ts'

export interface Question {
  readonly text: string
  /** Questions of one class are served by one answer. */
  readonly class: string
  readonly source: 'quora' | 'banking77'
}

/** What a repeat is: word for word, or the same question in other words. */
export type Kind = 'first' | 'exact' | 'reworded'

export interface Asked extends Question {
  readonly kind: Kind
}

/** Groups of wordings, in the order of the data. undefined: the data is not there. */
export function questionGroups(data: string): readonly (readonly Question[])[] | undefined {
  const quora = quoraGroups(data)
  const banking = bankingGroups(data)
  return quora && banking && [...quora, ...banking]
}

/** Pairs of the thousand that no verifier was fitted on; both sides of an unequal pair are asked, as traps. */
function quoraGroups(data: string): Question[][] | undefined {
  const folder = join(data, 'quora-1000')
  if (!existsSync(folder)) return undefined
  const rows = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) => JSON.parse(readText(data, `quora-1000/${name}`)!)['rows'] as Json[])
  const classOf = new Map<string, string>()
  const find = (text: string): string => {
    const parent = classOf.get(text) ?? text
    return parent === text ? text : find(parent)
  }
  for (const { question1, question2, is_duplicate: same } of rows) {
    for (const text of [question1, question2]) if (!classOf.has(text)) classOf.set(text, text)
    if (same) classOf.set(find(question1), find(question2))
  }
  const groups = new Map<string, Question[]>()
  for (const text of classOf.keys()) {
    const own = find(text)
    const group = groups.get(own) ?? []
    groups.set(own, group)
    group.push({ text, class: `quora ${own}`, source: 'quora' })
  }
  return [...groups.values()]
}

function bankingGroups(data: string): Question[][] | undefined {
  const rows = readCsv(data, 'banking77/test.csv')
  if (rows === undefined) return undefined
  const groups = new Map<string, Question[]>()
  for (const [text = '', intent = ''] of rows) {
    const own = `banking77 ${intent} ${slotsOf(text)}`
    const group = groups.get(own) ?? []
    groups.set(own, group)
    if (!group.some((other) => other.text === text))
      group.push({ text, class: own, source: 'banking77' })
  }
  return [...groups.values()]
}

/**
 * A stream of `n` questions in which a share is repeats of a class that was asked before: one in three of them word
 * for word, the others in words that were not asked yet.
 */
export function streamOf(
  groups: readonly (readonly Question[])[],
  n: number,
  repeats: number,
  seed: string,
): Asked[] {
  const random = seededRandom(shortHash(`support ${seed}`))
  const pick = (below: number): number => Math.floor(random() * below)
  const fresh = shuffled(groups, random)
  const asked: Asked[] = []
  const open: { readonly group: readonly Question[]; next: number }[] = []
  const reworded = Math.round((n * repeats * 2) / 3)
  const exact = Math.round((n * repeats) / 3)
  const kinds: Kind[] = shuffled(
    [
      ...Array.from({ length: reworded }, (): Kind => 'reworded'),
      ...Array.from({ length: exact }, (): Kind => 'exact'),
      ...Array.from({ length: n - reworded - exact }, (): Kind => 'first'),
    ],
    random,
  )
  for (const wanted of kinds) {
    const able = open.filter(({ group, next }) => next < group.length)
    const kind =
      asked.length === 0 || (wanted === 'reworded' && able.length === 0) || fresh.length === 0
        ? 'first'
        : wanted
    if (kind === 'first') {
      const group = shuffled(fresh.pop() ?? groups[pick(groups.length)]!, random)
      open.push({ group, next: 1 })
      asked.push({ ...group[0]!, kind })
    } else if (kind === 'exact') asked.push({ ...asked[pick(asked.length)]!, kind })
    else {
      const own = able[pick(able.length)]!
      asked.push({ ...own.group[own.next++]!, kind })
    }
  }
  return asked
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const made = list.slice()
  for (let at = made.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    ;[made[at], made[other]] = [made[other]!, made[at]!]
  }
  return made
}
