/**
 * How much each line of a log is worth to whoever must say what went wrong: its own words, its neighbours', how rare
 * its template is, where it stands, and what the reader asked.
 * @module
 */
import type { Work } from '../in-stretches.ts'
import type { LogLine } from './clean-lines.ts'
import { messageOf, templateOf } from './line-template.ts'
import { signOf, type Sign } from './line-signs.ts'

export interface ScoredLines {
  readonly scores: Float64Array
  readonly signs: readonly Sign[]
  readonly templates: Uint32Array
}

const worth: Readonly<Record<Sign, number>> = {
  annotation: 10,
  failure: 9,
  error: 8,
  summary: 7,
  difference: 1.5,
  location: 1.5,
  mention: 2.5,
  warning: 1,
  heading: 0.8,
  harmless: 0.1,
  plain: 0.3,
}

/** What a strong line lends to the lines after it (its message, its stack), and before it (what led to it). */
const after = { strength: 0.5, fade: 0.86 }
const before = { strength: 0.35, fade: 0.75 }
/** A step that is reported as failed says so at its end: what it said last stands before. */
const beforeReport = { strength: 0.3, fade: 0.965 }
/** Differences and locations mean something near a failure only. */
const nearFailure = 2.2

/** GitHub prints what it is about to run, and the environment, in a group of its own. */
const scriptStarts = /^##\[group\]Run /

/** Lines of more characters must be worth more: lists of files, dumps of settings. */
const longLine = 240

/** Equal templates count less from the third on. */
const freeRepeats = 2

/** Lines between two pauses: about half a millisecond. */
const linesAtAStretch = 256

export function* scoring(
  lines: readonly LogLine[],
  asked?: (line: string) => number,
): Work<ScoredLines> {
  const count = lines.length
  const signs: Sign[] = []
  const templates = new Uint32Array(count)
  const repeats = new Map<number, number>()
  const messages = new Map<number, number>()
  const own = new Float64Array(count)
  const lent = new Float64Array(count)
  let script = false
  for (let i = 0; i < count; i++) {
    if (i % linesAtAStretch === 0) yield
    const { text } = lines[i]!
    if (text.startsWith('##[')) script = scriptStarts.test(text)
    // The text of a script speaks of failures that it would report.
    const sign = text.length === 0 ? 'plain' : script ? 'heading' : signOf(text)
    signs.push(sign)
    const template = templateOf(text)
    templates[i] = template
    const seen = repeats.get(template) ?? 0
    repeats.set(template, seen + 1)
    let again = seen
    if (isStrong(sign)) {
      const message = messageOf(text)
      again = messages.get(message) ?? 0
      messages.set(message, again + 1)
    }
    const repeated = again < freeRepeats ? 1 : 1 / (again - freeRepeats + 2)
    own[i] = text.length === 0 ? 0 : worth[sign] * repeated
  }
  let carried = 0
  for (let i = 0; i < count; i++) {
    lent[i] = carried
    const strength = isStrong(signs[i]!) ? own[i]! * after.strength : 0
    carried = Math.max(carried * after.fade, strength)
  }
  carried = 0
  let reported = 0
  for (let i = count - 1; i >= 0; i--) {
    lent[i] = Math.max(lent[i]!, carried, reported)
    const strong = isStrong(signs[i]!) ? own[i]! : 0
    carried = Math.max(carried * before.fade, strong * before.strength)
    const report = signs[i] === 'annotation' ? own[i]! * beforeReport.strength : 0
    reported = Math.max(reported * beforeReport.fade, report)
  }
  const scores = new Float64Array(count)
  const wide = Math.log(count + 1)
  for (let i = 0; i < count; i++) {
    if (i % linesAtAStretch === 0) yield
    const { text } = lines[i]!
    if (text.length === 0) continue
    const sign = signs[i]!
    const rarity = Math.log((count + 1) / repeats.get(templates[i]!)!) / wide
    const near = sign === 'difference' || sign === 'location' ? nearFailure : 1
    let score = own[i]! * (0.4 + 0.6 * rarity) + lent[i]! * near * (0.3 + 0.7 * rarity)
    score += 1.5 * Math.exp(-(count - 1 - i) / 40) + 1.2 * Math.exp(-i / 6)
    if (asked) score += asked(text)
    if (text.length > longLine && !isStrong(sign)) score *= longLine / text.length
    scores[i] = score
  }
  return { scores, signs, templates }
}

export function isStrong(sign: Sign): boolean {
  return sign === 'annotation' || sign === 'failure' || sign === 'error' || sign === 'summary'
}
