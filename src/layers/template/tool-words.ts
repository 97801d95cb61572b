/**
 * Words of tools and of questions, brought together: `listPullRequests`, `list_pull_requests` and "pull requests" share
 * theirs.
 * @module
 */

/** Words that stand in any request, or in any tool's description. */
const common = new Set(
  'a an the and or of to in on at by for with from as is are was were be been being it its this that these those i me my we our you your he she they them their his her what which who whom whose when where why how do does did done can could will would shall should may might must have has had not no so if then than but about into over under up out all any some each per via please thanks thank hi hello hey want wants need needs like help let get got just also only very more most other such there here now us am im ive id ll re ve s t d m much many lot lots few little tell know let lets see say said ask maybe still really actually currently right back well good great nice sure ok okay yes yeah nope oh ah going go goes come take took make made put say says think thought look looks looking try trying wanted wondering could able every both same one two three first second next last per s t don doesn didn isn aren won wouldn couldn shouldn specifically particular upcoming today tomorrow tonight yesterday tool function parameter parameters value values given using used use uses specified provided based optional required default string number boolean object array list true false null e g etc following'.split(
    ' ',
  ),
)

const word = /[\p{L}\p{N}]+/gu
/** What is counted says nothing of what is asked. */
const number = /^\p{N}+$/u
/** fooBar, HTTPServer, v2beta: where a name's words meet. */
const joints =
  /(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})|(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})/u

/** A request of more characters is read at its beginning and its end. */
const longestRead = 24_000

/** Words in order, in small letters, stemmed, common ones left out. */
export function wordsOf(text: string, most = 4000): string[] {
  const read =
    text.length <= longestRead
      ? text
      : `${text.slice(0, longestRead / 2)} ${text.slice(-longestRead / 2)}`
  const words: string[] = []
  for (const [found] of read.matchAll(word)) {
    if (found.length > 80 || number.test(found)) continue
    for (const part of found.split(joints)) {
      const small = part.toLowerCase()
      if (common.has(small) || number.test(small)) continue
      words.push(stem(small))
      if (words.length >= most) return words
    }
  }
  return words
}

/** Plural, past and progressive forms fall together; what is left need not be a word. English only. */
export function stem(word: string): string {
  if (word.length <= 3) return word
  let end = word
  if (/(?:ss|x|z|ch|sh)es$/.test(end)) end = end.slice(0, -2)
  else if (end.endsWith('s') && !/(?:ss|us|is)$/.test(end)) end = end.slice(0, -1)
  if (end.endsWith('ing') && end.length > 5) end = undouble(end.slice(0, -3))
  else if (end.endsWith('ed') && end.length > 4) end = undouble(end.slice(0, -2))
  else if (end.endsWith('ation') && end.length > 7) end = end.slice(0, -3)
  if (end.length > 3 && end.endsWith('e')) end = end.slice(0, -1)
  // "movies" and "movie", "cities" and "city".
  return end.endsWith('y') ? `${end.slice(0, -1)}i` : end
}

function undouble(text: string): string {
  const last = text.at(-1)!
  return text.length > 3 && last === text.at(-2) && !'lsz'.includes(last) ? text.slice(0, -1) : text
}

/** A name as one would say it: `listPullRequests` is "list pull requests". */
export function spokenName(name: string): string {
  return [...name.slice(0, 200).matchAll(word)]
    .flatMap(([found]) => found.split(joints))
    .join(' ')
    .toLowerCase()
}
