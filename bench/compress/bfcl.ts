/**
 * BFCL live multiple: requests of users, the functions they could be about, and the right one.
 * @module
 */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { createHash } from 'node:crypto'
import type { ToolFacts } from '../../src/layers/template/tool-facts.ts'

export interface ToolCase {
  readonly id: string
  readonly system: string
  readonly user: string
  readonly tools: readonly ToolFacts[]
  /** Names of the right ones; empty: none fits. */
  readonly gold: readonly string[]
  /** Half of the cases, by hash of the id, was tuned on. */
  readonly tuned: boolean
}

interface Row {
  readonly id: string
  readonly question: readonly (readonly { role: string; content: string }[])[]
  readonly function: readonly { name: string; description?: string; parameters?: unknown }[]
}

export function readBfcl(data: string): readonly ToolCase[] {
  const rows = lines<Row>(join(data, 'bfcl-live-multiple/cases.jsonl.gz'))
  const answers = new Map(
    lines<{ id: string; ground_truth: Record<string, unknown>[] }>(
      join(data, 'bfcl-live-multiple/answers.jsonl.gz'),
    ).map(({ id, ground_truth }) => [id, ground_truth.flatMap((call) => Object.keys(call))]),
  )
  return rows.map((row) => {
    const said = (role: string): string =>
      row.question
        .flat()
        .filter((message) => message.role === role)
        .map(({ content }) => content)
        .join('\n')
    return {
      id: row.id,
      system: said('system'),
      user: said('user'),
      tools: row.function.map(factsOf),
      gold: answers.get(row.id) ?? [],
      tuned: createHash('sha256').update(row.id).digest()[0]! % 2 === 0,
    }
  })
}

/** Tools of real MCP servers. */
export function readMcpTools(data: string): readonly (ToolFacts & { server: string })[] {
  const folder = join(data, 'mcp-tools')
  return readdirSync(folder)
    .toSorted()
    .flatMap((file) => {
      const { rawToolsCapture = [] } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as {
        rawToolsCapture?: { name: string; description?: string; inputSchema?: unknown }[]
      }
      return (rawToolsCapture ?? []).map((tool) => ({
        server: file.replace('.json', ''),
        name: tool.name,
        description: tool.description ?? '',
        schema: tool.inputSchema,
      }))
    })
}

function factsOf(tool: Row['function'][number]): ToolFacts {
  return { name: tool.name, description: tool.description ?? '', schema: tool.parameters }
}

function lines<T>(file: string): readonly T[] {
  return gunzipSync(readFileSync(file))
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T)
}
