/**
 * Words around a question that ask nothing: "Hi, quick question: can you tell me …? Thanks in advance!"
 * @module
 */
import type { Token } from './question.ts'
import { auxiliaries } from './tables/frame-words.ts'

const split = (text: string): readonly (readonly string[])[] =>
  text
    .trim()
    .split(/\s*[\n,]\s*/)
    .map((phrase) => phrase.split(' '))

/** In front of anything. */
const greetings = split(`
hi there, hello there, hey there, hi all, hello all, hi everyone, hello everyone, hi team, hello team, hi, hello, hey, um, uh, hmm, so, well, ok,
okay, sorry, excuse me, good morning, good afternoon, good evening, good day, dear support, dear team, dear sir, sir,
quick question, one question, just a question, a question, just curious, one more thing, thanks, cheers, anyway, please
`)

/** Only in front of a question: "tell me a joke" is none. */
const requests = split(`
please tell me, tell me, please explain, i would like to know, i want to know, i need to know, i wanted to know,
i wish to know, i was wondering, i am wondering, wondering, i am curious, curious,
can you tell me, can you say, can you explain, can you please tell me, can you please explain,
could you tell me, could you say, could you explain, could you please tell me, could you please explain,
would you tell me, can someone tell me, can someone explain, can anyone tell me, can anyone explain,
could someone tell me, could someone explain, could anyone tell me, may i ask, can i ask, do you know,
do you happen to know, does anyone know, does anybody know, let me know, i have a question about,
i have a question on, i have a question
`)

/** Behind anything. */
const closings = split(`
thanks in advance, thank you in advance, thanks a lot, thanks so much, thank you so much, thank you very much,
many thanks, thanks again, thanks, thank you, thank u, thx, ty, cheers, kind regards, best regards, regards,
any help is welcome, any help is appreciated, any help would be appreciated, any help appreciated, please help,
pls help, please help me, pls, please, please let me know, let me know, just wondering, just curious,
i would like to know, i want to know, please advise, pls advise, please explain
`)

const asks = /^(?:what|which|who|whom|whose|when|where|why|how|if|whether)$/

/**
 * The tokens between greetings and thanks; all of them where nothing else would be left. The first then opens the text.
 * About 1 µs.
 */
export function withoutCourtesies(tokens: readonly Token[]): readonly Token[] {
  let from = 0
  let to = tokens.length
  for (let length = -1; length !== 0 && from < to; from += length) length = opening(tokens, from)
  for (let length = -1; length !== 0 && from < to; to -= length) {
    length = ending(tokens, to, closings)
  }
  if (to - from < 2 || (from === 0 && to === tokens.length)) return tokens
  const kept = tokens.slice(from, to)
  if (from > 0) kept[0] = { ...kept[0]!, opens: true }
  // "… please let me know?" asks with the mark of what was said around it.
  const last = kept.at(-1)!
  const marks = tokens.slice(to).map(({ closes }) => closes)
  if (last.closes === '' && marks.includes('?')) kept[kept.length - 1] = { ...last, closes: '?' }
  return kept
}

function opening(tokens: readonly Token[], from: number): number {
  for (const phrase of requests) {
    if (!reads(tokens, from, phrase)) continue
    const next = tokens[from + phrase.length]
    const last = tokens[from + phrase.length - 1]!
    const question =
      next && (asks.test(next.lower) || auxiliaries.has(next.lower) || last.closes === '.')
    if (question) return phrase.length
  }
  return greetings.find((phrase) => reads(tokens, from, phrase))?.length ?? 0
}

function ending(
  tokens: readonly Token[],
  to: number,
  phrases: readonly (readonly string[])[],
): number {
  return phrases.find((phrase) => reads(tokens, to - phrase.length, phrase))?.length ?? 0
}

function reads(tokens: readonly Token[], from: number, phrase: readonly string[]): boolean {
  return phrase.every((word, at) => tokens[from + at]?.lower === word)
}
