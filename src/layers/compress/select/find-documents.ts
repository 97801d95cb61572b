/**
 * Where documents and question stand in a call of one turn: documents of the dialect, parts of a message, tags,
 * numbered or titled passages, "Context: … Question: …", or a long text with a question before or behind it.
 * @module
 */

/** A piece of the last turn of the user, as its blocks give it. */
export interface Piece {
  readonly text: string
  /** The dialect itself calls it a document. */
  readonly document: boolean
  readonly title: string
  /** Whether anything in it may be left out. */
  readonly open: boolean
}

export interface FoundDocument {
  /** Which piece. */
  readonly piece: number
  /** Half-open range of the passage itself, without its label, tags and title line. */
  readonly start: number
  readonly end: number
  readonly title: string
}

export interface FoundDocuments {
  readonly question: string
  /** What else is said around them. */
  readonly instructions: string
  readonly documents: readonly FoundDocument[]
}

/** Shorter passages in all have nothing to give: about 450 tokens. */
const leastCharacters = 2000
const mostDocuments = 400

const kinds =
  'document|doc|passage|source|article|search[_-]?result|result|chunk|snippet|excerpt|reference|page|context|paragraph|text'
const labels =
  'document|doc|passage|source|context|article|excerpt|snippet|chunk|reference|result|page|paragraph|dokument|quelle|artikel|textstelle|' +
  'fuente|documento|fonte|bron|extrait|passage|источник|документ|文档|资料'

