/**
 * Whether everything that was encoded comes back: recorded tool results and made-up logs.
 * @module
 */
import { loadCounter } from '../../src/layers/compress/counter.ts'
import { Earlier } from '../../src/layers/compress/encode/earlier.ts'
import { decodePiece, encodeBlock, type Piece } from '../../src/layers/compress/encode/encode.ts'
import { parseJson, type JsonTree } from '../../src/layers/compress/encode/json-tree.ts'
import { verbatim } from '../../src/layers/compress/reading/verbatim.ts'
import type { Bar, BenchOptions } from '../bars.ts'
import { readLines, type Json } from '../savings/read-data.ts'
import { generateLog } from './generated-logs.ts'

/** One conversation's results of tools, in order. */
export interface Results {
  readonly name: string
  readonly results: readonly {
    readonly text: string
    readonly tool: string
    readonly input: unknown
  }[]
}

/** What is lost easily, and missed: numbers, negations, identifiers, places, hashes. */
const classes: Readonly<Record<string, RegExp>> = {
  numbers: /\d+(?:[.,]\d+)*/g,
  negations: /\b(?:not|no|never|none|only|unless|except|without|cannot|n't)\b/gi,
  identifiers: /\b[A-Za-z_$][\w$]*(?:[._/-][\w$]+)+|\b[a-z]+[A-Z]\w*|\b[A-Z][A-Z0-9_]{2,}\b/g,
  places: /[\w./-]+\.\w+[:(]\d+/g,
  hashes: /\b[0-9a-f]{7,40}\b/g,
}

/** Recorded conversations: tau-bench and the coding session. */
export function recordedResults(data: string): Results[] {
  const out: Results[] = []
  for (const [at, { traj }] of (
    readLines(data, 'tau-bench-airline/shared.jsonl.gz') ?? []
  ).entries()) {
    const results = (traj as Json[])
      .filter(({ role }) => role === 'tool')
      .map((message) => ({
        text: String(message['content'] ?? ''),
        tool: String(message['name']),
        input: undefined,
      }))
    out.push({ name: `tau ${at}`, results })
  }
  const session = readLines(data, 'agent-sessions/large-session.jsonl')
  if (session) out.push({ name: 'coding', results: sessionResults(session) })
  return out
}

function sessionResults(records: readonly Json[]): Results['results'] {
  const asked = new Map<string, unknown>()
  return records.flatMap((record) => {
    const message = record['message'] as Json | undefined
    const parts = Array.isArray(message?.['content']) ? (message['content'] as Json[]) : []
    for (const part of parts)
      if (part['type'] === 'toolCall') asked.set(part['id'], part['arguments'])
    if (message?.['role'] !== 'toolResult') return []
    const text = parts.map((part) => part['text'] ?? '').join('\n')
    return [{ text, tool: String(message['toolName']), input: asked.get(message['toolCallId']) }]
  })
}

export async function decodedBack({ data, quick }: BenchOptions): Promise<Bar[]> {
  const count = await loadCounter()
  const made = Array.from({ length: quick ? 30 : 400 }, (_, seed) => ({
    name: `log ${seed}`,
    results: [
      { text: generateLog(90_000 + seed).text.slice(0, 60_000), tool: 'ci', input: undefined },
    ],
  }))
  let blocks = 0
  let changed = 0
  let back = 0
  const items: Record<string, { all: number; kept: number }> = {}
  for (const { results } of [...recordedResults(data), ...made]) {
    const earlier = new Earlier()
    for (const [at, { text, tool, input }] of results.entries()) {
      blocks++
      const reason = verbatim(text, tool, input)
      const referred =
        reason === 'numbered lines' ? undefined : earlier.refer(text, reason === 'file read')
      const encoded = reason ? undefined : encodeBlock(referred ?? text, count)
      const sent = encoded?.text ?? referred ?? text
      if (sent !== text) {
        changed++
        const decoded = encoded ? encoded.pieces.map((piece) => decodePiece(piece)) : [sent]
        const whole = decoded.every((piece) => piece !== undefined) ? decoded.join('') : ''
        const resolved = earlier.resolve(whole)
        if (
          resolved !== undefined &&
          (resolved === text || sameData(encoded?.pieces ?? [], decoded))
        ) {
          back++
        }
        for (const [name, rule] of Object.entries(classes)) {
          const own = (items[name] ??= { all: 0, kept: 0 })
          for (const item of new Set(text.match(rule))) {
            own.all++
            if (resolved?.includes(item) || isData(resolved, item)) own.kept++
          }
        }
      }
      earlier.add(`tool result ${at + 1} (${tool})`, text, sent)
    }
  }
  const all = Object.values(items).reduce((sum, one) => sum + one.all, 0)
  const kept = Object.values(items).reduce((sum, one) => sum + one.kept, 0)
  const each = Object.entries(items).map(([name, one]) => `${name} ${one.kept}/${one.all}`)
  return [
    {
      name: 'encodings, blocks that decode back',
      value: (100 * back) / Math.max(1, changed),
      bar: 100,
      good: 'at least',
      unit: '%',
      note: `${changed} of ${blocks} blocks changed`,
    },
    {
      name: 'encodings, numbers, negations, identifiers kept',
      value: (100 * kept) / Math.max(1, all),
      bar: 100,
      good: 'at least',
      unit: '%',
      note: each.join(', '),
    },
  ]
}

/** Each part to the letter, or the same data. */
function sameData(pieces: readonly Piece[], decoded: readonly (string | undefined)[]): boolean {
  return pieces.every(({ before }, at) => {
    const now = decoded[at]
    if (now === before) return true
    return now !== undefined && sameTrees(treesOf(before), treesOf(now))
  })
}

function treesOf(text: string): readonly (JsonTree | undefined)[] {
  const whole = parseJson(text)
  return whole
    ? [whole]
    : text
        .trim()
        .split('\n')
        .map((line) => parseJson(line))
}

function sameTrees(
  a: readonly (JsonTree | undefined)[],
  b: readonly (JsonTree | undefined)[],
): boolean {
  return a.every(Boolean) && JSON.stringify(a) === JSON.stringify(b)
}

/** White space and escapes of JSON may part what was looked for as text. */
function isData(text: string | undefined, item: string): boolean {
  return text !== undefined && text.includes(JSON.stringify(item).slice(1, -1))
}
