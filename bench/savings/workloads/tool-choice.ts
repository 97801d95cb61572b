/**
 * Requests to assistants with long lists of tools: functions of BFCL, with the lists of real MCP servers beside them.
 * Each tenant's list is fixed, so that the provider's cache may hold it where calls come often enough.
 *
 * Quality: every tool of the right answer is among those sent, with the names of all arguments that it uses.
 * @module
 */
import { createHash } from 'node:crypto'
import { createTokenCounter } from '../../../src/sandbox/tokens.ts'
import { seededRandom, shortHash } from '../../../src/sandbox/hash.ts'
import { wilson } from '../quality.ts'
import { readLines, readText, type Json } from '../read-data.ts'
import { requestOf, type Tool } from '../rig/prompt.ts'
import type { WorkloadCall } from '../rig/run.ts'
import { sentText } from '../sent-text.ts'
import type { Judge, Workload } from '../workload.ts'

const folder = 'bfcl-live-multiple'
const outputTokens = 60

/** Servers whose lists a tenant's assistant has, and how often it is asked, in seconds on average. */
const tenants: readonly {
  readonly name: string
  readonly servers: readonly string[]
  readonly every: number
}[] = [
  { name: 'steady', servers: ['github-legacy', 'slack-legacy', 'filesystem'], every: 40 },
  { name: 'sparse', servers: ['playwright', 'sqlite', 'git', 'time'], every: 1_500 },
  { name: 'rare', servers: ['supabase', 'obsidian', 'netlify'], every: 9_000 },
  { name: 'rare, long list', servers: ['mcp-atlassian', 'redis', 'hubspot'], every: 9_000 },
]

interface Case {
  readonly system: string
  readonly user: string
  readonly tools: readonly Tool[]
  readonly gold: readonly { readonly name: string; readonly args: readonly string[] }[]
}

interface Asked extends Case {
  readonly at: number
  readonly tenant: string
  readonly list: readonly Tool[]
}

export const toolChoice: Workload = {
  name: 'tool-choice',
  title: 'tool choice, long tool lists',
  what: `BFCL live multiple (Gorilla, Apache-2.0), the half of its cases that no layer was tuned on, and MCP servers' lists (mcp-context-cost, MIT). Four tenants with fixed lists, asked every 40 s, 25 minutes and 2.5 hours on average (made up), ${outputTokens} tokens of answer (stated).`,
  rule: 'Every tool of the right answer is sent, with the names of all arguments that it uses.',
  bars: [
    {
      name: 'tool tokens not sent',
      bar: 50,
      good: 'at least',
      unit: '%',
      value: (row) => row.quality('certified')?.also?.['tool tokens not sent, %'],
    },
    {
      name: 'saved, of what caching the fixed lists saves',
      bar: 0,
      good: 'at least',
      unit: '% of input',
      value(row) {
        const certified = row.saved('certified')
        const safe = row.saved('safe')
        if (certified === undefined || safe === undefined) return undefined
        return 100 * (1 - (1 - certified.input) / (1 - safe.input))
      },
    },
  ],
  load({ data, quick }) {
    const cases = casesOf(data)
    if (cases === undefined) return undefined
    const asked = askedOf(data, quick ? cases.slice(0, 60) : cases)
    return {
      calls: (seller) =>
        asked.map(({ at, tenant, system, user, list }, index): WorkloadCall => ({
          at,
          tenant,
          conversation: `${index}`,
          group: tenant,
          outputTokens,
          request: () =>
            requestOf(
              {
                system:
                  system === '' ? 'You are an assistant. Use the tools where they help.' : system,
                tools: list,
                turns: [{ role: 'user', text: user }],
              },
              seller,
            ),
        })),
      judge: () => judgeOf(asked),
      notes: [
        'How much is left out was set on the other half of the cases; the list of common words was made with the misses of all in view.',
      ],
    }
  },
}

function judgeOf(asked: readonly Asked[]): Judge {
  const counter = createTokenCounter()
  const whole = new Map<readonly Tool[], number>()
  const count = { good: 0, n: 0, before: 0, after: 0 }
  return {
    see({ index, sent }) {
      if (sent === undefined) return
      const { gold, list } = asked[index]!
      const { tools } = sentText(sent)
      const there = new Map(tools.map((tool) => [tool['name'] as string, JSON.stringify(tool)]))
      count.n++
      if (isThere(gold, there)) count.good++
      if (!whole.has(list))
        whole.set(
          list,
          list.reduce((sum, tool) => sum + sizeOf(tool, counter), 0),
        )
      count.before += whole.get(list)!
      count.after += tools.reduce(
        (sum, tool) =>
          sum +
          sizeOf(
            {
              name: tool['name'],
              description: tool['description'],
              schema: tool['input_schema'] ?? tool['parameters'],
            },
            counter,
          ),
        0,
      )
    },
    result: () => ({
      kept: wilson(count.good, count.n),
      also: {
        'tool tokens not sent, %': 100 * (1 - count.after / Math.max(1, count.before)),
        'tool tokens a call': count.before / Math.max(1, count.n),
      },
    }),
  }
}

