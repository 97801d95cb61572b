/**
 * Recorded conversations of a tool agent (tau-bench, airline), with times that are made up: none are recorded.
 *
 * Quality, turn by turn: the policy must be there byte for byte, and with every recorded tool call the tool and its
 * arguments' names, and each value of an argument that an earlier tool result had told.
 * @module
 */
import { seededRandom, shortHash } from '../../../src/sandbox/hash.ts'
import { createTokenCounter } from '../../../src/sandbox/tokens.ts'
import { clustered, type Cluster } from '../quality.ts'
import { readLines, type Json } from '../read-data.ts'
import { requestOf, type Tool, type Turn } from '../rig/prompt.ts'
import type { WorkloadCall } from '../rig/run.ts'
import { sentText } from '../sent-text.ts'
import { inputSaved, type Judge, type Loaded, type Workload } from '../workload.ts'
import { airlineTools } from './airline-tools.ts'

const file = 'tau-bench-airline/shared.jsonl.gz'

export interface Step {
  readonly at: number
  readonly conversation: string
  readonly system: string
  readonly turns: readonly Turn[]
  readonly outputTokens: number
  readonly needs: {
    readonly tools: readonly (readonly [string, readonly string[]])[]
    readonly values: readonly string[]
  }
}

export const toolAgent: Workload = {
  name: 'tool-agent',
  title: 'tool agent, 88 conversations',
  what: "tau-bench airline, gpt-4o's conversations (sierra-research, MIT): a new one every four minutes on average, 5 to 25 s a turn (made up). Tool schemas are ours. The client sends no cache hints.",
  rule: 'Policy byte for byte; tools, argument names, and argument values that an earlier result had told are there when they are used.',
  bars: [inputSaved(60, 'saved at a minimum of 1,024 tokens (Sonnet 4.5)')],
  load({ data, quick }) {
    const lines = readLines(data, file)
    if (lines === undefined) return undefined
    const steps = stepsOf(quick ? lines.slice(0, 14) : lines)
    return loadedSteps(steps, airlineTools)
  },
}

export function loadedSteps(steps: readonly Step[], tools: readonly Tool[]): Loaded {
  return {
    calls: (seller) =>
      steps.map(({ at, conversation, system, turns, outputTokens }): WorkloadCall => ({
        at,
        tenant: 'airline',
        conversation,
        outputTokens,
        request: () => requestOf({ system, tools, turns }, seller),
      })),
    judge: () => judgeOf(steps),
    notes: ['Nothing was tuned on it by this table; authors of layers had seen it.'],
  }
}

function judgeOf(steps: readonly Step[]): Judge {
  const clusters = new Map<string, { good: number; all: number }>()
  let policies = 0
  let lost = 0
  return {
    see({ index, sent }) {
      const { needs, conversation, system } = steps[index]!
      if (sent === undefined) return
      const own = clusters.get(conversation) ?? { good: 0, all: 0 }
      clusters.set(conversation, own)
      const read = sentText(sent)
      own.all++
      const policy = read.system === system
      if (!policy) policies++
      const names = new Map(
        read.tools.map((tool) => [tool['name'] as string, JSON.stringify(tool)]),
      )
      const good =
        policy &&
        needs.tools.every(([name, args]) => {
          const schema = names.get(name)
          return schema !== undefined && args.every((arg) => schema.includes(`"${arg}"`))
        }) &&
        needs.values.every((value) => read.blocks.some((block) => block.includes(value)))
      if (good) own.good++
      else lost++
    },
    result: () => ({
      kept: clustered([...clusters.values()] satisfies Cluster[]),
      also: { 'policies changed': policies, 'turns lost': lost },
    }),
  }
}

function stepsOf(lines: readonly Json[]): Step[] {
  const random = seededRandom(shortHash('tau-bench airline'))
  const counter = createTokenCounter()
  const steps: Step[] = []
  let start = 0
  for (const [index, { traj }] of lines.entries()) {
    start += -Math.log(1 - random()) * 240_000
    let at = start
    const turns: Turn[] = []
    const told: string[] = []
    let system = ''
    for (const message of traj as Json[]) {
      const text: string = message['content'] ?? ''
      if (message['role'] === 'system') system = text
      else if (message['role'] === 'user') turns.push({ role: 'user', text })
      else if (message['role'] === 'tool') {
        turns.push({ role: 'tool', id: message['tool_call_id'], text })
        told.push(text)
      } else {
        const uses = ((message['tool_calls'] ?? []) as Json[]).map(({ id, function: called }) => ({
          id,
          name: called['name'],
          input: JSON.parse(called['arguments']) as Record<string, unknown>,
        }))
        steps.push({
          at: Math.round(at),
          conversation: `c${index}`,
          system,
          turns: turns.slice(),
          outputTokens: counter.count(
            text + JSON.stringify(uses.map(({ input }) => input)),
            'gpt-4o',
          ),
          needs: {
            tools: uses.map(({ name, input }) => [name, Object.keys(input)]),
            values: uses.flatMap(({ input }) =>
              leaves(input).filter((value) => told.some((result) => result.includes(value))),
            ),
          },
        })
        at += 5000 + random() * 20_000
        turns.push({
          role: 'assistant',
          ...(text === '' ? {} : { text }),
          ...(uses.length > 0 ? { uses } : {}),
        })
      }
    }
  }
  return steps.sort((a, b) => a.at - b.at)
}

/** Values of an argument as text, those too short to be told apart left out. */
function leaves(value: unknown): string[] {
  if (typeof value === 'string') return value.length >= 3 ? [value] : []
  if (typeof value === 'number') return String(value).length >= 3 ? [String(value)] : []
  if (Array.isArray(value)) return value.flatMap(leaves)
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : []
}
