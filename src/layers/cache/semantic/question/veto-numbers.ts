/**
 * Figures, units, ids and code must be the same on both sides.
 * @module
 */
import type { Closeness } from './closeness.ts'
import type { Quantity, Question, Veto } from './question.ts'
import { difference, sides } from './sets.ts'
import { smallNumbers } from './tables/numbers.ts'

export function vetoNumbers(a: Question, b: Question, closeness: Closeness, vetoes: Veto[]): void {
  if (a.numbers.length > 0 || b.numbers.length > 0) compareNumbers(a, b, closeness, vetoes)
  const counted = countedOther(a, b)
  if (counted) vetoes.push({ kind: 'number', words: counted })
  const ids = difference(a.ids, b.ids)
  if (ids) vetoes.push({ kind: 'id', words: ids })
  const codes = difference(a.codes, b.codes)
  if (codes) vetoes.push({ kind: 'code', words: codes })
}

function compareNumbers(a: Question, b: Question, { insertion }: Closeness, vetoes: Veto[]): void {
  const left = unmatched(a, b)
  const right = unmatched(b, a)
  // A figure that one side has and the other lacks may go without saying in another wording, never in the same.
  const other = left.length > 0 && right.length > 0
  if (
    other ||
    (insertion && left.length + right.length > 0) ||
    counted(a, b, left) ||
    counted(b, a, right)
  ) {
    vetoes.push({
      kind: 'number',
      words: sides(
        left.map(({ value }) => value),
        right.map(({ value }) => value),
      ),
    })
    return
  }
  const unit = otherUnit(a, b) ?? otherUnit(b, a)
  if (unit) vetoes.push({ kind: 'unit', words: unit })
}

/** A figure that the other side has too, in no unit that agrees. */
function otherUnit(from: Question, other: Question): string | undefined {
  for (const number of from.numbers) {
    const others = other.numbers.filter(({ value }) => value === number.value)
    if (others.length > 0 && !others.some((one) => sameUnit(number, one)))
      return sides([number.value, number.unit], [others[0]!.value, others[0]!.unit])
  }
  return undefined
}

/** "The area of two kites" against "of a kite": one of what the other side counts. */
function counted(from: Question, other: Question, lost: readonly Quantity[]): boolean {
  if (lost.length === 0) return false
  const singles = new Set<string>()
  for (const [at, { lower }] of other.tokens.entries()) {
    const next = other.tokens[at + 1]
    if (next?.kind === 'word' && /^(?:a|an|one)$/.test(lower)) singles.add(next.stem)
  }
  return from.tokens.some(
    ({ kind, lower }, at) =>
      (kind === 'number' || smallNumbers.has(lower)) &&
      lower !== 'one' &&
      singles.has(from.tokens[at + 1]?.stem ?? ''),
  )
}

/** "Two screens on one desk", "one screen on two desks": both speak of both, and count them otherwise. */
function countedOther(a: Question, b: Question): string | undefined {
  const others = counts(b)
  for (const [thing, figure] of counts(a)) {
    const other = others.get(thing)
    if (other !== undefined && other !== figure) return sides([figure, thing], [other, thing])
  }
  return undefined
}

/** Each word of matter behind a figure or "one", with that figure. */
function counts({ tokens, content }: Question): Map<string, string> {
  const found = new Map<string, string>()
  for (const [at, { kind, lower }] of tokens.entries()) {
    const next = tokens[at + 1]
    if (next?.kind !== 'word' || !content.includes(next.stem)) continue
    if (kind === 'number') found.set(next.stem, lower.replaceAll(',', ''))
    else if (lower === 'both') found.set(next.stem, '2')
    else if (smallNumbers.has(lower)) found.set(next.stem, String(smallNumbers.get(lower)))
  }
  return found
}

/** A figure without a unit may be that of the other side with one ("5,000" and "$5,000"). */
function sameUnit(a: Quantity, b: Quantity): boolean {
  return (
    a.unit === b.unit ||
    a.unit === '' ||
    b.unit === '' ||
    a.unit === 'people' ||
    b.unit === 'people'
  )
}

/** With the same figures in another order ("from 5 to 10", "from 10 to 5") the sequence differs, too. */
function unmatched(from: Question, other: Question): Quantity[] {
  const rest = other.numbers.map(({ value }) => value)
  const lost: Quantity[] = []
  for (const number of from.numbers) {
    const { value } = number
    const at = rest.indexOf(value)
    if (at >= 0) rest.splice(at, 1)
    else if (!(value === '1' && other.one)) lost.push(number)
  }
  return lost
}
