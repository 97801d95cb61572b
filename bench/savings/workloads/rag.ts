/**
 * Questions over 20 retrieved documents: the one that holds the answer, and 19 that BM25 finds near and that do not.
 *
 * Quality: title and answering sentence of the gold document are in what the model reads. Beside it, the exact match
 * of a small extractive reader on the full and on the compressed prompt.
 * @module
 */
import { seededRandom, shortHash } from '../../../src/sandbox/hash.ts'
import { wilson } from '../quality.ts'
import { readLines } from '../read-data.ts'
import { requestOf } from '../rig/prompt.ts'
import type { WorkloadCall } from '../rig/run.ts'
import { sentText } from '../sent-text.ts'
import { inputSaved, type Judge, type Loaded, type Workload } from '../workload.ts'
import { readAnswer, sentencesIn } from './extractive-reader.ts'
import { createNearest, plain, type Document } from './near-documents.ts'

const file = 'nq-oracle/shared.jsonl.gz'
const documentsEach = 20
const system =
  'Answer the question from the documents below it was found with. Answer in one short phrase. If no document holds the answer, say that none does.'
/** Short phrases: stated. */
const outputTokens = 24

export interface Row {
  readonly question: string
  readonly answers: readonly string[]
  readonly documents: readonly Document[]
  readonly title: string
  readonly sentence: string
}

export const rag: Workload = {
  name: 'rag',
  title: 'retrieval, 20 documents',
  what: `Natural Questions (Lost in the Middle's selection, MIT; NQ CC BY-SA 3.0): a paragraph with the answer, and the 19 nearest of other questions by BM25 without it, shuffled. Only questions whose hash is odd: selectors may be trained on the others. A question every 15 s on average, ${outputTokens} tokens of answer (stated).`,
  rule: 'Title and answering sentence of the gold document are in the prompt.',
  bars: [inputSaved(60)],
  load({ data, quick }) {
    const rows = rowsOf(data, quick ? 40 : 300)
    if (rows === undefined) return undefined
    return loadedRows(rows)
  },
}

export function loadedRows(rows: readonly Row[]): Loaded {
  const random = seededRandom(shortHash('rag times'))
  let at = 0
  const times = rows.map(() => (at += Math.round(-Math.log(1 - random()) * 15_000)))
  return {
    calls: (seller) =>
      rows.map((row, index): WorkloadCall => ({
        at: times[index]!,
        tenant: 'rag',
        conversation: `${index}`,
        outputTokens,
        request: () =>
          requestOf({ system, turns: [{ role: 'user', text: promptOf(row) }] }, seller),
      })),
    judge: () => judgeOf(rows),
    notes: ['Selection was trained, and its floor set, on the other half of the questions.'],
  }
}

function promptOf({ question, documents }: Row): string {
  const shown = documents.map(
    ({ title, text }, at) => `Document ${at + 1} (title: ${title})\n${text}`,
  )
  return `${shown.join('\n\n')}\n\nQuestion: ${question}?`
}

function judgeOf(rows: readonly Row[]): Judge {
  const count = { kept: 0, n: 0, full: 0, now: 0 }
  return {
    see({ index, sent }) {
      const row = rows[index]!
      if (sent === undefined) return
      const { whole } = sentText(sent)
      count.n++
      if (whole.includes(row.sentence) && whole.includes(row.title)) count.kept++
      if (matches(row, promptOf(row))) count.full++
      if (matches(row, whole.slice(whole.indexOf('\n') + 1))) count.now++
    },
    result: () => ({
      kept: wilson(count.kept, count.n),
      also: {
        'reader right, full': count.full,
        'reader right, as sent': count.now,
        'reader kept, %': count.full === 0 ? 100 : (100 * count.now) / count.full,
      },
    }),
  }
}

/** Exact match after SQuAD's normalisation, or the answer inside the phrase that was read. */
function matches({ question, answers }: Row, context: string): boolean {
  const at = context.lastIndexOf('Question:')
  const read = readAnswer(question, at < 0 ? context : context.slice(0, at))
  if (read === undefined) return false
  const said = ` ${plain(read.answer)} `
  return answers.some((answer) => said.includes(` ${plain(answer)} `))
}

function rowsOf(data: string, most: number): Row[] | undefined {
  const lines = readLines(data, file)
  if (lines === undefined) return undefined
  const pool: Document[] = []
  const known = new Set<string>()
  for (const { ctxs } of lines) {
    const { title, text } = ctxs[0]
    if (!known.has(text)) pool.push({ title, text })
    known.add(text)
  }
  const nearest = createNearest(pool)
  const rows: Row[] = []
  for (const { question, answers, ctxs } of lines) {
    if (rows.length === most) break
    if (Number.parseInt(shortHash(question).slice(0, 2), 16) % 2 === 0) continue
    const gold = ctxs[0] as Document
    const told = (answers as string[]).map(plain).filter((answer) => answer !== '')
    const holds = (text: string): boolean =>
      told.some((answer) => ` ${plain(text)} `.includes(` ${answer} `))
    const sentence = sentencesIn(gold.text).find(holds)
    if (sentence === undefined) continue
    const others = nearest(question, 80)
      .map((at) => pool[at]!)
      .filter(({ text }) => text !== gold.text && !holds(text))
      .slice(0, documentsEach - 1)
    const random = seededRandom(shortHash(question))
    const documents = [...others]
    documents.splice(Math.floor(random() * (documents.length + 1)), 0, {
      title: gold.title,
      text: gold.text,
    })
    rows.push({ question, answers, documents, title: gold.title, sentence })
  }
  return rows
}
