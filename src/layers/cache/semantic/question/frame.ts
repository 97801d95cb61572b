/**
 * Which kind of answer is asked for (a reason, a way, a time, yes or no …) and in which tense or modality.
 * @module
 */
import type { Frame, Mood, Token } from './question.ts'
import {
  amounts,
  auxiliaries,
  commands,
  generic,
  judgements,
  leadIns,
  reasons,
  spots,
  times,
  ways,
} from './tables/frame-words.ts'

export interface Framed {
  readonly frames: ReadonlySet<Frame>
  /** Tokens of the sentence that asks: half-open. */
  readonly from: number
  readonly to: number
  readonly frame: Frame
  readonly mood: Mood
}

/** Reads the sentence that asks: the last with a question mark, or the first that opens like a question, or the first. */
export function readFrame(tokens: readonly Token[]): Framed {
  const sentences = askingSentences(tokens)
  const [from, to] = sentences.at(-1)!
  const framed = frameOf(tokens, from, to)
  const frames = new Set([framed.frame])
  for (const [start, end] of sentences.slice(-4, -1)) frames.add(frameOf(tokens, start, end).frame)
  return { ...framed, frames, from, to }
}

function frameOf(tokens: readonly Token[], from: number, to: number): { frame: Frame; mood: Mood } {
  let at = from
  while (at < to - 1 && leadIns.has(tokens[at]!.lower)) at += 1
  const word = (offset: number): string => (at + offset < to ? tokens[at + offset]!.lower : '')
  const first = word(0)
  const mood = (): Mood => moodOf(tokens, at, to)
  switch (first) {
    case 'why':
      return { frame: 'why', mood: mood() }
    case 'when':
      // "When I open it, nothing happens" states.
      return {
        frame: auxiliaries.has(word(1)) || word(1) === '' ? 'when' : 'statement',
        mood: mood(),
      }
    case 'where':
      return { frame: 'where', mood: mood() }
    case 'who':
    case 'whom':
    case 'whose':
      return { frame: 'who', mood: mood() }
    case 'how':
      return { frame: howFrame(word), mood: mood() }
    case 'what':
    case 'which':
      return { frame: whatFrame(first, word, to - at), mood: mood() }
    default:
  }
  if (auxiliaries.has(first)) {
    const way =
      (word(1) === 'there' && [2, 3, 4].some((offset) => ways.has(word(offset)))) ||
      isPoliteCommand(first, word)
    return { frame: way ? (word(1) === 'there' ? 'how-to' : 'command') : 'yes-no', mood: mood() }
  }
  if (
    ['in', 'on', 'at', 'by', 'for', 'to', 'from', 'with', 'of', 'until', 'since', 'under'].includes(
      first,
    )
  ) {
    if (word(1) === 'which' || word(1) === 'what' || word(1) === 'whom') {
      const asks = word(2)
      if (times.has(asks)) return { frame: 'when', mood: mood() }
      if (spots.has(asks)) return { frame: 'where', mood: mood() }
      if (ways.has(asks)) return { frame: 'how', mood: mood() }
      return { frame: 'which', mood: mood() }
    }
  }
  if (ways.has(first) && word(1) === 'to') return { frame: 'how-to', mood: '' }
  const later = innerOpening(tokens, at + 1, to)
  if (later > 0 && !commands.has(first)) return frameOf(tokens, later, to)
  const named = nominal(word)
  if (named) return { frame: named, mood: '' }
  if (first === 'name' || first === 'list') return { frame: 'which', mood: '' }
  if (commands.has(first)) return { frame: 'command', mood: '' }
  return { frame: 'statement', mood: '' }
}

/** "In 1997, did she …", "for five people, how long …": where the question opens behind an adjunct; 0 for nowhere. */
function innerOpening(tokens: readonly Token[], from: number, to: number): number {
  for (let at = from; at < Math.min(to - 1, from + 20); at++) {
    const { lower } = tokens[at]!
    const next = tokens[at + 1]!
    if (/^(?:why|when|where|who|how|what|which)$/.test(lower) && auxiliaries.has(next.lower))
      return at
    if (lower === 'how' && /^(?:much|many|long|far|often|old|high)$/.test(next.lower)) return at
    if (
      !auxiliaries.has(lower) ||
      /^(?:i|we|you|they|he|she|it|that|which|who|there)$/.test(tokens[at - 1]?.lower ?? '')
    )
      continue
    if (
      /^(?:i|we|you|they|he|she|it|the|a|an|my|your|his|her|our|their|there|this|that)$/.test(
        next.lower,
      )
    )
      return at
    if (/^(?:do|does|did|can|will|should)$/.test(lower) && at > from) return at
  }
  return 0
}

/** Questions without a verb: "Shipping price for …", "Meaning of …". */
function nominal(word: (offset: number) => string): Frame | undefined {
  for (let offset = 0; offset < 4; offset++) {
    if (/^(?:price|prices|cost|costs|fee|fees|amount|number|distance)$/.test(word(offset)))
      return 'how-much'
    if (/^(?:meaning|definition)$/.test(word(offset))) return 'definition'
    if (/^(?:reason|reasons|cause|causes)$/.test(word(offset))) return 'why'
    if (/^(?:duration|length)$/.test(word(offset))) return 'how-long'
  }
  return undefined
}

