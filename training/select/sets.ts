/**
 * The labelled sets of selection's training, by name, with what each may be used for.
 * `extra`: SQuAD-shaped files and TAT-QA, which are not part of the recorded data (training/LOG.md says from where).
 * @module
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { articles } from '../../bench/compress/sets/articles.ts'
import { foldOf, seeded, shuffled, type Case } from '../../bench/compress/sets/case.ts'
import { meetings } from '../../bench/compress/sets/meetings.ts'
import { naturalQuestions } from '../../bench/compress/sets/natural-questions.ts'
import { Pool } from '../../bench/compress/sets/pool.ts'
import { squadShaped } from '../../bench/compress/sets/squad-shaped.ts'
import { stories } from '../../bench/compress/sets/stories.ts'

export function setsOf(data: string, extra: string): Record<string, () => Case[]> {
  const squad =
    (file: string, name: string, options: object = {}) =>
    () =>
      existsSync(file) ? squadShaped(file, { name, ...options }) : []
  return {
    nq: () => naturalQuestions(data),
    'nq-untitled': () =>
      naturalQuestions(data, 8).map((row) => ({
        ...row,
        documents: row.documents.map(({ text }) => ({ title: '', text })),
      })),
    qmsum: () => meetings(data),
    tatqa: () => [
      ...reports(join(extra, 'tatqa.dev.json'), 'tatqa'),
      ...reports(join(extra, 'tatqa.test.json'), 'tatqa-test'),
    ],
    'xquad-de': squad(join(data, 'xquad', 'xquad.de.json'), 'xquad-de'),
    'xquad-en': squad(join(extra, 'xquad.en.json'), 'xquad-en'),
    'xquad-es': squad(join(extra, 'xquad.es.json'), 'xquad-es'),
    'xquad-ru': squad(join(extra, 'xquad.ru.json'), 'xquad-ru'),
    'xquad-zh': squad(join(extra, 'xquad.zh.json'), 'xquad-zh'),
    policy: () =>
      squad(join(extra, 'policyqa.test.json'), 'policy', { within: true, most: 20 })().slice(
        0,
        1500,
      ),
    stories: () => stories(data),
    articles: () => {
      const file = join(extra, 'covidqa.json')
      return existsSync(file) ? articles(file, 'covidqa').filter(({ group }) => foldOf(group) < 4) : []
    },
  }
}

interface Report {
  readonly paragraphs: readonly {
    readonly uid: string
    readonly order: number
    readonly text: string
  }[]
  readonly questions: readonly {
    readonly question: string
    readonly answer: unknown
    readonly answer_type: string
    readonly answer_from: string
    readonly rel_paragraphs: readonly string[]
  }[]
}

/** TAT-QA: questions whose answer is one span of a paragraph of a financial report; the report's others and the nearest. */
function reports(file: string, name: string): Case[] {
  if (!existsSync(file)) return []
  const rows = JSON.parse(readFileSync(file, 'utf8')) as Report[]
  const passages = rows.flatMap(({ paragraphs }) =>
    paragraphs.map(({ text }) => ({ title: '', text })),
  )
  const pool = new Pool(passages)
  const cases: Case[] = []
  let first = 0
  for (const [number, { paragraphs, questions }] of rows.entries()) {
    for (const asked of questions) {
      if (asked.answer_from !== 'text' || asked.answer_type !== 'span') continue
      const answer = Array.isArray(asked.answer) ? String(asked.answer[0]) : String(asked.answer)
      const relevant = paragraphs.findIndex(
        ({ order, text }) => asked.rel_paragraphs.includes(String(order)) && text.includes(answer),
      )
      if (relevant < 0 || answer.length < 2) continue
      const gold = first + relevant
      const siblings = paragraphs.map((_, at) => first + at).filter((at) => at !== gold)
      const others = pool
        .distractors(asked.question, new Set([gold, ...siblings]), [answer], 6)
        .concat(siblings)
        .slice(0, 14)
      if (others.length < 4) continue
      const order = shuffled([gold, ...others], seeded(cases.length + 1))
      const start = passages[gold]!.text.indexOf(answer)
      cases.push({
        id: `${name}-${cases.length}`,
        group: `${name}-${number}`,
        question: asked.question,
        documents: order.map((at) => passages[at]!),
        gold: [{ document: order.indexOf(gold), start, end: start + answer.length }],
        answers: [answer],
      })
    }
    first += paragraphs.length
  }
  return cases
}
