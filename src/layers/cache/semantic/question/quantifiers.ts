/**
 * Of how many it speaks.
 * @module
 */
import type { Token } from './question.ts'
import { smallNumbers } from './tables/numbers.ts'

/** Which of many values is meant. */
const measures: ReadonlyMap<string, string> = new Map(
  Object.entries({
    highest: 'maximum maximal max highest upper',
    advised: 'recommended advised advisable ideal optimal',
    usual: 'typical typically usual usually normal normally',
  }).flatMap(([name, words]) => words.split(' ').map((word): [string, string] => [word, name])),
)

/** Bounds and quantifiers, under one name each. */
export function readQuantifiers(tokens: readonly Token[]): Set<string> {
  const found = new Set<string>()
  for (const [at, { lower }] of tokens.entries()) {
    const next = tokens[at + 1]?.lower
    if (lower === 'at') {
      if (next === 'least') found.add('at least')
      else if (next === 'most') found.add('at most')
    } else if (next === 'than' && isFigure(tokens[at + 2]?.lower)) {
      if (/^(?:more|greater|over|longer|larger|older|higher)$/.test(lower)) found.add('more than')
      else if (/^(?:less|fewer|shorter|smaller|younger|lower)$/.test(lower)) found.add('less than')
      // "No more than five" is five at most.
      const denied = /^(?:no|not)$/.test(tokens[at - 1]?.lower ?? '')
      if (denied && found.delete('more than')) found.add('at most')
      else if (denied && found.delete('less than')) found.add('at least')
    } else if (/^(?:over|above|exceed|exceeds|exceeding)$/.test(lower) && isFigure(next)) {
      found.add('more than')
    } else if ((lower === 'under' || lower === 'below') && isFigure(next)) found.add('less than')
    else if (/^min(?:imum)?$/.test(lower) && next === 'of') found.add('at least')
    else if (/^max(?:imum)?$/.test(lower) && next === 'of') found.add('at most')
    else if (lower === 'or' && next === 'more') found.add('at least')
    else if (lower === 'or' && next === 'less') found.add('at most')
    else if (lower === 'up' && next === 'to' && isFigure(tokens[at + 2]?.lower)) {
      found.add('at most')
    } else if (
      lower === 'up' &&
      next === 'to' &&
      /^(?:what|which)$/.test(tokens[at + 2]?.lower ?? '')
    )
      found.add('at most')
    else if (
      lower === 'from' &&
      /^(?:what|which)$/.test(next ?? '') &&
      tokens[at + 2]?.lower === 'age'
    )
      found.add('at least')
    else if (lower === 'how' && (next === 'few' || next === 'little')) found.add('how few')
    else if (
      lower === 'all' ||
      lower === 'every' ||
      lower === 'each' ||
      lower === 'everyone' ||
      lower === 'everybody' ||
      lower === 'everything' ||
      lower === 'always' ||
      lower === 'entire'
    )
      found.add('all')
    else if (
      lower === 'some' ||
      lower === 'several' ||
      (lower === 'few' && tokens[at - 1]?.lower !== 'how') ||
      lower === 'sometimes' ||
      lower === 'certain'
    )
      found.add('some')
    else if (lower === 'any' || lower === 'anyone' || lower === 'anybody') found.add('any')
    else if (lower === 'none' || lower === 'nobody' || lower === 'never') found.add('none')
    else if (
      lower === 'most' &&
      (next === 'of' || (next ?? '').endsWith('s')) &&
      tokens[at - 1]?.lower !== 'the' &&
      tokens[at - 1]?.lower !== 'at'
    )
      found.add('most')
    else if (lower === 'only' || lower === 'exclusively' || lower === 'solely') found.add('only')
    else if (lower === 'both') found.add('both')
    else if (lower === 'average' || (lower === 'mean' && tokens[at - 1]?.lower === 'the'))
      found.add('average')
    else if (lower === 'total' || lower === 'altogether' || lower === 'sum') found.add('total')
    else if (lower === 'median') found.add('median')
    else if (lower === 'half') found.add('half')
    else if (lower === 'exactly' && /^\d/.test(next ?? '')) found.add('exactly')
    else if (lower === 'except' || lower === 'besides' || lower === 'excluding') found.add('except')
    else {
      const measure = measures.get(lower)
      if (measure !== undefined) found.add(measure)
    }
  }
  return found
}

const isFigure = (word = ''): boolean => /^[$€£₹]?\d/.test(word) || smallNumbers.has(word)