function isThere(gold: Case['gold'], there: ReadonlyMap<string, string>): boolean {
  return gold.every(({ name, args }) => {
    const schema = there.get(name)
    return schema !== undefined && args.every((arg) => schema.includes(`"${arg}"`))
  })
}

function sizeOf(tool: Tool, counter: ReturnType<typeof createTokenCounter>): number {
  return counter.count(JSON.stringify(tool), 'gpt-4o')
}

function askedOf(data: string, cases: readonly Case[]): Asked[] {
  const asked: Asked[] = []
  const each = Math.ceil(cases.length / tenants.length)
  for (const [place, { name, servers, every }] of tenants.entries()) {
    const own = cases.slice(place * each, (place + 1) * each)
    const list = unique([
      ...servers.flatMap((server) => mcpTools(data, server)),
      ...own.flatMap(({ tools }) => tools),
    ])
    const random = seededRandom(shortHash(`tool choice ${name}`))
    let at = 0
    for (const one of own) {
      // Where another tool of the same name stands first in the list, the right answer cannot be given by anybody.
      if (!isThere(one.gold, new Map(list.map((tool) => [tool.name, JSON.stringify(tool)]))))
        continue
      asked.push({ ...one, at: Math.round(at), tenant: name, list })
      at += -Math.log(1 - random()) * every * 1000
    }
  }
  return asked.sort((a, b) => a.at - b.at)
}

/** The first of each name stays: two functions of one name cannot be sent in one request. */
function unique(tools: readonly Tool[]): Tool[] {
  const seen = new Map<string, Tool>()
  for (const tool of tools) if (!seen.has(tool.name)) seen.set(tool.name, tool)
  return [...seen.values()]
}

function mcpTools(data: string, server: string): Tool[] {
  const text = readText(data, `mcp-tools/${server}.json`)
  const list =
    text === undefined ? [] : (((JSON.parse(text) as Json)['rawToolsCapture'] ?? []) as Json[])
  return list.map((tool) => ({
    name: nameOf(tool['name']),
    description: tool['description'] ?? '',
    schema: tool['inputSchema'] ?? { type: 'object', properties: {} },
  }))
}

function casesOf(data: string): Case[] | undefined {
  const rows = readLines(data, `${folder}/cases.jsonl.gz`)
  const answers = readLines(data, `${folder}/answers.jsonl.gz`)
  if (rows === undefined || answers === undefined) return undefined
  const right = new Map(
    answers.map(({ id, ground_truth: calls }) => [id as string, calls as Json[]]),
  )
  return (
    rows
      .filter(({ id }) => createHash('sha256').update(id).digest()[0]! % 2 === 1)
      .map((row) => {
        const messages = (row['question'] as Json[][]).flat()
        const said = (role: string): string =>
          messages
            .filter((message) => message['role'] === role)
            .map((message) => message['content'])
            .join('\n')
        return {
          system: said('system'),
          user: said('user'),
          tools: (row['function'] as Json[]).map((tool) => ({
            name: nameOf(tool['name']),
            description: tool['description'] ?? '',
            schema: jsonSchema(tool['parameters']) as Tool['schema'],
          })),
          gold: (right.get(row['id']) ?? []).flatMap((call) =>
            Object.entries(call).map(([name, args]) => ({
              name: nameOf(name),
              args: Object.keys(args as object).filter((arg) => !isLeftOut((args as Json)[arg])),
            })),
          ),
        }
      })
      // A name that stands for two functions in one list would make the key ambiguous.
      .filter(
        ({ user, gold, tools }) =>
          user !== '' && gold.every(({ name }) => tools.some((tool) => tool.name === name)),
      )
  )
}

/** The key lists '' among the values of an argument that may be left out. */
function isLeftOut(values: unknown): boolean {
  return Array.isArray(values) && values.includes('')
}

function nameOf(name: string): string {
  return name.replace(/[^\w-]/g, '_').slice(0, 64)
}

/** BFCL writes Python's names of types. */
function jsonSchema(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(jsonSchema)
  if (typeof value !== 'object' || value === null) return value
  const made: Record<string, unknown> = {}
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'type' && typeof inner === 'string') {
      const type =
        { dict: 'object', float: 'number', tuple: 'array', any: 'string' }[inner] ?? inner
      made[key] = type
    } else made[key] = jsonSchema(inner)
  }
  return made
}
