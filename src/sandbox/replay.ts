/**
 * Recorded replies as a provider would send them: bodies as they are, streams with their `event:` lines and `[DONE]`,
 * whole or cut at chosen bytes.
 * @module
 */
import { readFileSync, realpathSync } from 'node:fs'
import { join, sep } from 'node:path'
import type { Dialect, Usage } from '../call.ts'
import { toUsage } from '../pricing/usage.ts'
import type { StreamPart } from './ask.ts'
import { object } from './read-openai.ts'

export interface Recording {
  readonly bytes: Uint8Array
  readonly streamed: boolean
  readonly dialect: Dialect
  readonly model: string
  /** The recording's own statement; undefined where it makes none. */
  readonly usage: Usage | undefined
}

/** `n`: two writes, cut before byte n. `each`: a write for every byte. A list: cut before each of them. */
export type Cut = number | 'each' | readonly number[]

/**
 * Reads a recording below a directory.
 * @throws Error where the name leaves the directory or is not there.
 */
export function readRecording(directory: string, name: string): Recording {
  const root = realpathSync(directory)
  const file = realpathSync(join(root, name))
  if (!file.startsWith(root + sep)) throw new Error(`${name} is not inside the recordings`)
  const text = readFileSync(file, 'utf8')
  if (!file.endsWith('.chunks.txt')) return whole(text)
  const lines = text.split('\n').filter((line) => line !== '')
  const events = lines.map((line) => readLine(line))
  const dialect = dialectOf(events[0] ?? {}, name)
  const named = dialect !== 'openai-chat'
  const rendered = lines.map((line, index) => {
    const type = named ? String(events[index]!['type']) : undefined
    return `${type === undefined ? '' : `event: ${type}\n`}data: ${line}\n\n`
  })
  if (!named) rendered.push('data: [DONE]\n\n')
  const raw = streamUsage(events, dialect)
  return {
    bytes: Buffer.from(rendered.join('')),
    streamed: true,
    dialect,
    model: events.map(modelOf).find((model) => model !== '') ?? '',
    usage: raw === undefined ? undefined : toUsage(providerOf(name), dialect, raw),
  }
}

/** A few recordings hold a line that is no JSON; it is served as it stands. */
function readLine(line: string): Json {
  try {
    return object(JSON.parse(line)) ?? {}
  } catch {
    return { type: /"type":"([^"]+)"/.exec(line)?.[1] }
  }
}

function whole(text: string): Recording {
  const body = object(JSON.parse(text)) ?? {}
  const dialect = dialectOf(body, '')
  return {
    bytes: Buffer.from(text),
    streamed: false,
    dialect,
    model: modelOf(body),
    usage: toUsage(
      dialect === 'anthropic-messages' ? 'anthropic' : 'openai',
      dialect,
      body['usage'],
    ),
  }
}

type Json = Readonly<Record<string, unknown>>

function dialectOf(first: Json, name: string): Dialect {
  const type = String(first['type'] ?? '')
  if (type === 'message' || type === 'message_start' || name.startsWith('anthropic/'))
    return 'anthropic-messages'
  if (type !== '' || first['object'] === 'response') return 'openai-responses'
  return 'openai-chat'
}

function providerOf(name: string): string {
  if (name.includes('xai')) return 'x-ai'
  if (name.includes('azure')) return 'azure'
  return name.startsWith('anthropic/') ? 'anthropic' : 'openai'
}

function modelOf(event: Json): string {
  const holder = object(event['message']) ?? object(event['response']) ?? event
  return typeof holder['model'] === 'string' ? holder['model'] : ''
}

/** Anthropic's last figures stand over its first, class by class; the others tell all at the end. */
function streamUsage(events: readonly Json[], dialect: Dialect): Json | undefined {
  let usage: Json | undefined
  for (const event of events) {
    const holder = object(event['message']) ?? object(event['response']) ?? event
    const next = object(holder['usage'])
    if (next !== undefined) usage = dialect === 'anthropic-messages' ? { ...usage, ...next } : next
  }
  return usage
}

/** The writes that a cut makes of the bytes; every write counts as fully generated. */
export function cutBytes(bytes: Uint8Array, cut: Cut): StreamPart[] {
  const all =
    cut === 'each' ? Array.from(bytes, (_, index) => index) : typeof cut === 'number' ? [cut] : cut
  const parts: StreamPart[] = []
  let from = 0
  for (const at of [...all, bytes.length]) {
    const to = Math.min(Math.max(at, from), bytes.length)
    if (to > from) parts.push({ bytes: bytes.subarray(from, to), generated: Infinity })
    from = to
  }
  return parts
}
