/**
 * How rare words are in English text at large, for questions about few documents: the share of passages that hold a
 * stem, as one byte (16 × idf), for the stems in at least two passages of the training parts.
 *
 * run: node training/select/frequency.ts --out weights/selector [--data DIR]
 * Text only, no labels: NQ paragraphs and meetings of the train part, MMLU-Pro questions, GSM8K stories, LLMRouter
 * questions, STS-B train.
 * @module
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { partOf } from '../../bench/compress/sets/case.ts'
import { meetings } from '../../bench/compress/sets/meetings.ts'
import { naturalQuestions } from '../../bench/compress/sets/natural-questions.ts'
import { stemsOf } from '../../src/layers/compress/select/prepared.ts'

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'weights/selector' },
    data: { type: 'string', default: '../shared/data' },
  },
})
const { out, data } = values
const passages = new Set<string>()
for (const row of naturalQuestions(data)) {
  if (partOf(row.group) !== 'train') continue
  const gold = row.documents[row.gold[0]!.document]!
  passages.add(`${gold.title} ${gold.text}`)
}
const heard = new Set<string>()
for (const row of meetings(data)) {
  if (partOf(row.group) !== 'train' || heard.has(row.group)) continue
  heard.add(row.group)
  const lines = row.documents[0]!.text.split('\n')
  for (let at = 0; at < lines.length; at += 10) passages.add(lines.slice(at, at + 10).join(' '))
}
const lines = (file: string): string[] => readFileSync(join(data, file), 'utf8').trim().split('\n')
for (const line of gunzipSync(readFileSync(join(data, 'mmlu-pro-29', 'shared.jsonl.gz')))
  .toString('utf8')
  .trim()
  .split('\n')) {
  const { question, options } = JSON.parse(line) as { question: string; options: string[] }
  passages.add(`${question} ${options.join(' ')}`)
}
for (const line of lines('gsm8k/train.jsonl'))
  passages.add((JSON.parse(line) as { question: string }).question)
for (const { question } of JSON.parse(
  readFileSync(join(data, 'llmrouter', 'train.json'), 'utf8'),
) as { question: string }[]) {
  passages.add(question.slice(0, 2000))
}
for (const line of lines('stsb/train.csv')) passages.add(line)

const counts = new Map<number, number>()
for (const text of passages)
  for (const stem of stemsOf(text)) counts.set(stem, (counts.get(stem) ?? 0) + 1)
const kept = [...counts].filter(([, count]) => count >= 2).sort((left, right) => left[0] - right[0])
const bytes = Buffer.alloc(4 + kept.length * 5)
bytes.writeUInt32LE(kept.length, 0)
for (const [at, [stem, count]] of kept.entries()) {
  bytes.writeInt32LE(stem, 4 + at * 4)
  const idf = Math.log(1 + (passages.size - count + 0.5) / (count + 0.5))
  bytes[4 + kept.length * 4 + at] = Math.min(255, Math.round(idf * 16))
}
writeFileSync(join(out, 'rarity.bin'), bytes)
process.stdout.write(`${passages.size} passages, ${kept.length} stems, ${bytes.length} bytes\n`)
