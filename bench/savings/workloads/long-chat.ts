/**
 * A meeting's transcript, and all questions about it in turn, with the recorded answers between them.
 *
 * Quality: for every question, the turns that the annotators marked as holding its answer are in the prompt.
 * @module
 */
import { seededRandom, shortHash } from '../../../src/sandbox/hash.ts'
import { createTokenCounter } from '../../../src/sandbox/tokens.ts'
import { clustered } from '../quality.ts'
import { readLines, type Json } from '../read-data.ts'
import { requestOf, type Turn } from '../rig/prompt.ts'
import type { WorkloadCall } from '../rig/run.ts'
import { sentText } from '../sent-text.ts'
import { inputSaved, type Judge, type Workload } from '../workload.ts'

const file = 'qmsum/val.jsonl.gz'
const system =
  'You help people who missed a meeting. Answer from its transcript, in a few sentences, with names. Where the transcript does not say, say so.'

interface Step {
  readonly at: number
  readonly conversation: string
  readonly turns: readonly Turn[]
  readonly outputTokens: number
  readonly gold: readonly string[]
}

export const longChat: Workload = {
  name: 'long-chat',
  title: 'long chat, 35 meetings',
  what: "QMSum's validation meetings and recorded answers (Yale-LILY, MIT). A meeting every 15 minutes, 45 to 120 s a question (made up). The client sends no cache hints.",
  rule: 'Every turn of the meeting that holds the answer of the question is in the prompt, word for word.',
  bars: [inputSaved(70)],
  load({ data }) {
    const lines = readLines(data, file)
    if (lines === undefined) return undefined
    const steps = stepsOf(lines)
    return {
      calls: (seller) =>
        steps.map(({ at, conversation, turns, outputTokens }): WorkloadCall => ({
          at,
          tenant: 'meetings',
          conversation,
          outputTokens,
          request: () => requestOf({ system, turns }, seller),
        })),
      judge: () => judgeOf(steps),
      notes: ['Nothing was tuned on it by this table.'],
    }
  },
}

function judgeOf(steps: readonly Step[]): Judge {
  const clusters = new Map<string, { good: number; all: number }>()
  let turns = 0
  let kept = 0
  return {
    see({ index, sent }) {
      if (sent === undefined) return
      const { conversation, gold } = steps[index]!
      const { whole } = sentText(sent)
      const own = clusters.get(conversation) ?? { good: 0, all: 0 }
      clusters.set(conversation, own)
      const there = gold.filter((turn) => whole.includes(turn)).length
      own.all++
      if (there === gold.length) own.good++
      turns += gold.length
      kept += there
    },
    result: () => ({
      kept: clustered([...clusters.values()]),
      also: { 'gold turns': turns, 'gold turns kept, %': turns === 0 ? 100 : (100 * kept) / turns },
    }),
  }
}

function stepsOf(lines: readonly Json[]): Step[] {
  const random = seededRandom(shortHash('qmsum times'))
  const counter = createTokenCounter()
  const steps: Step[] = []
  for (const [index, meeting] of lines.entries()) {
    const said = (meeting['meeting_transcripts'] as Json[]).map(
      ({ speaker, content }) => `${speaker}: ${content}`,
    )
    let at = index * 900_000
    const turns: Turn[] = []
    for (const [place, asked] of (meeting['specific_query_list'] as Json[]).entries()) {
      const question: string = asked['query']
      const text = place === 0 ? `Transcript:\n${said.join('\n')}\n\n${question}` : question
      turns.push({ role: 'user', text })
      const gold = (asked['relevant_text_span'] as [string, string][]).flatMap(([from, to]) =>
        said.slice(Number(from), Number(to) + 1),
      )
      steps.push({
        at: Math.round(at),
        conversation: `meeting ${index}`,
        turns: turns.slice(),
        outputTokens: counter.count(asked['answer'], 'gpt-4o'),
        gold,
      })
      turns.push({ role: 'assistant', text: asked['answer'] })
      at += 45_000 + random() * 75_000
    }
  }
  return steps.sort((a, c) => a.at - c.at)
}
