/**
 * QMSum: a question about a meeting and the turns that its annotators marked. One document a meeting, a line a turn.
 * @module
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Case } from './case.ts'

interface Meeting {
  readonly meeting_transcripts: readonly { readonly speaker: string; readonly content: string }[]
  readonly specific_query_list: readonly {
    readonly query: string
    readonly relevant_text_span: readonly (readonly [string, string])[]
  }[]
}

export function meetings(data: string): Case[] {
  const file = join(data, 'qmsum', 'val.jsonl.gz')
  const rows = gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n')
  return rows.flatMap((line, number) => {
    const meeting = JSON.parse(line) as Meeting
    const starts: number[] = []
    let text = ''
    for (const { speaker, content } of meeting.meeting_transcripts) {
      starts.push(text.length)
      text += `${speaker}: ${content.replace(/\s+/g, ' ').trim()}\n`
    }
    starts.push(text.length)
    return meeting.specific_query_list.map(({ query, relevant_text_span: spans }, at) => ({
      id: `qmsum-${number}-${at}`,
      group: `qmsum-${number}`,
      question: query,
      documents: [{ title: '', text: text.trimEnd() }],
      gold: spans.flatMap(([first, last]) => {
        const start = starts[Number(first)]
        const end = starts[Math.min(Number(last) + 1, starts.length - 1)]
        if (start === undefined || end === undefined || end <= start) return []
        return [{ document: 0, start, end: Math.min(end - 1, text.trimEnd().length) }]
      }),
      answers: [],
    }))
  })
}
