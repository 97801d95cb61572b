/**
 * Recorded conversations, turn by turn, as reduced calls. Token counts of the coding session are those of its own
 * bill; those of tau-bench are o200k's times 1.15 (see docs/sandbox.md).
 * @module
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { seededRandom, shortHash } from '../../src/sandbox/hash.ts'
import type { Block } from '../../src/sandbox/prompt.ts'
import { createTokenCounter } from '../../src/sandbox/tokens.ts'
import type { SimulatedCall } from './arms.ts'

/** Recordings, as they are. */
// oxlint-disable-next-line no-explicit-any
type Json = Readonly<Record<string, any>>

const model = 'claude-sonnet-4-5'

export interface Replay {
  readonly name: string
  readonly what: string
  readonly calls: readonly SimulatedCall[]
  readonly outputTokens: number
}

/** undefined where the data is not there. */
export function codingAgent(data: string): Replay | undefined {
  const file = join(data, 'agent-sessions/large-session.jsonl')
  if (!existsSync(file)) return undefined
  const calls: SimulatedCall[] = []
  let blocks: Block[] = []
  let fresh: { hash: string; bytes: number; kind: Block['kind'] }[] = []
  let outputTokens = 0
  let serial = 0
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line === '') continue
    const record = JSON.parse(line) as Json
    const message = record['message'] as Json | undefined
    if (!message) continue
    const parts = Array.isArray(message['content'])
      ? (message['content'] as Json[])
      : [message['content']]
    if (message['role'] === 'assistant') {
      const usage = message['usage'] as Json
      const total = usage['input'] + usage['cacheRead'] + usage['cacheWrite']
      if (total > 0) {
        const held = blocks.reduce((sum, block) => sum + block.tokens, 0)
        // A prompt that shrank was compacted: it shares its tools and instructions with what came before.
        const grown = total >= held ? total - held : total - (blocks[0]?.tokens ?? 0)
        if (total < held) blocks = blocks.slice(0, 1)
        if (blocks.length === 0)
          blocks.push({
            hash: 'tools and system',
            tokens: Math.min(1200, total - 100),
            section: 'system',
          })
        const room = total - blocks.reduce((sum, block) => sum + block.tokens, 0)
        const bytes = fresh.reduce((sum, one) => sum + one.bytes, 0)
        let given = 0
        let passed = 0
        for (const one of fresh) {
          passed += one.bytes
          const upTo = Math.round(
            (Math.max(0, Math.min(grown, room)) * passed) / Math.max(1, bytes),
          )
          blocks.push({
            hash: one.hash,
            tokens: upTo - given,
            section: 'messages',
            kind: one.kind ?? 'text',
          })
          given = upTo
        }
        fresh = []
        outputTokens += usage['output']
        // The record is written when the reply is whole; most begin a few seconds earlier, which gaps do not feel.
        calls.push({
          at: Date.parse(record['timestamp']),
          tenant: 'agent',
          conversation: 'session',
          workload: 'coding agent',
          model,
          blocks: blocks.slice(),
        })
      }
    }
    for (const part of parts) {
      if (part === undefined) continue
      const text = JSON.stringify(part)
      const kind =
        part['type'] === 'toolCall'
          ? 'tool_use'
          : message['role'] === 'toolResult'
            ? 'tool_result'
            : 'text'
      fresh.push({ hash: `${serial++} ${shortHash(text)}`, bytes: text.length, kind })
    }
  }
  const start = calls[0]?.at ?? 0
  return {
    name: 'coding-agent',
    what: `${calls.length} turns of one recorded session`,
    calls: calls.map((call) => ({ ...call, at: call.at - start })).sort((a, b) => a.at - b.at),
    outputTokens,
  }
}

/** Times are made up, for none are recorded: a conversation every four minutes on average, about 15 s a turn. */
export function toolAgent(data: string, conversations = Infinity): Replay | undefined {
  const file = join(data, 'tau-bench-airline/shared.jsonl.gz')
  if (!existsSync(file)) return undefined
  const counter = createTokenCounter()
  const random = seededRandom(shortHash('tau-bench airline'))
  const known = new Map<string, Block>()
  const calls: SimulatedCall[] = []
  let outputTokens = 0
  let start = 0
  const lines = gunzipSync(readFileSync(file))
    .toString()
    .split('\n')
    .filter(Boolean)
    .slice(0, conversations)
  for (const [index, line] of lines.entries()) {
    const { traj } = JSON.parse(line) as { traj: Json[] }
    start += -Math.log(1 - random()) * 240_000
    let at = start
    const blocks: Block[] = []
    for (const message of traj) {
      const text = JSON.stringify([
        message['role'],
        message['content'],
        message['tool_calls'] ?? null,
      ])
      if (message['role'] === 'assistant' && blocks.length > 0) {
        calls.push({
          at: Math.round(at),
          tenant: 'airline',
          conversation: `c${index}`,
          workload: 'tool agent',
          model,
          blocks: blocks.slice(),
        })
        at += 5000 + random() * 20_000
      }
      let block = known.get(text)
      if (!block) {
        block = {
          hash: shortHash(text),
          tokens: counter.count(
            String(message['content'] ?? '') + JSON.stringify(message['tool_calls'] ?? ''),
            model,
          ),
          section: message['role'] === 'system' ? 'system' : 'messages',
          kind: message['role'] === 'tool' ? 'tool_result' : 'text',
        }
        known.set(text, block)
      }
      if (message['role'] === 'assistant') outputTokens += block.tokens
      blocks.push(block)
    }
  }
  return {
    name: 'tool-agent',
    what: `${lines.length} recorded conversations, made-up times`,
    calls: calls.sort((a, b) => a.at - b.at),
    outputTokens,
  }
}

/** What agents do by hand: a marker for five minutes at the end of system, and one at the newest block. */
export function clientMarked(calls: readonly SimulatedCall[]): SimulatedCall[] {
  return calls.map((call) => {
    const blocks = call.blocks.slice()
    const system = blocks.findLastIndex(({ section }) => section === 'system')
    for (const at of [system, blocks.length - 1]) {
      if (at >= 0) blocks[at] = { ...blocks[at]!, cacheControl: '5m' }
    }
    return { ...call, blocks }
  })
}
