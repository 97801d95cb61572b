/**
 * A shorter tool list as edits: elements taken out, values rewritten in their place. What is not changed keeps its bytes.
 * @module
 */
import type { Edit, Span } from '../../call.ts'
import { fromText } from '../../wire/bytes.ts'
import { firstSentence } from './first-sentence.ts'
import type { ToolList } from './read-tools.ts'
import { reduceSchema, tidy } from './reduce-schema.ts'

/** 'tidy': what validators do not read goes. 'brief': of descriptions, the first sentence stays. */
export type Wording = 'tidy' | 'brief'

/** An edit in coordinates of the list. */
export interface Cut {
  readonly start: number
  readonly end: number
  readonly bytes: Uint8Array
}

/** The same in coordinates of the body. */
export function placed(cuts: readonly Cut[], from: number): readonly Edit[] {
  return cuts.map(({ start, end, bytes }) => ({
    start: from + start,
    end: from + end,
    bytes,
    by: 'template',
  }))
}

/** Takes out the tools that are not kept; each cut covers its elements whole, with the commas that go with them. */
export function removals({ tools }: ToolList, kept: ReadonlySet<number>): readonly Cut[] {
  const cuts: Cut[] = []
  for (let at = 0; at < tools.length; at++) {
    if (kept.has(at)) continue
    let next = at
    while (next < tools.length && !kept.has(next)) next++
    const last = next === tools.length
    // An empty list is another request.
    if (last && at === 0) return []
    const start = last ? tools[at - 1]!.span.end : tools[at]!.span.start
    const end = last ? tools[next - 1]!.span.end : tools[next]!.span.start
    cuts.push({ start, end, bytes: nothing })
    at = next
  }
  return cuts
}

const nothing = new Uint8Array(0)

/** New descriptions and schemas of each tool, where they are shorter. `bytes`: of the list. */
export function rewordings(
  { tools }: ToolList,
  bytes: Buffer,
  wording: Wording,
): readonly (readonly Cut[])[] {
  const describe = wording === 'brief' ? firstSentence : tidy
  return tools.map((tool) => {
    if (!tool.plain) return []
    const cuts: Cut[] = tool.idle.map(({ start, end }) => ({ start, end, bytes: nothing }))
    const rewrite = (span: Span | undefined, value: unknown): void => {
      if (span === undefined || value === undefined) return
      const made = fromText(JSON.stringify(value))
      if (made.length >= span.end - span.start) return
      // Numbers that JSON.parse rounds would come back changed.
      if (longNumber.test(bytes.toString('latin1', span.start, span.end))) return
      cuts.push({ start: span.start, end: span.end, bytes: made })
    }
    const text = describe(tool.description)
    if (text !== '') rewrite(tool.descriptionSpan, text)
    if (typeof tool.schema === 'object' && tool.schema !== null) {
      rewrite(tool.schemaSpan, reduceSchema(tool.schema, describe))
    }
    return cuts.toSorted((a, b) => a.start - b.start)
  })
}

const longNumber = /(?<![\w.])-?[\d.]{16}|\d[eE][+-]?\d/
