/**
 * The bytes of marks, as edits: nothing that the model reads is among them.
 * @module
 */
import type { Edit } from '../../call.ts'
import { fromText as utf8 } from '../../wire/bytes.ts'
import type { Block, Reading } from './reading.ts'
import type { Lifetime } from './plan.ts'

const controls: Readonly<Record<Lifetime['name'], string>> = {
  '5m': '"cache_control":{"type":"ephemeral"}',
  '1h': '"cache_control":{"type":"ephemeral","ttl":"1h"}',
  '30m': '"prompt_cache_breakpoint":{"mode":"explicit"}',
}

const members = new Map(Object.entries(controls).map(([name, text]) => [name, utf8(`,${text}`)]))
const closings = new Map(Object.entries(controls).map(([name, text]) => [name, utf8(`,${text}}]`)]))
const openings = {
  text: utf8('[{"type":"text","text":'),
  input_text: utf8('[{"type":"input_text","text":'),
}

/** The edits that mark a block. A string content becomes a list of one part, which is the same prompt. */
export function markEdits({ form, span }: Block, lifetime: Lifetime): readonly Edit[] {
  if (form === undefined) return []
  if (form === 'member') {
    return [insertion(span.end - 1, members.get(lifetime.name)!)]
  }
  return [insertion(span.start, openings[form]), insertion(span.end, closings.get(lifetime.name)!)]
}

/** A further member of the body: `"name":value`, as JSON text. */
export function memberEdit({ insertAt }: Reading, member: string): Edit {
  return insertion(insertAt, utf8(`,${member}`))
}

function insertion(at: number, bytes: Uint8Array): Edit {
  return { start: at, end: at, bytes, by: 'prefix' }
}
