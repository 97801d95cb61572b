/**
 * Long articles with questions whose answer is a span (SQuAD-shaped), cut into passages of 900 characters: the passage
 * that answers and the nineteen nearest by BM25 of all articles that do not hold the answer.
 * @module
 */
import { readFileSync } from 'node:fs'
import { seeded, shuffled, type Case, type CaseDocument } from './case.ts'
import { Pool } from './pool.ts'

interface File {
  readonly data: readonly {
    readonly paragraphs: readonly {
      readonly context: string
      readonly qas: readonly {
        readonly question: string
        readonly is_impossible?: boolean
        readonly answers: readonly { readonly text: string; readonly answer_start: number }[]
      }[]
    }[]
  }[]
}

/** Characters of a passage; it ends at a blank. */
const passageLength = 900
const most = 20

interface Chunk extends CaseDocument {
  readonly article: number
  readonly start: number
}

export function articles(file: string, name: string): Case[] {
  const { data } = JSON.parse(readFileSync(file, 'utf8')) as File
  const chunks = data.flatMap(({ paragraphs }, article) =>
    paragraphs.flatMap(({ context }) => chunksOf(context, article)),
  )
  const pool = new Pool(chunks)
  const cases: Case[] = []
  for (const [article, { paragraphs }] of data.entries()) {
    for (const { context, qas } of paragraphs) {
      for (const { question, answers, is_impossible } of qas) {
        const answer = answers[0]
        if (!answer || is_impossible || answer.text.trim().length < 2) continue
        const marked = answer.text.trim()
        const first = context.indexOf(marked, Math.max(0, answer.answer_start - 2))
        // Labels that were set by hand begin and end within words.
        const at = wordStart(context, first)
        const text = context.slice(at, wordEnd(context, first + marked.length))
        const gold = chunks.findIndex(
          ({ article: own, start, text: chunk }) =>
            own === article && start <= at && at + text.length <= start + chunk.length,
        )
        // An answer that is cut by the end of a passage is left out.
        if (first < 0 || gold < 0) continue
        const texts = [text, ...answers.slice(1).map((one) => one.text)]
        const others = pool.distractors(question, new Set([gold]), texts, most - 1)
        if (others.length < most - 1) continue
        const order = shuffled([gold, ...others], seeded(cases.length + 1))
        const start = at - chunks[gold]!.start
        cases.push({
          id: `${name}-${cases.length}`,
          group: `${name}-article-${article}`,
          question: question.trim(),
          documents: order.map((one) => ({ title: '', text: chunks[one]!.text })),
          gold: [{ document: order.indexOf(gold), start, end: start + text.length }],
          answers: texts,
        })
      }
    }
  }
  return cases
}

function chunksOf(context: string, article: number): Chunk[] {
  const chunks: Chunk[] = []
  for (let start = 0; start < context.length;) {
    let end = Math.min(context.length, start + passageLength)
    const space = end < context.length ? context.slice(start, end).search(/\s\S*$/) : -1
    if (space > passageLength / 2) end = start + space + 1
    chunks.push({ title: '', text: context.slice(start, end), article, start })
    start = end
  }
  return chunks
}

const letter = /[\p{L}\p{N}]/u

function wordStart(text: string, at: number): number {
  let start = Math.max(0, at)
  while (start > 0 && letter.test(text[start - 1]!) && letter.test(text[start]!)) start--
  return start
}

function wordEnd(text: string, at: number): number {
  let end = at
  while (end < text.length && letter.test(text[end]!) && letter.test(text[end - 1]!)) end++
  return end
}
