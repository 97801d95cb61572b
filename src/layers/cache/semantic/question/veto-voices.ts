/**
 * Of the same matter, said of others, of another time, in another mood or asked in another unit.
 * @module
 */
import { weighty } from './accounting.ts'
import type { Closeness } from './closeness.ts'
import type { Question, Veto, VetoKind } from './question.ts'
import { sides, without } from './sets.ts'
import { units } from './tables/numbers.ts'

const classed = (lines: string): ReadonlyMap<string, string> =>
  new Map(
    lines
      .trim()
      .split('\n')
      .flatMap((line) => {
        const [name = '', words = ''] = line.split(': ')
        return words.split(' ').map((word): [string, string] => [word, name])
      }),
  )

/** The asker, the one asked and anyone are one person here: "How do I …", "How do you …". */
const persons = classed(`
i: i me my mine we us our ours you your yours one u
they: they them their theirs
he: he him his
she: she her hers
`)
const times = classed(`
past: was were did had
present: is are am do does has have
`)
const modes = classed(`
can: can could able
may: may might
will: will would
should: should shall ought
must: must
`)

/** Share of common matter from which nothing else differs where every word is accounted for. */
const enough = 0.5

export function vetoVoices(a: Question, b: Question, closeness: Closeness, vetoes: Veto[]): void {
  compare('unit', unitsOf(a), unitsOf(b), vetoes)
  const { shared } = closeness
  if (shared < enough) return
  const [left, right] = [closeness.left(), closeness.right()]
  if (weighty(left, a, b).length + weighty(right, b, a).length > 0) return
  // "In 1990" says when, whatever the verb does.
  if (!isDated(a) && !isDated(b)) compare('tense', read(a, times), read(b, times), vetoes)
  if (shared < 1 || left.length + right.length > 0) return
  compare('principal', read(a, persons), read(b, persons), vetoes)
  // "How could I …" and "How should I …" ask for a way, both.
  if (a.frame !== 'how-to' && b.frame !== 'how-to')
    compare('tense', read(a, modes), read(b, modes), vetoes)
}

/** A year says when. */
const isDated = ({ numbers }: Question): boolean =>
  numbers.some(({ value, unit }) => unit === '' && /^(?:1[0-9]|20)\d\d$/.test(value))

/** Each side has one that the other lacks. */
function compare(
  kind: VetoKind,
  a: ReadonlySet<string>,
  b: ReadonlySet<string>,
  vetoes: Veto[],
): void {
  const left = without(a, b)
  const right = without(b, a)
  if (left.length > 0 && right.length > 0) vetoes.push({ kind, words: sides(left, right) })
}

function read({ tokens }: Question, table: ReadonlyMap<string, string>): Set<string> {
  const found = new Set<string>()
  for (const { lower } of tokens) {
    const name = table.get(lower)
    if (name !== undefined) found.add(name)
  }
  return found
}

/** Short names of units are letters and words of grammar more often. */
const short = /^(?:km|kg|lb|cm|mm|mg|ml|mb|gb|tb)$/
const noUnit = /^(?:people|persons?|times?|pages?|won|degrees?|foot|cups?|yards?|second)$/

/** Units that stand by themselves: "How many gallons …". */
function unitsOf({ tokens }: Question): Set<string> {
  const found = new Set<string>()
  for (const [at, { kind, lower }] of tokens.entries()) {
    // "Days per year": the year is no unit of what is asked.
    if (/^(?:per|a|an|each|every)$/.test(tokens[at - 1]?.lower ?? '')) continue
    if (kind !== 'word' || noUnit.test(lower) || (lower.length < 3 && !short.test(lower))) continue
    const unit = units.get(lower)
    if (unit !== undefined) found.add(unit)
  }
  return found
}
