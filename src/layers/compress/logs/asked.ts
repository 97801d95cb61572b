/**
 * What a line is worth to a question: the words that they share, rare ones more.
 * @module
 */

/** Words that stand in any question. */
const common = new Set(
  'the and for with that this from what why how does did was were are has have had can could should would will when where which who please tell show find fix help about into out our your you all any there their then than been being its make made give get got use using run running file files log logs output error errors fail failed failing failure test tests build look see check issue problem wrong happened'.split(
    ' ',
  ),
)
const mostWords = 40
/** What a shared word is worth beside the signs of a line (an error is worth 8). */
const word = 2.5

/** undefined where the question has no word that says anything. */
export function createAsked(question: string | undefined): ((line: string) => number) | undefined {
  if (question === undefined) return undefined
  const words = new Set<string>()
  for (const [found] of question.slice(0, 4000).matchAll(/[\p{L}\p{N}_./:-]{3,80}/gu)) {
    const plain = found.replace(/^[./:-]+|[./:-]+$/g, '').toLowerCase()
    if (plain.length >= 3 && !common.has(plain)) words.add(plain)
    if (words.size >= mostWords) break
  }
  if (words.size === 0) return undefined
  const escaped = [...words].map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  const form = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${escaped.join('|')})(?![\\p{L}\\p{N}_])`, 'giu')
  return (line) => {
    form.lastIndex = 0
    if (!form.test(line)) return 0
    const found = new Set<string>()
    form.lastIndex = 0
    for (const [match] of line.matchAll(form)) found.add(match.toLowerCase())
    return word * Math.min(4, found.size)
  }
}
