/**
 * Patterns over the words of a question, looked up by their first word: what no rule begins with costs one look-up.
 *
 * A pattern is a line: `can|may my <keeper> _? search .. car $`. `a|b` is one of these, `<name>` one of a list, `_` any
 * word, `..` and `...` up to three and up to six words that may stand between, `?` behind an element makes it optional,
 * `^` and `$` are the beginning and the end of a sentence (`a|$`: a, or the end), `!a|b` says that none of these follows. Nothing reaches over
 * the end of a sentence. Time is bounded: a pattern has at most three gaps and optional elements are tried once each.
 * @module
 */
import type { Token } from './question.ts'
import { functionWords, vagueWords } from './tables/function-words.ts'

type Step =
  | {
      readonly kind: 'word'
      readonly words: ReadonlySet<string> | undefined
      readonly optional: boolean
    }
  | { readonly kind: 'gap'; readonly most: number }
  | { readonly kind: 'not'; readonly words: ReadonlySet<string> }
  | { readonly kind: 'end' }

interface Pattern {
  readonly rank: number
  readonly opens: boolean
  readonly steps: readonly Step[]
}

/** The patterns that begin with a word: by their second word where it is one that has to stand there, and all others. */
interface Opening {
  readonly byNext: Map<string, Pattern[]>
  readonly others: Pattern[]
}

export interface Patterns {
  /** The names of what was found first in the order of the table; undefined for nothing. */
  find(tokens: readonly Token[], words: readonly string[]): string | undefined
  /** The words, with those covered by a pattern emptied: they begin and continue no other one. */
  without(tokens: readonly Token[], words: readonly string[]): readonly string[]
}

/**
 * Compiles a table of name → lines of patterns; earlier names win. `lists` are what `<name>` stands for, blank between.
 * What is named in `alone` fits only where no word of matter was said before it: "change it" behind nothing.
 * @throws Error at the start of the program where a line names no list, or has nothing to be looked up by.
 */
export function compilePatterns(
  table: Readonly<Record<string, string>>,
  lists: Readonly<Record<string, string>> = {},
  alone: ReadonlySet<string> = new Set(),
): Patterns {
  const names = Object.keys(table)
  const sets = new Map(
    Object.entries(lists).map(([name, list]) => [name, new Set(list.trim().split(/\s+/))]),
  )
  const byWord = new Map<string, Opening>()
  for (const [rank, name] of names.entries()) {
    for (const line of table[name]!.split('\n')) {
      if (line.trim() === '') continue
      const pattern = readPattern(line.trim(), rank, sets)
      const first = pattern.steps[0]
      if (first?.kind !== 'word' || !first.words || first.optional) {
        throw new Error(`a pattern needs a word to begin with: ${line}`)
      }
      for (const word of first.words) {
        let opening = byWord.get(word)
        if (!opening) byWord.set(word, (opening = { byNext: new Map(), others: [] }))
        put(opening, pattern)
      }
    }
  }
  const lonely = names.map((name) => alone.has(name))
  return {
    find(tokens, words) {
      let best = names.length
      let said = -1
      for (let at = 0; at < words.length && best > 0; at++) {
        const opening = byWord.get(words[at]!)
        if (!opening) continue
        const next = opening.byNext.get(words[at + 1] ?? '')
        const { others } = opening
        for (let one = next ? -next.length : 0; one < others.length; one++) {
          const { rank, opens, steps } = (one < 0 ? next!.at(one) : others[one])!
          if (rank >= best || (opens && !begins(tokens, at))) continue
          if (reach(tokens, words, steps, 0, at) < 0) continue
          if (lonely[rank] && at > (said = said < 0 ? firstSaid(tokens) : said)) continue
          best = rank
        }
      }
      return names[best]
    },
    without(tokens, words) {
      let left: string[] | undefined
      for (let at = 0; at < words.length; at++) {
        const opening = byWord.get(words[at]!)
        if (!opening) continue
        const next = opening.byNext.get(words[at + 1] ?? '') ?? []
        for (const { opens, steps } of [...next, ...opening.others]) {
          if (opens && !begins(tokens, at)) continue
          const end = reach(tokens, words, steps, 0, at)
          if (end > at) (left ??= [...words]).fill('', at, end)
        }
      }
      return left ?? words
    },
  }
}