const opening = new RegExp(`<(${kinds})(?:\\s[^<>]{0,400})?>`, 'gi')
const nestedOpening = new RegExp(`<(${kinds}|document_content|content)(?:\\s[^<>]{0,400})?>`, 'i')
const labelled = new RegExp(
  `^[ \\t]*(?:#{1,4}[ \\t]*)?(?:\\*\\*)?\\[?(?:(?:${labels})[ \\t]*[\\[(#]?[ \\t]*(?:no\\.?[ \\t]*)?\\d{1,4}[\\])]?|\\[\\d{1,4}\\]|\\d{1,4}\\])(?:\\*\\*)?`,
  'gimu',
)
const asks =
  /^[ \t]*(?:#{1,4}[ \t]*)?(?:\*\*)?(?:user(?:'s)? |my |the |final )?(?:question|query|q|frage|pregunta|domanda|pergunta|vraag|вопрос|问题|質問)(?: to answer)?(?:\*\*)?[ \t]*[:：](?:\*\*)?[ \t]*/gimu
const gives =
  /^[ \t]*(?:#{1,4}[ \t]*)?(?:\*\*)?(?:context|contexts|documents?|passages?|background|sources?|search results|article|information|reference material|text|kontext|dokumente?|contexte|contexto|contesto)(?: information)?(?:\*\*)?[ \t]*[:：](?:\*\*)?[ \t]*/gimu
const answers =
  /^[ \t]*(?:\*\*)?(?:answer|antwort|réponse|respuesta|risposta|resposta|antwoord)(?:\*\*)?[ \t]*[:：]/imu

/** Documents and question of a single turn; undefined where it has not both. Linear in the text. */
export function findDocuments(
  pieces: readonly Piece[],
  system: string,
): FoundDocuments | undefined {
  const documents: FoundDocument[] = []
  /** Text that is none of a document, in order, by piece. */
  const outside: string[] = []
  const written = pieces.filter(({ document }) => !document)
  for (const [piece, { text, document, title, open }] of pieces.entries()) {
    if (documents.length > mostDocuments) return undefined
    if (document) {
      if (open) documents.push({ piece, start: 0, end: text.length, title })
      continue
    }
    const found = open ? passagesOf(text, written.length > 1) : []
    let at = 0
    for (const passage of found) {
      outside.push(text.slice(at, passage.start), '\n')
      at = passage.end
      documents.push({ ...passage, piece })
    }
    outside.push(text.slice(at), '\n\n')
  }
  if (documents.length > mostDocuments) return undefined
  const length = documents.reduce((sum, { start, end }) => sum + end - start, 0)
  if (length < leastCharacters) return undefined
  const around = outside.join('')
  const question = questionOf(around)
  if (question === undefined) return undefined
  return { question, instructions: `${system}\n${around.replace(question, ' ')}`, documents }
}

type Passage = Omit<FoundDocument, 'piece'>

function passagesOf(text: string, amongParts: boolean): Passage[] {
  const tagged = inTags(text)
  if (tagged.length > 0) return tagged
  const numbered = underLabels(text)
  if (numbered.length > 1) return numbered
  const given = betweenContextAndQuestion(text)
  if (given.length > 0) return given
  // A part of a message for itself: the question stands in another.
  if (amongParts && text.length >= 600 && !asksAtAnEnd(text)) {
    return [{ start: 0, end: text.length, title: '' }]
  }
  return beforeOrBehindQuestion(text)
}

function inTags(text: string): Passage[] {
  const passages: Passage[] = []
  let behind = 0
  let seen = 0
  const unclosed = new Set<string>()
  for (const match of text.matchAll(opening)) {
    const name = match[1]!
    if (match.index < behind || unclosed.has(name)) continue
    seen += 1
    if (seen > mostDocuments * 2) break
    const start = match.index + match[0].length
    const end = text.indexOf(`</${name}>`, start)
    if (end < 0) {
      unclosed.add(name)
      continue
    }
    const inner = text.slice(start, end)
    const heads =
      /^\s*(?:<(source|title|name|url|id|metadata)>[^<]{0,300}<\/\1>\s*)+/i.exec(inner)?.[0]
        .length ?? 0
    const title = titleIn(inner.slice(0, 800)) ?? titleIn(match[0]) ?? ''
    const nested = nestedOpening.exec(inner.slice(heads, heads + 600))
    if (nested) {
      // A container of others: those are found in turn.
      if (!/^(?:document_)?content$/i.test(nested[1]!)) continue
      const from = start + heads + nested.index + nested[0].length
      const to = text.indexOf(`</${nested[1]!}>`, from)
      if (to <= from || to > end) continue
      passages.push({ start: from, end: to, title })
    } else if (end > start + heads) passages.push({ start: start + heads, end, title })
    behind = end
  }
  return passages
}

function titleIn(text: string): string | undefined {
  const found =
    /<(?:title|source|name)>([^<]{1,300})<\//i.exec(text) ??
    /\b(?:title|source|name)="([^"]{1,300})"/i.exec(text)
  return found?.[1]!.trim()
}

function underLabels(text: string): Passage[] {
  const heads: RegExpExecArray[] = []
  for (const head of text.matchAll(labelled)) {
    heads.push(head)
    if (heads.length > mostDocuments) return []
  }
  if (heads.length < 2) return []
  const limit = endOfDocuments(text, heads.at(-1)!.index)
  return heads.flatMap(({ index, 0: label }, at) => {
    const end = heads[at + 1]?.index ?? limit
    const lineEnd = text.indexOf('\n', index)
    const rest = lineEnd < 0 ? '' : text.slice(index + label.length, Math.min(lineEnd, end))
    const titled =
      /^[ \t]*\(?(?:title|titel|titre|título|titolo)?[ \t]*[:：][ \t]*([^)\n]{1,200})\)?/i.exec(
        rest,
      )
    // A short rest of the label's line is a title; a long one begins the passage.
    const isTitle =
      lineEnd >= 0 && lineEnd < end - 1 && rest.trim().length <= 160 && !/[.!?]\s*$/.test(rest)
    const inline = /^[ \t]*\((?:title|titel)[ \t]*[:：][^)\n]{1,200}\)[ \t]*/i.exec(rest)
    const start =
      inline && rest.length > inline[0].length + 40
        ? index + label.length + inline[0].length
        : isTitle
          ? lineEnd + 1
          : index + label.length + (/^[ \t]*[:：)\]-]*[ \t]*/.exec(rest)?.[0].length ?? 0)
    const title =
      inline || isTitle ? (titled?.[1] ?? rest).replaceAll(/[*()#]|^[\s:：-]+/g, '').trim() : ''
    return end > start ? [{ start, end, title }] : []
  })
}

