/**
 * NQ hard: a question, its gold paragraph and 19 paragraphs of other questions that are nearest by BM25.
 * @module
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { seeded, shuffled, type Case } from './case.ts'
import { Pool } from './pool.ts'

interface Row {
  readonly question: string
  readonly answers: readonly string[]
  readonly ctxs: readonly { readonly title: string; readonly text: string }[]
}

/** All questions of the file whose gold paragraph holds an answer; the pool is every paragraph of the file. */
export function naturalQuestions(data: string, most = 20): Case[] {
  const file = join(data, 'nq-oracle', 'shared.jsonl.gz')
  const rows = gunzipSync(readFileSync(file))
    .toString('utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row)
  const places = new Map<string, number>()
  const passages: { title: string; text: string }[] = []
  const goldOf = rows.map(({ ctxs }) => {
    const { title, text } = ctxs[0]!
    const known = places.get(text)
    if (known !== undefined) return known
    places.set(text, passages.length)
    passages.push({ title, text })
    return passages.length - 1
  })
  const pool = new Pool(passages)
  return rows.flatMap((row, number) => {
    const gold = goldOf[number]!
    const text = passages[gold]!.text
    const found = row.answers
      .map((answer) => ({ at: text.toLowerCase().indexOf(answer.toLowerCase()), answer }))
      .filter(({ at }) => at >= 0)
    if (found.length === 0) return []
    const others = pool.distractors(row.question, new Set([gold]), row.answers, most - 1)
    if (others.length < 3) return []
    const order = shuffled([gold, ...others], seeded(number + 1))
    const { at, answer } = found[0]!
    return [
      {
        id: `nq-${number}`,
        group: `nq-${gold}`,
        question: row.question,
        documents: order.map((place) => passages[place]!),
        gold: [{ document: order.indexOf(gold), start: at, end: at + answer.length }],
        answers: row.answers,
      },
    ]
  })
}
