/**
 * Streams to test with: self-made ones that are always there, and the recorded traffic where it is present.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Dialect } from '../src/call.ts'

const root = join(import.meta.dirname, '..')

/** Folder of the recordings; undefined where they are not present. */
export const recordings: string | undefined = [
  process.env['FARTHING_DATA'],
  join(root, '../shared/data'),
]
  .filter((folder) => folder !== undefined)
  .map((folder) => join(folder, 'wire-recordings'))
  .find((folder) => existsSync(folder))

export interface Sample {
  readonly name: string
  readonly dialect: Dialect
  readonly bytes: Buffer
}

const fixture = (name: string, dialect: Dialect): Sample => ({
  name,
  dialect,
  bytes: readFileSync(join(import.meta.dirname, 'fixtures', name)),
})

export const fixtures: readonly Sample[] = [
  fixture('chat-usage.sse', 'openai-chat'),
  fixture('anthropic-tool.sse', 'anthropic-messages'),
  fixture('responses-incomplete.sse', 'openai-responses'),
  fixture('gemini.sse', 'gemini'),
  fixture('transcription.sse', 'opaque'),
]

const listFiles = (end: string) =>
  recordings === undefined
    ? []
    : readdirSync(recordings, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith(end))
        .sort()
        .map((name) => ({ name, text: readFileSync(join(recordings, name), 'utf8') }))

/** The recorded streams, as they went over the wire: one JSON a line in the file, events here. */
export const recordedStreams = (): readonly Sample[] =>
  listFiles('.chunks.txt').map(({ name, text }) => {
    const lines = text.split('\n').filter((line) => line.trim() !== '')
    const dialect = name.startsWith('anthropic')
      ? 'anthropic-messages'
      : lines[0]!.includes('"type":"response.')
        ? 'openai-responses'
        : lines[0]!.includes('"choices"')
          ? 'openai-chat'
          : 'opaque'
    const chat = dialect === 'openai-chat'
    const events = lines.map((line) => {
      // By its text, as one recorded line is cut short.
      const type = chat ? undefined : /"type"\s*:\s*"([^"]+)"/.exec(line)?.[1]
      return `${type === undefined ? '' : `event: ${type}\n`}data: ${line}\n\n`
    })
    return { name, dialect, bytes: Buffer.from(events.join('') + (chat ? 'data: [DONE]\n\n' : '')) }
  })

/** The recorded bodies. */
export const recordedBodies = (): readonly Sample[] =>
  listFiles('.json').map(({ name, text }) => {
    const { object } = JSON.parse(text) as { object?: string }
    const dialect = name.startsWith('anthropic')
      ? 'anthropic-messages'
      : object === 'response'
        ? 'openai-responses'
        : object === 'chat.completion'
          ? 'openai-chat'
          : 'opaque'
    return { name, dialect, bytes: Buffer.from(text) }
  })
