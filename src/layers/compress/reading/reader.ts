/**
 * What the readers of all dialects fill in.
 * @module
 */
import type { TextBlock } from '../blocks.ts'
import { verbatim } from './verbatim.ts'

export type Json = Readonly<Record<string, unknown>>
type Path = readonly (string | number)[]

/** A block before it is known where the last marker and the last turn of the assistant stand. */
export type Draft = Omit<TextBlock, 'index' | 'fresh' | 'beforeMark' | 'mayTouch'>

/** What a tool was asked. */
export interface Asked {
  readonly name: string
  readonly input: unknown
}

type Facts = Pick<Draft, 'role' | 'kind'> &
  Partial<Pick<Draft, 'toolName' | 'toolCallId' | 'toolInput' | 'title' | 'reason'>>

/** A class for its lifetime: one pass over one body. */
export class Reader {
  readonly drafts: Draft[] = []
  /** Last block at or before a cache breakpoint of the client; -1: none. */
  lastMarked = -1
  /** Last message of the assistant; -1: none. */
  lastAssistant = -1
  message = -1
  turn = 0
  readonly #asked = new Map<string, Asked>()
  readonly #most: number
  #results = 0
  #inTurn = false

  constructor(most: number) {
    this.#most = most
  }

  /** Begins a message; texts pushed from now on belong to it. */
  next(message: number, assistant: boolean): void {
    this.message = message
    if (!assistant) {
      this.#inTurn = false
      return
    }
    this.lastAssistant = message
    // Some dialects write one turn as several entries.
    if (!this.#inTurn) this.turn++
    this.#inTurn = true
  }

  asks(id: unknown, name: unknown, input: unknown): void {
    if (typeof id !== 'string') return
    this.#asked.set(id, { name: typeof name === 'string' ? name : '', input })
  }

  askedBy(id: unknown): Asked | undefined {
    return typeof id === 'string' ? this.#asked.get(id) : undefined
  }

  /** A tool's result begins: its texts share a number. */
  result(): void {
    this.#results++
  }

  push(text: unknown, path: Path, facts: Facts): void {
    if (typeof text !== 'string' || text === '' || this.drafts.length >= this.#most) return
    const result = facts.kind === 'tool-result'
    const reason =
      facts.reason ??
      (facts.kind === 'assistant'
        ? 'assistant'
        : result
          ? verbatim(text, facts.toolName, facts.toolInput)
          : undefined)
    this.drafts.push({
      ...facts,
      text,
      path,
      message: this.message,
      turn: this.turn,
      reason,
      resultNumber: result ? this.#results : undefined,
    })
  }

  /** The client put a cache breakpoint behind what was pushed last. */
  marked(): void {
    this.lastMarked = this.drafts.length - 1
  }
}

export function recordOf(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Json)
    : undefined
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
