/**
 * Puts lines of the system text that differ from call to call, a clock mostly, behind the last question, so that what
 * stands before them comes again as it was and can be read from the provider's cache. The words stay; their place
 * changes. Rules and figures: docs/layers/template.md.
 * @module
 */
import { hash } from 'node:crypto'
import type { Call, Edit, Span } from '../../../call.ts'
import { createBoundedMap } from '../../../maps/bounded-map.ts'
import { toBuffer } from '../../../wire/bytes.ts'
import { lastQuestion, systemTexts } from './places.ts'
import { namedLines, type NamedLine } from './volatile-lines.ts'

/** How often a line was one that had not been seen: on every call, or once a conversation, or once a day. */
interface Habit {
  calls: number
  changes: number
  moved: boolean
}

/** Lines of one system text, as they came so far; texts that differ in nothing else share it. */
interface Family {
  readonly habits: readonly Habit[]
  /** Of each line, the latest texts: conversations that go on beside one another show theirs again. */
  readonly recent: readonly string[][]
}

interface Looked {
  readonly key: string
  readonly partition: string
  readonly texts: readonly Span[]
  readonly lines: readonly (NamedLine & { readonly at: Span })[]
  readonly changed: readonly boolean[]
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
/**
 * A line that is new in so many of the calls goes to the end, and comes back where it is new in fewer than the other
 * share. One that is the same for a conversation's length stays: behind the last question it would be read anew at
 * each turn, which costs more than its first turn saves (on GPT-5.6, 39 % more than doing nothing).
 */
const goes = 0.6
const comesBack = 0.4
const mostRecent = 64
/** Habits change: older calls weigh half as much from here on. */
const mostCounted = 200
const opening = '\\n\\n<system-context>\\n'
const closing = '\\n</system-context>'

export function createLayout(): Layout {
  const families = createBoundedMap<Family>(2000)
  const labels = createBoundedMap<Habit>(5000)

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
    const changed = lines.map(({ text }, index) => family?.recent[index]?.includes(text) !== true)
    const moves = lines.map((line, index) => {
      const own = family?.habits[index] ?? labels.get(`${partition}\0${line.label}`)
      return own === undefined ? isClock(line, at) : isRestless(own, changed[index]!)
    })
    return { key, partition, texts, lines, changed, moves }
  }

  return {
    plan(call, at) {
      if (hasOwnMarks(call)) return undefined
      const now = look(call, at)
      if (now === undefined) return undefined
      call.view.known['layout'] = now
      const moving = now.lines.filter((_, index) => now.moves[index])
      const question = moving.length === 0 ? undefined : lastQuestion(call)
      if (question === undefined) return undefined
      const free = [...moving.map((line) => line.at), question].every((span) => isFree(call, span))
      if (!free || leavesNothing(now.texts, moving)) return undefined
      return {
        edits: [...cuts(moving), addition(moving, question)],
        labels: moving.map(({ label }) => label),
        before: question.start,
      }
    },
    seen(call) {
      const { known: ofBody } = call.view
      const now = ofBody['layout'] as Looked | undefined
      if (now === undefined) return
      ofBody['layout'] = undefined
      let family = families.get(now.key)
      const known = family !== undefined
      if (family === undefined) {
        const habits = now.lines.map((): Habit => ({ calls: 0, changes: 0, moved: false }))
        families.set(now.key, (family = { habits, recent: now.lines.map(() => []) }))
      }
      for (const [index, { label, text }] of now.lines.entries()) {
        const changed = now.changed[index]!
        const habit = family.habits[index]!
        habit.moved = now.moves[index]!
        // Of the first call of a text nothing is learnt: every line is new to it.
        if (known) {
          count(habit, changed)
          const name = `${now.partition}\0${label}`
          const all = labels.get(name) ?? { calls: 0, changes: 0, moved: false }
          count(all, changed)
          labels.set(name, all)
        }
        const recent = family.recent[index]!
        if (!changed) continue
        recent.push(text)
        if (recent.length > mostRecent) recent.shift()
      }
    },
  }
}

function count(habit: Habit, changed: boolean): void {
  if (habit.calls >= mostCounted) {
    habit.calls /= 2
    habit.changes /= 2
  }
  habit.calls++
  if (changed) habit.changes++
}

/** By its name and by what it shows: when a conversation began is also near to now, at its first turn. */
function isClock({ moment, label }: NamedLine, at: number): boolean {
  const near = moment !== undefined && Math.abs(moment - at) <= clockMs
  return near && /\b(?:current|currently|now|present|timestamp|clock)\b/i.test(label)
}

/** The present call counts. */
function isRestless({ calls, changes, moved }: Habit, changed: boolean): boolean {
  const share = (changes + (changed ? 1 : 0)) / (calls + 1)
  return share >= (moved ? comesBack : goes)
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
function leavesNothing(texts: readonly Span[], moving: readonly { readonly at: Span }[]): boolean {
  return texts.some((text) => {
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
