/**
 * Puts lines of the system text that differ from call to call, a clock mostly, behind the last question, so that what
 * stands before them comes again as it was and can be read from the provider's cache. The words stay; their place
 * changes. Rules and figures: docs/layers/template.md.
 * @module
 */
import { hash } from 'node:crypto'
import type { Call, Edit, Span } from '../../../call.ts'
import { createBoundedMap } from '../../../pricing/bounded-map.ts'
import { toBuffer } from '../../../wire/bytes.ts'
import { lastQuestion, systemTexts } from './places.ts'
import { namedLines, type NamedLine } from './volatile-lines.ts'

/** Lines of one system text, as they came so far; texts that differ in nothing else share it. */
interface Family {
  calls: number
  lines: readonly string[]
  readonly changes: number[]
  readonly moved: boolean[]
}

/** How often a line of that name changed in a tenant's calls, whatever else the text said. */
interface Label {
  calls: number
  changes: number
}

interface Looked {
  readonly key: string
  readonly partition: string
  readonly lines: readonly (NamedLine & { readonly at: Span })[]
  readonly moves: readonly boolean[]
}

export interface Layout {
  /**
   * What puts the volatile lines of a call behind its last question; undefined: nothing to move. Changes nothing.
   * @param at milliseconds since the epoch
   */
  plan(call: Call, at: number): LayoutPlan | undefined
  /** The call is sent, moved or not: lines that differ from those of the call before are known from now on. */
  seen(call: Call): void
}

export interface LayoutPlan {
  readonly edits: readonly Edit[]
  /** The lines that go elsewhere, values blanked. */
  readonly labels: readonly string[]
  /** Bytes of the body that come before the place where they go. */
  readonly before: number
}

/** Longer ones are documents; reading them for clocks takes longer than it may win. */
const mostBytes = 131_072
/** A clock that is right to two minutes is a clock. */
const clockMs = 120_000
/** A line that changes in so few of the calls (a date) breaks little. */
const often = 0.3
const opening = '\\n\\n<system-context>\\n'
const closing = '\\n</system-context>'

export function createLayout(): Layout {
  const families = createBoundedMap<Family>(2000)
  const labels = createBoundedMap<Label>(5000)
  const looked = new WeakMap<Uint8Array, Looked>()

  function look(call: Call, at: number): Looked | undefined {
    const body = toBuffer(call.bytes)
    const texts = systemTexts(call)
    if (texts.length === 0 || texts.reduce((sum, one) => sum + size(one), 0) > mostBytes)
      return undefined
    const found = texts.map((text) => namedLines(body.subarray(text.start, text.end)))
    if (found.includes(undefined)) return undefined
    const lines = found.flatMap((own, index) =>
      own!.map((line) => ({ ...line, at: moved(line, texts[index]!.start) })),
    )
    if (lines.length === 0) return undefined
    const rest = texts.map((text, index) => without(body, text, found[index]!)).join('\0')
    const partition = `${call.tenant}\0${call.target.provider}\0${call.target.model}`
    const key = `${partition}\0${hash('sha256', rest, 'base64')}`
    const family = families.get(key)
    const moves = lines.map((line, index) =>
      family === undefined
        ? isClock(line, at) || oftenChanged(labels.get(`${partition}\0${line.label}`))
        : family.moved[index] === true || changedOften(family, index, line.text),
    )
    return { key, partition, lines, moves }
  }

  return {
    plan(call, at) {
      if (hasOwnMarks(call)) return undefined
      const now = look(call, at)
      if (now === undefined) return undefined
      looked.set(call.bytes, now)
      const moving = now.lines.filter((_, index) => now.moves[index])
      const question = moving.length === 0 ? undefined : lastQuestion(call)
      if (question === undefined) return undefined
      const free = [...moving.map((line) => line.at), question].every((span) => isFree(call, span))
      if (!free || leavesNothing(call, moving)) return undefined
      return {
        edits: [...cuts(moving), addition(moving, question)],
        labels: moving.map(({ label }) => label),
        before: question.start,
      }
    },
    seen(call) {
      const now = looked.get(call.bytes)
      if (now === undefined) return
      looked.delete(call.bytes)
      const texts = now.lines.map(({ text }) => text)
      let family = families.get(now.key)
      if (family === undefined) {
        const none = texts.map(() => 0)
        families.set(now.key, (family = { calls: 0, lines: texts, changes: none, moved: [] }))
      }
      for (const [index, { label, text }] of now.lines.entries()) {
        const changed = family.lines[index] !== text
        if (changed) family.changes[index] = (family.changes[index] ?? 0) + 1
        if (now.moves[index]) family.moved[index] = true
        const name = `${now.partition}\0${label}`
        const known = labels.get(name) ?? { calls: 0, changes: 0 }
        if (family.calls > 0) known.calls++
        if (changed) known.changes++
        labels.set(name, known)
      }
      family.calls++
      family.lines = texts
    },
  }
}

function isClock({ moment }: NamedLine, at: number): boolean {
  return moment !== undefined && Math.abs(moment - at) <= clockMs
}

function oftenChanged(label: Label | undefined): boolean {
  return label !== undefined && label.changes >= 2 && label.changes >= often * label.calls
}

/** Of the times that this text came, the present one with them. */
function changedOften({ calls, changes, lines }: Family, index: number, text: string): boolean {
  const own = (changes[index] ?? 0) + (lines[index] === text ? 0 : 1)
  return own >= 1 && own >= often * calls
}

/** The text with lines that name a time or id blanked: what calls of one family share. */
function without(body: Buffer, text: Span, lines: readonly NamedLine[]): string {
  const parts: string[] = []
  let from = text.start
  for (const line of lines) {
    const start = Math.max(from, text.start + line.start)
    parts.push(body.toString('latin1', from, start), `\0${line.label}\0`)
    from = text.start + line.end
  }
  return parts.join('') + body.toString('latin1', from, text.end)
}

/** Marks of the client say where its prompts repeat; they stand as they are. */
function hasOwnMarks({ bytes }: Call): boolean {
  const body = toBuffer(bytes)
  return body.includes('"cache_control"') || body.includes('"prompt_cache_breakpoint"')
}

function isFree({ edits }: Call, { start, end }: Span): boolean {
  return !edits.some((edit) => edit.start <= end && edit.end >= start)
}

/** An empty text is another request. */
function leavesNothing(call: Call, moving: readonly { readonly at: Span }[]): boolean {
  return systemTexts(call).some((text) => {
    const own = moving.filter(({ at }) => at.start >= text.start && at.end <= text.end)
    return own.reduce((sum, { at }) => sum + size(at), 0) >= size(text) - 2 && own.length > 0
  })
}

function cuts(moving: readonly { readonly at: Span }[]): Edit[] {
  let from = 0
  return moving.map(({ at }) => {
    // The last line takes the line end before it with it, which may be that of the line above.
    const start = Math.max(from, at.start)
    from = at.end
    return { start, end: at.end, bytes: nothing, by: 'template' }
  })
}

function addition(moving: readonly NamedLine[], question: Span): Edit {
  const text = opening + moving.map((line) => line.text).join('\\n') + closing
  return { start: question.end, end: question.end, bytes: Buffer.from(text), by: 'template' }
}

const nothing = new Uint8Array(0)

function moved(span: Span, by: number): Span {
  return { start: span.start + by, end: span.end + by }
}

function size({ start, end }: Span): number {
  return end - start
}
