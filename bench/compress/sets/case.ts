/**
 * One labelled case of a selection benchmark: a question, documents, and which characters of them answer it.
 * @module
 */

export interface CaseDocument {
  readonly title: string
  readonly text: string
}

/** Half-open range of characters in one document's text. */
export interface GoldSpan {
  readonly document: number
  readonly start: number
  readonly end: number
}

export interface Case {
  readonly id: string
  /** What splits are drawn over: rows of one group never lie on both sides. */
  readonly group: string
  readonly question: string
  readonly documents: readonly CaseDocument[]
  /** All of them are needed. */
  readonly gold: readonly GoldSpan[]
  /** Strict recall: one of these stands in the output, normalised. Empty: the gold spans decide. */
  readonly answers: readonly string[]
}

/** Lower case, punctuation to spaces, no articles: as the recall of SQuAD normalises. */
export function normalised(text: string): string {
  return ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .split(' ')
    .filter((word) => word !== '' && word !== 'a' && word !== 'an' && word !== 'the')
    .join(' ')} `
}

/** Whether an answer stands in a text as a run of whole words. */
export function holdsAnswer(normal: string, answers: readonly string[]): boolean {
  return answers.some((answer) => {
    const wanted = normalised(answer)
    return wanted.length > 2 && normal.includes(wanted)
  })
}

/** mulberry32: the same draws on every machine. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  const result = [...items]
  for (let at = result.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1))
    ;[result[at], result[other]] = [result[other]!, result[at]!]
  }
  return result
}

/** 0..9 for a group, by hash: 0–4 train, 5–6 tune (calibration), 7–9 test. */
export function foldOf(group: string): number {
  let hash = 2166136261
  for (let at = 0; at < group.length; at += 1) {
    hash = Math.imul(hash ^ group.charCodeAt(at), 16777619)
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return ((hash ^ (hash >>> 13)) >>> 0) % 10
}

export type Part = 'train' | 'tune' | 'test'

export function partOf(group: string): Part {
  const fold = foldOf(group)
  return fold < 5 ? 'train' : fold < 7 ? 'tune' : 'test'
}