function put({ byNext, others }: Opening, pattern: Pattern): void {
  const second = pattern.steps[1]
  if (second?.kind !== 'word' || !second.words || second.optional || second.words.has('$')) {
    others.push(pattern)
    return
  }
  for (const word of second.words) {
    const known = byNext.get(word)
    if (known) known.push(pattern)
    else byNext.set(word, [pattern])
  }
}

/** Where the first word of matter stands. */
function firstSaid(tokens: readonly Token[]): number {
  const at = tokens.findIndex(
    ({ kind, lower }) => kind !== 'word' || !(functionWords.has(lower) || vagueWords.has(lower)),
  )
  return at < 0 ? tokens.length : at
}

/** What may stand between the beginning of a sentence and its verb: "could you please just help me …". */
const leadIns = new Set(
  'and but so or then also please kindly can could would will you just help me us hey go ahead'.split(
    ' ',
  ),
)

function begins(tokens: readonly Token[], at: number): boolean {
  for (let before = at - 1; before >= 0 && before >= at - 7; before--) {
    const { closes, lower } = tokens[before]!
    if (closes !== '') return true
    if (!leadIns.has(lower)) return false
  }
  return at < 8
}

/** Where the steps end that begin at a word; -1 where they do not fit. */
function reach(
  tokens: readonly Token[],
  words: readonly string[],
  steps: readonly Step[],
  step: number,
  at: number,
): number {
  const next = steps[step]
  if (!next) return at
  const over = at >= words.length || (step > 0 && tokens[at - 1]!.closes !== '')
  switch (next.kind) {
    case 'end':
      return over ? reach(tokens, words, steps, step + 1, at) : -1
    case 'not':
      return next.words.has(over ? '$' : words[at]!)
        ? -1
        : reach(tokens, words, steps, step + 1, at)
    case 'gap':
      for (let more = 0; more <= next.most; more++) {
        const end = reach(tokens, words, steps, step + 1, at + more)
        if (end >= 0) return end
        if (over || at + more >= words.length || tokens[at + more]!.closes !== '') return -1
      }
      return -1
    case 'word':
      if (!over && (next.words === undefined || next.words.has(words[at]!))) {
        const end = reach(tokens, words, steps, step + 1, at + 1)
        if (end >= 0) return end
      }
      if (over && next.words?.has('$')) return reach(tokens, words, steps, step + 1, at)
      return next.optional ? reach(tokens, words, steps, step + 1, at) : -1
  }
}

function readPattern(
  line: string,
  rank: number,
  sets: ReadonlyMap<string, ReadonlySet<string>>,
): Pattern {
  const parts = line.split(/\s+/)
  const opens = parts[0] === '^'
  if (opens) parts.shift()
  return { rank, opens, steps: parts.map((part) => readStep(part, sets)) }
}

function readStep(part: string, sets: ReadonlyMap<string, ReadonlySet<string>>): Step {
  if (part === '$') return { kind: 'end' }
  if (part === '..') return { kind: 'gap', most: 3 }
  if (part === '...') return { kind: 'gap', most: 6 }
  if (part.startsWith('!')) return { kind: 'not', words: readWords(part.slice(1), sets) }
  const optional = part.endsWith('?')
  const body = optional ? part.slice(0, -1) : part
  return { kind: 'word', words: body === '_' ? undefined : readWords(body, sets), optional }
}

function readWords(body: string, sets: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const words = new Set<string>()
  for (const one of body.split('|')) {
    const name = /^<(.+)>$/.exec(one)?.[1]
    if (name === undefined) words.add(one)
    else {
      const list = sets.get(name)
      if (!list) throw new Error(`no list of words is called ${name}`)
      for (const word of list) words.add(word)
    }
  }
  return words
}

/** Nouns with their plurals. */
export const nouns = (list: string): string =>
  list
    .trim()
    .split(/\s+/)
    .map(
      (noun) =>
        `${noun} ${noun.replace(/(?<=[^aeiou])y$/, 'ie').replace(/(?<=(?:s|x|ch|sh))$/, 'e')}s`,
    )
    .join(' ')

/** Verbs with their regular forms; irregular ones stand in a list of their own. */
export const verbs = (list: string): string =>
  list
    .trim()
    .split(/\s+/)
    .map((verb) => {
      const short = verb.replace(/e$/, '')
      const past = verb.replace(/(?<=[^aeiou])y$/, 'i').replace(/e$/, '')
      return `${verb} ${nouns(verb).split(' ')[1]} ${past}ed ${short}ing`
    })
    .join(' ')
