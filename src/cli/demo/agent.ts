/**
 * A coding agent: tools, a conversation that grows with each turn, streamed. The shape in which most tokens are spent.
 * @module
 */
import { pick, type DemoCall, type Random } from './call.ts'

const tools = [
  tool('read_file', 'Reads a text file of the project and gives it with line numbers.', {
    path: 'Path from the root of the project.',
    from: 'First line, from 1.',
  }),
  tool('search', 'Finds a regular expression in the files of the project.', {
    pattern: 'The expression.',
    folder: 'Where to look; the root without it.',
  }),
  tool('edit', 'Replaces a text that occurs exactly once in a file.', {
    path: 'Path from the root of the project.',
    old: 'The text to be replaced.',
    new: 'What stands there afterwards.',
  }),
  tool(
    'run_tests',
    'Runs the tests whose name contains a word, and gives the end of what they print.',
    {
      word: 'The word; all tests without it.',
    },
  ),
]

function tool(name: string, description: string, fields: Readonly<Record<string, string>>) {
  const properties = Object.entries(fields).map(([field, text]) => [
    field,
    { type: 'string', description: text },
  ])
  const input = { type: 'object', properties: Object.fromEntries(properties) }
  return { name, description, input_schema: { ...input, required: [Object.keys(fields)[0]] } }
}

const system = `You are an engineer in a repository of a lamp's firmware tools, written in TypeScript. Work in small steps: look before you edit, run the tests after each edit, and stop when they pass.
Rules: never edit a generated file; never delete a test; keep the style of the file you are in; explain each edit in one sentence.
The folders are drivers (hardware), protocol (frames on the wire), schedule (timers), and cli.`

const names = ['frame', 'timer', 'bridge', 'colour', 'ramp', 'queue'] as const

/** Part of a file, or the end of a test run, as a tool gives it. */
function result(random: Random, name: string): string {
  if (name === 'run_tests')
    return `${Array.from({ length: 12 }, () => `ok ${pick(random, names)} ${pick(random, names)} (${(random() * 9).toFixed(2)} ms)`).join('\n')}\n12 passed`
  return Array.from({ length: 18 }, (_, index) => {
    const [left, right] = [pick(random, names), pick(random, names)]
    return `${index + 1}  export const ${left}Of${right} = (${right}: number) => ${right} * ${Math.floor(random() * 90)} + ${left}Offset`
  }).join('\n')
}

/** One conversation of `turns` calls; each carries all that was said before. */
export function agent(random: Random, number: number, turns: number): DemoCall[] {
  const messages: unknown[] = [
    {
      role: 'user',
      content: `The ${pick(random, names)} tests fail since yesterday when the ramp is longer than a minute. Find out why and mend it. (Issue ${300 + number})`,
    },
  ]
  return Array.from({ length: turns }, (_, turn): DemoCall => {
    const last = turn === turns - 1
    const { name } = turn % 4 === 3 ? tools[3]! : pick(random, tools)
    const text = last
      ? 'The overflow is gone and all tests pass.'
      : `Next I ${name.replace('_', ' ')}.`
    const call: DemoCall = {
      route: 'agent',
      conversation: `agent-${number}`,
      client: 'anthropic',
      path: '/v1/messages',
      body: {
        model: 'claude-sonnet-4-5',
        max_tokens: 2000,
        stream: true,
        system,
        tools,
        messages: [...messages],
      },
      answer: last ? { text } : { text, tools: [name] },
    }
    const id = `toolu_demo${number}x${turn}`
    const input = { path: `protocol/${pick(random, names)}.ts` }
    messages.push(
      {
        role: 'assistant',
        content: [
          { type: 'text', text },
          { type: 'tool_use', id, name, input },
        ],
      },
      {
        role: 'user',
        content: [{ type: 'tool_result', tool_use_id: id, content: result(random, name) }],
      },
    )
    return call
  })
}
