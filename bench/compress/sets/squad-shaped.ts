/**
 * SQuAD-shaped files (XQuAD and others): a question, its paragraph and nine paragraphs that are nearest by BM25.
 * `within`: the others come from the same article, for questions that make sense only there.
 * @module
 */
import { readFileSync } from 'node:fs'
import { seeded, shuffled, type Case } from './case.ts'
import { Pool } from './pool.ts'

interface File {
  readonly data: readonly {
    readonly title?: string
    readonly paragraphs: readonly {
      readonly context: string
      readonly qas: readonly {
        readonly id: string
        readonly question: string
        readonly answers: readonly { readonly text: string; readonly answer_start: number }[]
      }[]
    }[]
  }[]
}

export function squadShaped(
  file: string,
  { name, most = 10, within = false }: { name: string; most?: number; within?: boolean },
): Case[] {
  const { data } = JSON.parse(readFileSync(file, 'utf8')) as File
  const passages = data.flatMap(({ paragraphs }) =>
    paragraphs.map(({ context }) => ({ title: '', text: context })),
  )
  const articleOf = data.flatMap(({ paragraphs }, article) => paragraphs.map(() => article))
  const pool = new Pool(passages)
  const cases: Case[] = []
  let place = -1
  for (const [article, { paragraphs }] of data.entries()) {
    for (const { context, qas } of paragraphs) {
      place += 1
      for (const { question, answers } of qas) {
        const answer = answers[0]
        if (!answer || answer.text.trim() === '') continue
        const start = context.startsWith(answer.text, answer.answer_start)
          ? answer.answer_start
          : context.indexOf(answer.text)
        if (start < 0) continue
        const texts = answers.map(({ text }) => text)
        const among = within ? (at: number) => articleOf[at] === article : undefined
        const others = pool.distractors(question, new Set([place]), texts, most - 1, among)
        if (others.length < 2) continue
        const order = shuffled([place, ...others], seeded(cases.length + 1))
        cases.push({
          id: `${name}-${cases.length}`,
          group: `${name}-article-${article}`,
          question,
          documents: order.map((at) => passages[at]!),
          gold: [{ document: order.indexOf(place), start, end: start + answer.text.length }],
          answers: texts,
        })
      }
    }
  }
  return cases
}