/** All sentences with a question mark; else the first that opens like a question; else the whole. Never empty. */
function askingSentences(tokens: readonly Token[]): [number, number][] {
  let start = 0
  const found: [number, number][] = []
  let opening: [number, number] | undefined
  for (const [at, { closes }] of tokens.entries()) {
    if (closes === '' && at < tokens.length - 1) continue
    const range: [number, number] = [start, at + 1]
    // A rest like "why?" or "any ideas?" asks nothing new.
    if (closes === '?' && at + 1 - start > 2) found.push(range)
    const first = tokens[start]!.lower
    if (
      !opening &&
      (auxiliaries.has(first) || /^(?:why|when|where|who|how|what|which)$/.test(first))
    )
      opening = range
    start = at + 1
  }
  return found.length > 0 ? found : [opening ?? [0, tokens.length]]
}

function howFrame(word: (offset: number) => string): Frame {
  const second = word(1)
  if (second === 'to') return 'how-to'
  if (second === 'come') return 'why'
  if (
    second === 'much' ||
    second === 'many' ||
    second === 'high' ||
    second === 'low' ||
    second === 'big'
  ) {
    // "How many days of leave" is an amount.
    return (/^(?:time|days?|hours?|weeks?|minutes?|months?|years?)$/.test(word(2)) &&
      word(3) !== 'of') ||
      word(3) === 'days'
      ? 'how-many-days'
      : 'how-much'
  }
  if (second === 'long' || second === 'soon' || second === 'quickly' || second === 'fast')
    return 'how-long'
  if (
    second === 'far' ||
    second === 'old' ||
    second === 'often' ||
    second === 'large' ||
    second === 'tall' ||
    second === 'heavy'
  )
    return 'how-much'
  if (
    auxiliaries.has(second) &&
    generic.has(word(2)) &&
    second !== 'is' &&
    second !== 'are' &&
    second !== 'was'
  ) {
    return second === 'did' ? 'how' : 'how-to'
  }
  return 'how'
}

function whatFrame(first: string, word: (offset: number) => string, length: number): Frame {
  for (let offset = 1; offset < 6; offset++) {
    const next = word(offset)
    if (
      ways.has(next) &&
      (word(offset + 1) === 'to' ||
        word(offset + 1) === 'of' ||
        word(offset + 1) === 'for' ||
        word(offset + 1) === 'i')
    )
      return 'how-to'
    if (reasons.has(next) && first === 'what') return offset <= 4 ? 'why' : 'what'
    if (next === 'should' && generic.has(word(offset + 1)) && word(offset + 2) === 'do')
      return 'how-to'
    if (
      offset <= 4 &&
      next === 'time' &&
      /ing$|^(?:travel|delivery|wait|response|lead|flight)$/.test(word(offset - 1)) &&
      offset > 1
    )
      return 'how-long'
    if (offset <= 4 && /^(?:date|deadline|cutoff|time)$/.test(next)) return 'when'
    if (amounts.has(next) && offset <= 4) return 'how-much'
    if (/^costs?$/.test(word(offset + 2))) return 'how-much'
  }
  if (/^(?:kind|type|sort)$/.test(word(1)) && word(2) === 'of') return 'which'
  if (times.has(word(1))) return 'when'
  if (spots.has(word(1))) return 'where'
  if (first === 'which') return 'which'
  if (
    (word(1) === 'is' || word(1) === 'are') &&
    length <= 5 &&
    !/^(?:its|my|your|their|his|her|our)$/.test(word(2))
  )
    return 'definition'
  if (
    (word(1) === 'does' || word(1) === 'do') &&
    ([3, 4, 5, 6, 7].some((offset) => word(offset) === 'mean') ||
      (word(1) === 'does' && [3, 4].some((offset) => word(offset) === 'do')))
  )
    return 'definition'
  return 'what'
}

/** "Can you show me …" and "Could you check …" ask to act, not whether. */
function isPoliteCommand(first: string, word: (offset: number) => string): boolean {
  return (
    /^(?:can|could|would|will)$/.test(first) &&
    word(1) === 'you' &&
    (commands.has(word(2)) || word(2) === 'please')
  )
}

function moodOf(tokens: readonly Token[], from: number, to: number): Mood {
  for (let at = from; at < Math.min(to, from + 8); at++) {
    const { lower } = tokens[at]!
    if (!auxiliaries.has(lower)) continue
    const next = tokens[at + 1]?.lower
    const later = tokens[at + 2]?.lower
    if (lower === 'is' && next === 'it') {
      const judged = judgements.get(later ?? '')
      if (judged) return judged
    }
    if (lower === 'did') return 'past'
    if (lower === 'do' || lower === 'does') {
      for (let ahead = at + 1; ahead < Math.min(to, at + 5); ahead++) {
        const verb = tokens[ahead]!.lower
        if (
          (verb === 'have' || verb === 'need' || verb === 'has') &&
          tokens[ahead + 1]?.lower === 'to'
        )
          return 'must'
      }
    }
    if ((next === 'going' || later === 'going') && auxiliaries.get(lower) === 'present')
      return 'future'
    if ((lower === 'has' || lower === 'have') && later === 'to') return 'must'
    return auxiliaries.get(lower)!
  }
  return ''
}
