/**
 * Logs of failed CI jobs, read by an agent through a tool.
 *
 * As recorded nobody sends a raw log of megabytes: the client sends what a grep for failures with its surroundings
 * and the end of the log give, cut to the window; the last 200 lines are the other baseline, and the better of the
 * two counts. Where lossy layers may act the client sends the raw log.
 * Quality: critical signals (as the data's authors marked them) in what the model reads, of the better baseline's.
 * @module
 */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createTokenCounter } from '../../../src/sandbox/tokens.ts'
import { clustered, type Cluster } from '../quality.ts'
import { requestOf, type Seller } from '../rig/prompt.ts'
import type { WorkloadCall } from '../rig/run.ts'
import { sentText } from '../sent-text.ts'
import type { Judge, Workload } from '../workload.ts'

/** A window of 128,000 tokens, less what question and answer take; in characters, at three a token. */
const windowCharacters = 3 * 120_000
const outputTokens = 400

interface Signal {
  readonly values: readonly string[]
  /** Lines that tell it, as they stand in the log. */
  readonly evidence: readonly string[]
}

interface Case {
  readonly name: string
  readonly raw: string
  readonly grep: string
  readonly tail: string
  readonly signals: readonly Signal[]
}

export const ciLogs: Workload = {
  name: 'ci-logs',
  title: 'CI logs, ten failed jobs',
  what: `LogDx-CI (data CC BY 4.0): ten real logs of 13 kB to 3 MB, one job an hour, ${outputTokens} tokens of answer (stated).`,
  rule: "Critical signals that a diagnosis needs, of those in the better baseline's text (grep with surroundings, or the last 200 lines, cut to the window).",
  bars: [
    {
      name: 'critical signals, of the better baseline',
      bar: 100,
      good: 'at least',
      unit: '%',
      value(row) {
        const kept = row.quality('certified')?.kept
        return kept === undefined ? undefined : 100 * kept.value
      },
    },
    {
      name: "saved of the better baseline's tokens",
      bar: 60,
      good: 'at least',
      unit: '%',
      value(row) {
        const share = row.saved('certified')?.input
        return share === undefined ? undefined : 100 * share
      },
    },
  ],
  load({ data, quick }) {
    const cases = casesOf(data)
    if (cases.length === 0) return undefined
    const chosen = quick ? cases.filter(({ raw }) => raw.length < 600_000) : cases
    const better = betterOf(chosen)
    const make = (seller: Seller, textOf: (one: Case) => string): WorkloadCall[] =>
      chosen.map((one, index) => ({
        at: index * 3_600_000,
        tenant: 'ci',
        conversation: one.name,
        outputTokens,
        request: () =>
          requestOf(
            {
              system:
                'You find out why CI jobs failed. Name the cause, the place and the first thing to do.',
              tools: [
                {
                  name: 'get_job_log',
                  description: 'Gives the log of a job.',
                  schema: {
                    type: 'object',
                    properties: { job: { type: 'string' } },
                    required: ['job'],
                  },
                },
              ],
              turns: [
                { role: 'user', text: 'The job failed. Why?' },
                {
                  role: 'assistant',
                  uses: [{ id: 'toolu_log', name: 'get_job_log', input: { job: one.name } }],
                },
                { role: 'tool', id: 'toolu_log', text: textOf(one) },
              ],
            },
            seller,
          ),
      }))
    return {
      calls: (seller) => make(seller, (one) => one[better]),
      lossyCalls: (seller) => make(seller, ({ raw }) => raw),
      judge: () => judgeOf(chosen, better),
      notes: [
        `The better baseline is ${better === 'grep' ? 'grep with surroundings' : 'the last 200 lines'}.`,
        'The rules for logs were written with these cases in view.',
      ],
    }
  },
}

function judgeOf(cases: readonly Case[], better: 'grep' | 'tail'): Judge {
  const counter = createTokenCounter()
  const clusters: Cluster[] = []
  const also = { signals: 0, grep: 0, 'tail 200': 0, sent: 0, tokens: 0, 'grep tokens': 0 }
  return {
    see({ index, sent }) {
      const one = cases[index]!
      if (sent === undefined) return
      const text = sentText(sent).whole
      const good = found(one, text)
      clusters.push({ good, all: found(one, one[better]) })
      also.signals += one.signals.length
      also.grep += found(one, one.grep)
      also['tail 200'] += found(one, one.tail)
      also.sent += good
      also.tokens += counter.count(text, 'gpt-4o')
      also['grep tokens'] += counter.count(one.grep, 'gpt-4o')
    },
    result: () => ({ kept: clustered(clusters), also }),
  }
}

function found({ signals }: Case, text: string): number {
  return signals.filter(
    ({ values, evidence }) =>
      values.some((value) => text.includes(value)) ||
      (evidence.length > 0 && evidence.every((line) => text.includes(line))),
  ).length
}

function betterOf(cases: readonly Case[]): 'grep' | 'tail' {
  const sum = (of: 'grep' | 'tail'): number =>
    cases.reduce((total, one) => total + found(one, one[of]), 0)
  return sum('tail') > sum('grep') ? 'tail' : 'grep'
}

const failing =
  /error|fail|fatal|exception|panic|traceback|assert|abort|timed? ?out|cannot|denied|not found|undefined|segfault|exit(ed)? (with )?(code|status)|##\[(error|group)\]/i
const surroundings = 2
const tailLines = 200

function casesOf(data: string): Case[] {
  return globSync(join(data, 'logdx/*/*/*/ground_truth.json'))
    .toSorted()
    .flatMap((file): Case[] => {
      const log = join(dirname(file), 'raw.log')
      if (!existsSync(log)) return []
      const raw = readFileSync(log, 'utf8')
      const lines = raw.split('\n')
      const truth = JSON.parse(readFileSync(file, 'utf8')) as {
        required_signals: {
          value?: string
          aliases?: string[]
          importance: string
          evidence_lines?: [number, number][]
        }[]
      }
      const signals = truth.required_signals
        .filter(({ importance }) => importance === 'critical')
        .map(({ value = '', aliases = [], evidence_lines: ranges = [] }) => ({
          values: [value, ...aliases].map((text) => text.trim()).filter((text) => text !== ''),
          evidence: ranges.flatMap(([from, to]) =>
            lines
              .slice(from - 1, to)
              .map((line) => line.trim())
              .filter((line) => line !== ''),
          ),
        }))
      return [
        {
          name: dirname(file).split('/').at(-1)!,
          raw,
          grep: grepOf(lines),
          tail: lines.slice(-tailLines).join('\n').slice(-windowCharacters),
          signals,
        },
      ]
    })
}

function grepOf(lines: readonly string[]): string {
  const kept = new Set<number>()
  for (const [at, line] of lines.entries()) {
    if (!failing.test(line)) continue
    for (let near = at - surroundings; near <= at + surroundings; near++) kept.add(near)
  }
  for (let at = Math.max(0, lines.length - 100); at < lines.length; at++) kept.add(at)
  return lines
    .filter((_, at) => kept.has(at))
    .join('\n')
    .slice(-windowCharacters)
}
