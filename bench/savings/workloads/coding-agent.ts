/**
 * A recorded coding session, turn by turn, as requests with its own text, times and lengths.
 *
 * Quality: what later edits quote. The lines of every `oldText` that an earlier tool result held must still stand
 * where they were read, verbatim and in one piece, with three lines around them. Where they do not, the agent has to
 * read again: that turn is paid twice.
 * @module
 */
import { readLines, type Json } from '../read-data.ts'
import { clustered, type Cluster } from '../quality.ts'
import { requestOf, type Seller, type Turn, type ToolUse } from '../rig/prompt.ts'
import type { WorkloadCall } from '../rig/run.ts'
import { sentText } from '../sent-text.ts'
import type { Judge, Workload } from '../workload.ts'
import { codingSystem, codingTools } from './coding-tools.ts'

const around = 3
const file = 'agent-sessions/large-session.jsonl'

interface Session {
  readonly turns: readonly Turn[]
  /** One a call: how many turns it sends, when, how much it answered, and what its answer quotes. */
  readonly calls: readonly {
    readonly upTo: number
    readonly at: number
    readonly outputTokens: number
    readonly quotes: readonly string[]
  }[]
  readonly recordedDollars: number
}

export const codingAgent: Workload = {
  name: 'coding-agent',
  title: 'coding agent, a recorded session',
  what: 'One session of 439 turns (badlogic/pi-mono, MIT) at its own times and answer lengths. The client marks the end of system and the newest block, as agents do. System prompt and tool schemas are stand-ins of ours.',
  rule: 'Lines that later edits quote stand verbatim where they were read, with three lines around; otherwise the turn is paid twice.',
  bars: [
    {
      name: 'saved of the same client without markers',
      bar: 80,
      good: 'at least',
      unit: '% of input',
      value: (row) => percent(row.savedOfUncached('certified')?.input),
    },
    {
      name: "saved of the client's own markers",
      bar: 5,
      good: 'at least',
      unit: '% of input',
      value: (row) => percent(row.saved('certified')?.input),
    },
  ],
  load({ data }) {
    const records = readLines(data, file)
    if (records === undefined) return undefined
    const session = readSession(records)
    const { calls } = session
    const make = (seller: Seller, marked: boolean): WorkloadCall[] =>
      calls.map(({ upTo, at, outputTokens }) => ({
        at,
        tenant: 'agent',
        conversation: 'session',
        outputTokens,
        request: () =>
          requestOf(
            {
              system: codingSystem,
              tools: codingTools,
              turns: session.turns.slice(0, upTo),
              marked,
            },
            seller,
          ),
      }))
    return {
      calls: (seller) => make(seller, true),
      uncached: (seller) => make(seller, false),
      judge: () => judgeOf(calls),
      notes: [
        `Recorded bill $${session.recordedDollars.toFixed(2)} for all of it.`,
        'Nothing was tuned on it by this table; authors of layers had seen it.',
      ],
    }
  },
}

function percent(share: number | undefined): number | undefined {
  return share === undefined ? undefined : 100 * share
}

function judgeOf(calls: Session['calls']): Judge {
  const clusters: Cluster[] = []
  let extraDollars = 0
  let quoted = 0
  return {
    see({ index, sent, input, output }) {
      const { quotes } = calls[index]!
      if (quotes.length === 0 || sent === undefined) return
      const { blocks } = sentText(sent)
      const good = quotes.filter((quote) => blocks.some((block) => block.includes(quote))).length
      quoted += quotes.length
      clusters.push({ good, all: quotes.length })
      if (good < quotes.length) extraDollars += input + output
    },
    result: () => ({
      kept: clustered(clusters),
      also: {
        quotes: quoted,
        'turns again': clusters.filter(({ good, all }) => good < all).length,
      },
      extraDollars,
    }),
  }
}

function readSession(records: readonly Json[]): Session {
  const turns: Turn[] = []
  const calls: { upTo: number; at: number; outputTokens: number; quotes: string[] }[] = []
  const results: string[] = []
  let open = new Set<string>()
  let recordedDollars = 0
  /** A turn that was broken off leaves calls without results, which no provider takes. */
  const closeOpen = (): void => {
    for (const id of open) turns.push({ role: 'tool', id, text: 'aborted' })
    open = new Set()
  }
  for (const record of records) {
    const message = record['message'] as Json | undefined
    if (message === undefined) continue
    const parts = message['content'] as Json[]
    const text = parts.map((part) => part['text'] ?? '').join('\n')
    if (message['role'] === 'user') {
      closeOpen()
      if (text !== '') turns.push({ role: 'user', text })
    } else if (message['role'] === 'toolResult') {
      turns.push({
        role: 'tool',
        id: message['toolCallId'],
        text: text === '' ? '(nothing)' : text,
      })
      open.delete(message['toolCallId'])
      results.push(text)
    } else {
      const usage = message['usage'] as Json
      recordedDollars += usage['cost']['total']
      const uses: ToolUse[] = parts
        .filter((part) => part['type'] === 'toolCall')
        .map((part) => ({ id: part['id'], name: part['name'], input: part['arguments'] }))
      const total = usage['input'] + usage['cacheRead'] + usage['cacheWrite']
      if (total > 0) {
        calls.push({
          upTo: turns.length,
          at: Date.parse(record['timestamp']),
          outputTokens: Math.max(1, usage['output']),
          quotes: uses.flatMap((use) => quotesOf(use, results)),
        })
      }
      const said = parts.filter((part) => part['type'] === 'text').map((part) => part['text'])
      if (said.length === 0 && uses.length === 0) continue
      closeOpen()
      turns.push({
        role: 'assistant',
        ...(said.length > 0 ? { text: said.join('\n') } : {}),
        ...(uses.length > 0 ? { uses } : {}),
      })
      open = new Set(uses.map(({ id }) => id))
    }
  }
  const start = Math.min(...calls.map(({ at }) => at))
  const sorted = calls
    .map((call) => ({ ...call, at: call.at - start }))
    .sort((a, b) => a.at - b.at || a.upTo - b.upTo)
  return { turns, calls: sorted, recordedDollars }
}

/** The text that an edit replaces, as the latest result that held it showed it, with the lines around. */
function quotesOf({ name, input }: ToolUse, results: readonly string[]): string[] {
  const old = input['oldText']
  if (name !== 'edit' || typeof old !== 'string' || old.trim() === '') return []
  const result = results.findLast((text) => text.includes(old))
  if (result === undefined) return []
  const from = result.indexOf(old)
  const before = result.slice(0, from).split('\n')
  const after = result.slice(from + old.length).split('\n')
  const head = before.slice(-around - 1).join('\n')
  const tail = after.slice(0, around + 1).join('\n')
  return [head + old + tail]
}
