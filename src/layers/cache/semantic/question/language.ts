/**
 * In which language a text is, as far as grammar words and letters say. Unknown is an answer: then nothing matches.
 * @module
 */
import { isAscii } from './ascii.ts'
import { isKnownWord } from './lexicon.ts'
import type { Token } from './question.ts'
import { functionWords, vagueWords } from './tables/function-words.ts'
import { styleTriggers } from './tables/styles.ts'
import { grammarWords } from './tables/languages.ts'

const otherScript =
  /[^\t-\u024f\u2000-\u206f\u20a0-\u20cf\u2100-\u214f\u2190-\u22ff\p{Emoji}\p{Mn}]/u
const accents = /[äöüßñçéèêëàâáíìîïóòôõúùûåøæœłśżźćąęğşıčřžšěůőűăâîșț¿¡]/gi

/** Endings that long German words have and English ones lack: few nouns and adjectives of it come without one. */
const germanEnding =
  /^.{3,}(?:ungen|(?<=.{2})ung|keit|heit|schaft|lichen?|ischen?|ierten?|haltet|losen|enen)$/

/**
 * Two letters, or 'unknown': letters of a script other than the Latin, no known word at all, or two languages alike.
 * Counts words that the grammar of a language has; an accent counts against English.
 */
export function readLanguage(text: string, tokens: readonly Token[]): string {
  const ascii = isAscii(text)
  if (!ascii && hasOtherScript(text)) return 'unknown'
  const votes = new Map<string, number>()
  let known = 0
  for (const token of tokens) {
    if (token.kind !== 'word') continue
    const languages = grammarWords.get(token.lower)
    if (languages) {
      for (const language of languages) {
        votes.set(language, (votes.get(language) ?? 0) + 1 / languages.length)
      }
    } else if (germanEnding.test(token.lower)) votes.set('de', (votes.get('de') ?? 0) + 0.5)
    else if (isKnownWord(token.stem) || isEnglish(token.lower)) known += 1
  }
  const english = votes.get('en') ?? 0
  const foreign = ascii ? 0 : (text.match(accents)?.length ?? 0)
  let best = 'unknown'
  let most = 0
  for (const [language, count] of votes) {
    if (language !== 'en' && count > most) {
      best = language
      most = count
    }
  }
  // German "was" and "war" are English words as well: a draw is no English.
  if (english > most) {
    return foreign > english + known || beginsForeign(tokens) ? 'unknown' : 'en'
  }
  // Keywords without grammar ("basic savings minimum balance") are English where our own tables know them.
  const outvoted = (most > 0 && most >= english) || beginsForeign(tokens)
  if (known >= 2 && foreign === 0 && !outvoted && known > most) return 'en'
  if (most === 0 && foreign === 0 && known > 0 && known * 2 >= tokens.length) return 'en'
  return most - english >= 1 ? best : 'unknown'
}

/** A question opens with a word of its own language's grammar, whatever names it speaks of. */
function beginsForeign(tokens: readonly Token[]): boolean {
  const first = tokens.find(({ kind }) => kind === 'word')
  const languages = first && grammarWords.get(first.lower)
  return languages !== undefined && !languages.includes('en')
}

const isEnglish = (word: string): boolean =>
  functionWords.has(word) || vagueWords.has(word) || styleTriggers.has(word)

/** A single letter of mathematics or physics (π, Ω) is no script; a word is. */
function hasOtherScript(text: string): boolean {
  let run = 0
  for (const letter of text) {
    run = otherScript.test(letter) ? run + 1 : 0
    if (run > 1) return true
  }
  return false
}