/** Where the passages behind `from` end: before the question's label, else before the last paragraph. */
function endOfDocuments(text: string, from: number): number {
  asks.lastIndex = from
  const asked = asks.exec(text)
  if (asked) return asked.index
  const blank = text.lastIndexOf('\n\n')
  const behind = text.length - blank
  return blank > from && behind < 1200 ? blank : text.length
}

function betweenContextAndQuestion(text: string): Passage[] {
  gives.lastIndex = 0
  const given = gives.exec(text)
  if (!given) return []
  const start = given.index + given[0].length
  const end = endOfDocuments(text, start)
  return paragraphs(text, start, end)
}

function asksAtAnEnd(text: string): boolean {
  return /[?？]\s*$/.test(text) || answers.test(text.slice(-200))
}

/** A long text whose last or first paragraph is a short question. */
function beforeOrBehindQuestion(text: string): Passage[] {
  if (text.length < leastCharacters) return []
  const last = text.trimEnd().lastIndexOf('\n\n')
  const tail = text.slice(last + 2).trim()
  if (last > 0 && tail.length <= 600 && /[?？]/.test(tail)) {
    return paragraphs(text, 0, last)
  }
  const first = text.indexOf('\n\n')
  const opens = first < 0 ? '' : text.slice(0, first).trim()
  if (opens !== '' && opens.length <= 600 && /[?？:]\s*$/.test(opens)) {
    return paragraphs(text, first + 2, text.length)
  }
  return []
}

/** Passages between rules, or between blank lines where there are several. */
function paragraphs(text: string, start: number, end: number): Passage[] {
  const inner = text.slice(start, end)
  const rule = /\n[-=*_]{3,}[ \t]*\n/
  const cut = rule.test(inner) ? new RegExp(rule, 'g') : /\n[ \t]*\n+/g
  const passages: Passage[] = []
  let at = 0
  for (const match of inner.matchAll(cut)) {
    if (passages.length > mostDocuments) return [{ start, end, title: '' }]
    if (match.index > at) passages.push({ start: start + at, end: start + match.index, title: '' })
    at = match.index + match[0].length
  }
  if (at < inner.length) passages.push({ start: start + at, end, title: '' })
  return passages.filter((passage) => text.slice(passage.start, passage.end).trim() !== '')
}

/** The question among text without documents: labelled, in tags, the last sentence that asks, or a short last paragraph. */
function questionOf(around: string): string | undefined {
  const tag = /<(question|query|user_question|user_query)>([\s\S]{1,4000}?)<\/\1>/i.exec(around)
  if (tag) return tag[2]!.trim() || undefined
  asks.lastIndex = 0
  const labelsFound = [...around.matchAll(asks)]
  const label = labelsFound.at(-1)
  if (label) {
    const from = label.index + label[0].length
    const rest = around.slice(from, from + 4000)
    const stop = rest.search(
      /\n[ \t]*\n|\n[ \t]*(?:\*\*)?(?:answer|antwort|réponse|respuesta|risposta)(?:\*\*)?[ \t]*[:：]/i,
    )
    const question = (stop < 0 ? rest : rest.slice(0, stop)).trim()
    if (question !== '') return question
  }
  const asking = around.match(/[^\n.!?？。]{6,600}[?？]/gu)
  if (asking) return asking.at(-1)!.trim()
  const last =
    around
      .trim()
      .split(/\n[ \t]*\n/)
      .at(-1)
      ?.trim() ?? ''
  return last.length >= 8 && last.length <= 500 ? last : undefined
}
