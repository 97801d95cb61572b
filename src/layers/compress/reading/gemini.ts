/**
 * The texts of a Gemini generateContent request. Its tools give objects back: the strings at their first level count.
 * @module
 */
import { listOf, recordOf, type Json, type Reader } from './reader.ts'

type Facts = Parameters<Reader['push']>[2]

export function readGemini(json: Json, reader: Reader): void {
  for (const name of ['systemInstruction', 'system_instruction']) {
    const parts = recordOf(json[name])?.['parts']
    readParts(parts, [name, 'parts'], { role: 'system', kind: 'system' }, reader)
  }
  const contents = listOf(json['contents'])
  for (let at = 0; at < contents.length; at++) {
    const content = recordOf(contents[at])
    if (content === undefined) continue
    const assistant = content['role'] === 'model'
    reader.next(at, assistant)
    const facts: Facts = assistant
      ? { role: 'assistant', kind: 'assistant' }
      : { role: 'user', kind: 'user' }
    readParts(content['parts'], ['contents', at, 'parts'], facts, reader)
  }
}

function readParts(
  list: unknown,
  path: readonly (string | number)[],
  facts: Facts,
  reader: Reader,
): void {
  const parts = listOf(list)
  for (let at = 0; at < parts.length; at++) {
    const part = recordOf(parts[at])
    if (part === undefined) continue
    const signed = part['thoughtSignature'] != null || part['thought'] === true
    reader.push(
      part['text'],
      [...path, at, 'text'],
      signed ? { ...facts, reason: 'signed' } : facts,
    )
    const asks = recordOf(part['functionCall'])
    if (asks) reader.asks(asks['id'] ?? asks['name'], asks['name'], asks['args'])
    const answer = recordOf(part['functionResponse'])
    if (answer && facts.role !== 'assistant') readResponse(answer, [...path, at], reader)
  }
}

function readResponse(answer: Json, path: readonly (string | number)[], reader: Reader): void {
  reader.result()
  const id = answer['id'] ?? answer['name']
  const { name } = answer
  const response = recordOf(answer['response'])
  for (const key in response) {
    reader.push(response[key], [...path, 'functionResponse', 'response', key], {
      role: 'user',
      kind: 'tool-result',
      toolName: typeof name === 'string' ? name : undefined,
      toolCallId: typeof id === 'string' ? id : undefined,
      toolInput: reader.askedBy(id)?.input,
    })
  }
}
