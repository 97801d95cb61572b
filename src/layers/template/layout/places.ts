/**
 * Where a request says what the application wants, and where the user last asked: spans of JSON strings in the body,
 * quotes left out.
 * @module
 */
import type { Call, Span } from '../../../call.ts'

type Json = Readonly<Record<string, unknown>>
type Path = readonly (string | number)[]

/** Texts that stand before the first turn: `system`, `instructions`, leading system and developer messages. */
export function systemTexts({ view, client }: Pick<Call, 'view' | 'client'>): readonly Span[] {
  const json = view.json
  if (json === undefined) return []
  const paths: Path[] = []
  if (client === 'anthropic-messages') paths.push(...textPaths(json['system'], ['system']))
  if (typeof json['instructions'] === 'string') paths.push(['instructions'])
  const name = listName(client)
  const list = Array.isArray(json[name]) ? (json[name] as readonly (Json | null)[]) : []
  for (const [at, message] of list.entries()) {
    const role = message?.['role']
    if (role !== 'system' && role !== 'developer') break
    paths.push(...textPaths(message!['content'], [name, at, 'content']))
  }
  return spansOf(view, paths)
}

/** The text of the last turn of the user that has one; its last part, where there are several. */
export function lastQuestion({ view, client }: Pick<Call, 'view' | 'client'>): Span | undefined {
  const json = view.json
  if (json === undefined) return undefined
  const name = listName(client)
  const list = json[name]
  if (typeof list === 'string') return spansOf(view, [[name]])[0]
  if (!Array.isArray(list)) return undefined
  for (let at = list.length - 1; at >= 0; at--) {
    const message = list[at] as Json | null
    if (message?.['role'] !== 'user') continue
    const path = textPaths(message['content'], [name, at, 'content']).at(-1)
    if (path !== undefined) return spansOf(view, [path])[0]
  }
  return undefined
}

function listName(client: Call['client']): 'input' | 'messages' {
  return client === 'openai-responses' ? 'input' : 'messages'
}

function textPaths(content: unknown, path: Path): Path[] {
  if (typeof content === 'string') return content === '' ? [] : [path]
  if (!Array.isArray(content)) return []
  return (content as readonly (Json | null)[]).flatMap((part, at) => {
    const text = part?.['text']
    const plain = part?.['type'] === 'text' || part?.['type'] === 'input_text'
    return plain && typeof text === 'string' && text !== '' ? [[...path, at, 'text']] : []
  })
}

function spansOf(view: Call['view'], paths: readonly Path[]): Span[] {
  return paths.flatMap((path) => {
    const span = view.span(...path)
    return span === undefined ? [] : [{ start: span.start + 1, end: span.end - 1 }]
  })
}
