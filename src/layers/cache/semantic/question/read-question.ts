/**
 * Reads the last text of a call into the facets that another wording must share.
 * @module
 */
import { isAscii } from './ascii.ts'
import { withoutCourtesies } from './courtesy.ts'
import { readFreshness } from './freshness.ts'
import { readFrame } from './frame.ts'
import { readLanguage } from './language.ts'
import { readCasing, readEntities } from './names.ts'
import { countNegations } from './negation.ts'
import { readPrincipals } from './principals.ts'
import { readQuantifiers } from './quantifiers.ts'
import { readRoles } from './roles.ts'
import { readStyles } from './styles-asked.ts'
import { readMembers } from './members.ts'
import { stem } from './stem.ts'
import type { Question, Token } from './question.ts'
import { readQuantities } from './quantities.ts'
import { functionWords, vagueWords } from './tables/function-words.ts'
import { readTokens, tokenBound } from './tokens.ts'

/** Characters considered. What is longer is a document or a task, and is never answered across wordings. */
export const textBound = 2_000

/**
 * Reads a text. Never throws; time is linear in the first `textBound` characters (10 to 15 µs for a question of a
 * line). A text that is longer, or holds no word, has `unfit` set and matches nothing, not even itself.
 */
export function readQuestion(text: string): Question {
  const bounded = text.length > textBound ? text.slice(0, textBound) : text
  const normal = isAscii(bounded) ? bounded : bounded.normalize('NFKC')
  const read = readTokens(normal)
  const tooLong = text.length > textBound || read.length > tokenBound
  if (tooLong) read.length = Math.min(read.length, tokenBound)
  const tokens = withoutCourtesies(read)
  const { numbers, one, ids: figures } = readQuantities(tokens)
  const ids = new Set(figures)
  const codes = new Set<string>()
  const words = new Set<string>()
  const content = new Set<string>()
  for (const token of tokens) {
    words.add(token.lower).add(token.stem)
    if (token.kind === 'id') {
      const id = plainId(token.lower)
      // "#hashtags", "school/" are words with a sign grown to them.
      if (/^[a-z]+$/.test(id)) content.add(words.has(id) ? id : stem(id))
      else if (id !== '') ids.add(id)
      words.add(id).add(stem(id))
    } else if (token.kind === 'code') codes.add(token.raw.replaceAll('`', ''))
    else if (isContent(token)) content.add(token.stem)
  }
  const cased = readCasing(tokens)
  const { frame, frames, mood, from, to } = readFrame(tokens)
  return {
    text: bounded,
    unfit: tooLong ? 'too long' : tokens.length === 0 ? 'empty' : undefined,
    tokens,
    words,
    content: [...content],
    numbers,
    one,
    ids,
    codes,
    entities: readEntities(tokens, cased),
    cased,
    ...readMembers(tokens, cased),
    negations: countNegations(tokens),
    denials: countNegations(tokens.slice(from, to), 'not'),
    frame,
    frames,
    mood,
    language: readLanguage(normal, tokens),
    principals: readPrincipals(tokens),
    styles: readStyles(normal.toLowerCase(), tokens),
    freshness: readFreshness(tokens),
    quantifiers: readQuantifiers(tokens),
    roles: readRoles(tokens),
    readings: [],
  }
}

function isContent(token: Token): boolean {
  return token.kind === 'word' && !functionWords.has(token.lower) && !vagueWords.has(token.lower)
}

/** `#D-7781` and `D-7781` are one. */
function plainId(id: string): string {
  return id.replace(/^(?:#|no\.?|nr\.?)+/, '').replace(/^[@&]+|(?:'s|[-_/&']+)$/g, '')
}
