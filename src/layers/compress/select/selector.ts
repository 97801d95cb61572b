/**
 * Query-aware selection: of the documents of a call, the sentences that the question needs. Extractive: whole units in
 * their order, nothing rewritten. Scores after BM25, static vectors and, for the quarter that those leave open, a
 * small transformer; a learned head joins them, and a calibrated floor says how many are kept.
 * @module
 */
import type { StaticEmbedding } from '../../../learned/static-embedding.ts'
import type { Transformer } from '../../../learned/transformer.ts'
import { crowdingOf } from './crowding.ts'
import { ask, cheapRows, fullRows, type Asked } from './features.ts'
import { keptFor, type Calibration } from './floor.ts'
import { score, type Head } from './head.ts'
import { underBudget, type Scored } from './pick.ts'
import type { Prepared } from './prepared.ts'
import { Remembered } from './remembered.ts'
import { complete, render } from './render.ts'
import { shownTo } from './shown.ts'

export interface SourceDocument {
  readonly title: string
  readonly text: string
}

/** `floor`: chance that what the question needs is kept, 0.9 to 0.995. `ratio`: tokens before to tokens after. */
export type Dial = { readonly floor: number } | { readonly ratio: number }

export interface Selected {
  /** Of each document what is left; '' where nothing is, the same string where everything is. */
  readonly texts: readonly string[]
  /** Why everything was kept; undefined where something went. */
  readonly kept: string | undefined
  /** Units kept and units in all. */
  readonly units: readonly [number, number]
}

export interface SelectorParts {
  readonly table: StaticEmbedding
  readonly cheap: Head
  readonly full: Head | undefined
  readonly transformer: Transformer | undefined
  readonly calibration: Calibration
}

export interface Selector {
  /**
   * @throws never for any text; a transformer that fails is done without.
   */
  select(question: string, documents: readonly SourceDocument[], dial: Dial): Promise<Selected>
  /** Without the transformer. */
  selectNow(question: string, documents: readonly SourceDocument[], dial: Dial): Selected
}

/** What is longer is not read: 2 million characters are 0.3 s of scoring. */
const mostCharacters = 2_000_000

export function createSelector(parts: SelectorParts): Selector {
  const { table, cheap, full, transformer, calibration } = parts
  const remembered = new Remembered(table)

  function begin(question: string, documents: readonly SourceDocument[]): Begun | string {
    let length = 0
    for (const { text } of documents) length += text.length
    if (documents.length === 0 || length === 0) return 'no documents'
    if (length > mostCharacters) return 'too long'
    const asked = ask(question.slice(0, 4000), table)
    if (asked.stems.length === 0) return 'no question'
    const prepared = documents.map(({ text, title }) => remembered.prepared(text, title))
    const rows = cheapRows(asked, prepared, table.dimensions)
    const logits = score(cheap, rows.rows, rows.scored)
    const firsts: number[] = []
    const tokens: number[] = []
    for (const { units, text } of prepared) {
      firsts.push(tokens.length)
      for (const { start, end } of units) tokens.push(estimated(text, start, end))
    }
    const scored: Scored = {
      documents: prepared,
      firsts,
      documentOf: rows.documentOf,
      logits,
      tokens,
      crowding: crowdingOf(asked, prepared),
    }
    return { asked, rows, scored }
  }

  function finish(scored: Scored, dial: Dial, deep: boolean): Selected {
    const count = scored.logits.length
    let kept: Uint8Array
    if ('ratio' in dial) {
      const whole = scored.tokens.reduce((sum, tokens) => sum + tokens, 0)
      kept = underBudget(scored, whole / Math.max(1, dial.ratio))
    } else {
      const found = keptFor(scored, dial.floor, deep ? calibration.full : calibration.cheap)
      if (typeof found === 'string') return everything(scored, found)
      kept = found
    }
    for (const [at, document] of scored.documents.entries())
      complete(document, scored.firsts[at]!, kept)
    const texts = scored.documents.map((document, at) => render(document, scored.firsts[at]!, kept))
    const units = kept.reduce((sum, keep) => sum + keep, 0)
    return { texts, kept: undefined, units: [units, count] }
  }

  return {
    selectNow(question, documents, dial) {
      const begun = begin(question, documents)
      if (typeof begun === 'string') return unchanged(documents, begun)
      return finish(begun.scored, dial, false)
    },
    async select(question, documents, dial) {
      const begun = begin(question, documents)
      if (typeof begun === 'string') return unchanged(documents, begun)
      const { asked, rows, scored } = begun
      if (!full || !transformer) return finish(scored, dial, false)
      const cosines = await shown(asked, scored, transformer)
      if (!cosines) return finish(scored, dial, false)
      const logits = score(
        full,
        fullRows(rows, scored.logits, cosines, scored.documents.length),
        rows.scored,
      )
      return finish({ ...scored, logits }, dial, true)
    },
  }
}

interface Begun {
  readonly asked: Asked
  readonly rows: ReturnType<typeof cheapRows>
  readonly scored: Scored
}

/** What the transformer reads of a unit: with its document's title, since "He was born there" says nothing alone. */
export function shownText({ title, text, units }: Prepared, index: number): string {
  const { start, end } = units[index]!
  const part = text.slice(start, end).trim()
  return title === '' ? part : `${title}: ${part}`
}

/** Cosines of the question with the units shown; NaN elsewhere. Vectors stay with the remembered document. */
async function shown(
  asked: Asked,
  { documents, firsts, documentOf, logits, tokens }: Scored,
  transformer: Transformer,
): Promise<Float32Array | undefined> {
  const cosines = new Float32Array(logits.length).fill(Number.NaN)
  const units = shownTo(logits, tokens)
  const missing: { readonly document: Prepared; readonly index: number }[] = []
  for (const at of units) {
    const number = documentOf[at]!
    const index = at - firsts[number]!
    const document = documents[number]!
    if (!document.embedded[index]) missing.push({ document, index })
  }
  try {
    const [question, ...vectors] = await transformer.embed([
      asked.text,
      ...missing.map(({ document, index }) => shownText(document, index)),
    ])
    for (const [place, { document, index }] of missing.entries()) {
      document.embedded[index] = vectors[place]!
    }
    for (const at of units) {
      const number = documentOf[at]!
      const vector = documents[number]!.embedded[at - firsts[number]!]!
      let dot = 0
      for (let place = 0; place < vector.length; place += 1)
        dot += vector[place]! * question![place]!
      cosines[at] = dot
    }
    return cosines
  } catch {
    return undefined
  }
}

/** Tokens of a unit by its letters: o200k takes 4.4 of English, 1.5 of CJK. No tokenizer on a call's way. */
function estimated(text: string, start: number, end: number): number {
  const wide = /[\u2e80-\u9fff\uac00-\ud7af\u3040-\u30ff]/.test(
    text.slice(start, Math.min(end, start + 40)),
  )
  return (end - start) / (wide ? 1.5 : 4.4)
}

function everything(scored: Scored, why: string): Selected {
  const count = scored.logits.length
  return { texts: scored.documents.map(({ text }) => text), kept: why, units: [count, count] }
}

function unchanged(documents: readonly SourceDocument[], why: string): Selected {
  return { texts: documents.map(({ text }) => text), kept: why, units: [0, 0] }
}
