/**
 * GSM8K stories, unseen by training (the first 1,200 were looked at when the floor was built, those from 1,200 on never): ten stories that are near by BM25, and the question that ended one of
 * them. Its other sentences are all needed, since the sum needs every number.
 * @module
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { seeded, shuffled, type Case } from './case.ts'
import { Pool } from './pool.ts'

export function stories(data: string, count = 1200, most = 10, from = 0): Case[] {
  const lines = readFileSync(join(data, 'gsm8k', 'train.jsonl'), 'utf8')
    .trim()
    .split('\n')
  const rows = lines.flatMap((line) => {
    const { question } = JSON.parse(line) as { question: string }
    const text = question.replace(/\s+/g, ' ').trim()
    // The last sentence asks; it must name somebody of the story, or nobody could tell which story is meant.
    const found = /^(.{60,}[.!]) ([A-Z][^.!?]*\?)$/.exec(text)
    if (!found) return []
    const names = found[2]!.match(/\b[A-Z][a-z]{2,}\b/g) ?? []
    const named = names.some(
      (name) => !/^(How|What|If|Who|When)$/.test(name) && found[1]!.includes(name),
    )
    return named ? [{ story: found[1]!, asks: found[2]! }] : []
  })
  const pool = new Pool(rows.map(({ story }) => ({ title: '', text: story })))
  return rows.slice(from, from + count).map(({ story, asks }, place) => {
    const at = from + place
    const others = pool.distractors(asks, new Set([at]), [], most - 1)
    const order = shuffled([at, ...others], seeded(at + 1))
    const document = order.indexOf(at)
    return {
      id: `story-${at}`,
      group: `story-${at}`,
      question: asks,
      documents: order.map((other) => pool.passages[other]!),
      gold: [{ document, start: 0, end: story.length }],
      answers: [],
    }
  })
}
