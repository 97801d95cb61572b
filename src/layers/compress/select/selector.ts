/**
 * Query-aware selection: of the documents of a call, the sentences that the question needs. Extractive: whole units in
 * their order, nothing rewritten. Scores after BM25, static vectors and, for the quarter that those leave open, a
 * small transformer; a learned head joins them, and a calibrated floor says how many are kept.
 * @module
 */
import type { StaticEmbedding } from '../../../learned/static-embedding.ts'
import type { Transformer } from '../../../learned/transformer.ts'
import { crowdingOf } from './crowding.ts'
import { ask, type Asked } from './asked.ts'
import { fullRows } from './deep-features.ts'
import { cheapRows, type CheapRows } from './features.ts'
import { languageOf } from './language.ts'
import { keptFor, type Calibration } from './floor.ts'
import { inOtherWords, mostUnitsOf, outside, unlikeQuestion, unlikeUnits } from './gate.ts'
import { score, type Head } from './head.ts'
import { atOnce, inStretches, type Work } from '../in-stretches.ts'
import { titleCost, underBudget, type Scored } from './pick.ts'
import type { Prepared } from './prepared.ts'
import type { Rarity } from './rarity.ts'
import { Remembered } from './remembered.ts'
import { complete, render } from './render.ts'
import { splitSentences, type Unit } from './sentences.ts'
import { cosinesOf } from './shown-cosines.ts'

export interface SourceDocument {
  readonly title: string
  readonly text: string
}

/** `floor`: chance that what the question needs is kept, 0.9 to 0.995. `ratio`: tokens before to tokens after. */
export type Dial = { readonly floor: number } | RatioDial

export interface RatioDial {
  readonly ratio: number
  /** Exact tokens; without it they are estimated. */
  readonly count?: (text: string) => number
}

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
  readonly rarity: Rarity | undefined
  readonly cheap: Head
  readonly full: Head | undefined
  readonly transformer: Transformer | undefined
  readonly calibration: Calibration
}

/** A call's units with their scores, before anything is chosen. */
export interface Studied {
  readonly asked: Asked
  readonly rows: CheapRows
  readonly scored: Scored
  /** The best cosine of the transformer; undefined where it was not asked. */
  readonly cosine: number | undefined
}

export interface Selector {
  /** Scores without choosing, or why there is nothing to score. For calibration and benchmarks. */
  study(question: string, documents: readonly SourceDocument[]): Promise<Studied | string>
  choose(studied: Studied, dial: Dial): Selected
  /**
   * @throws never for any text; a transformer that fails is done without.
   */
  select(question: string, documents: readonly SourceDocument[], dial: Dial): Promise<Selected>
  /** Without the transformer. */
  selectNow(question: string, documents: readonly SourceDocument[], dial: Dial): Selected
}

/** What is longer is not read: 2 million characters are 0.3 s of scoring. */
const mostCharacters = 2_000_000

/** Units shown where no document has the question's words: most such calls are left whole whatever it says. */
const shownInVain = 8

const mostUnits = 20_000

interface Cut {
  readonly known: Prepared | undefined
  readonly units: readonly Unit[]
}

export function createSelector(parts: SelectorParts): Selector {
  const { table, rarity, cheap, full, transformer, calibration } = parts
  const remembered = new Remembered(table)

  /** Units of each document, or why they are not to be read. */
  function* unitsOf(documents: readonly SourceDocument[], most: number): Work<Cut[] | string> {
    const cuts: Cut[] = []
    let count = 0
    for (const { text, title } of documents) {
      const known = remembered.known(text, title)
      const units = known?.units ?? splitSentences(text, most)
      count += units.length
      if (count > most) return 'too many units'
      cuts.push({ known, units })
      yield
    }
    return cuts
  }

  /** `gated`: what the floor was not calibrated on need not be scored. Pauses every millisecond or so. */
  function* begin(
    question: string,
    documents: readonly SourceDocument[],
    gated: boolean,
  ): Work<Studied | string> {
    const length = documents.reduce((sum, { text }) => sum + text.length, 0)
    if (documents.length === 0 || length === 0) return 'no documents'
    if (length > mostCharacters) return 'too long'
    const asked = ask(question.slice(0, 4000), table)
    if (asked.stems.length === 0) return 'no question'
    const cuts = yield* unitsOf(documents, gated ? mostUnitsOf(length) : mostUnits)
    if (typeof cuts === 'string') return cuts
    const unlike =
      gated &&
      (unlikeQuestion(asked) ??
        unlikeUnits(
          cuts.map(({ units }) => units),
          length,
        ))
    if (unlike) return unlike
    const prepared: Prepared[] = []
    for (const [at, { text, title }] of documents.entries()) {
      const { known, units } = cuts[at]!
      prepared.push(known ?? (yield* remembered.preparing(text, title, units)))
    }
    const rows = yield* cheapRows(asked, prepared, table.dimensions, rarity)
    const logits = score(cheap, rows.rows, rows.scored)
    yield
    const firsts: number[] = []
    const tokens = new Float64Array(rows.scored.length)
    let first = 0
    for (const { tokens: own } of prepared) {
      firsts.push(first)
      tokens.set(own, first)
      first += own.length
    }
    const scored: Scored = {
      documents: prepared,
      firsts,
      documentOf: rows.documentOf,
      logits,
      tokens,
      crowding: crowdingOf(asked, prepared),
    }
    return { asked, rows, scored, cosine: undefined }
  }

  function choose(studied: Studied, dial: Dial): Selected {
    const { asked, rows, scored, cosine } = studied
    if ('ratio' in dial) return underRatio(scored, dial)
    const why = outside(asked, scored.documents, rows.lexical, cosine)
    if (why) return everything(scored, why)
    const thresholds = cosine === undefined ? calibration.cheap : calibration.full
    const kept = keptFor(scored, dial.floor, thresholds)
    return typeof kept === 'string' ? everything(scored, kept) : written(scored, kept)
  }

  async function study(
    question: string,
    documents: readonly SourceDocument[],
    gated = false,
  ): Promise<Studied | string> {
    const begun = await inStretches(begin(question, documents, gated))
    if (typeof begun === 'string' || !full || !transformer) return begun
    const { asked, rows, scored } = begun
    const language = languageOf(
      question,
      scored.documents.map((document) => document.language),
    )
    if (language === 'other script') return begun
    const most = gated && inOtherWords(rows.lexical.coverDocument) ? shownInVain : Infinity
    const cosines = await cosinesOf(asked, scored, transformer, most)
    if (!cosines) return begun
    const deep = fullRows(rows, scored.logits, cosines, documents.length)
    const logits = score(full, deep, rows.scored)
    if (language === 'other') {
      for (const [at, logit] of scored.logits.entries()) logits[at] = (logits[at]! + logit) / 2
    }
    const cosine = cosines.reduce((best, value) => (value > best ? value : best), -1)
    return { asked, rows, scored: { ...scored, logits }, cosine }
  }

  return {
    study: (question, documents) => study(question, documents),
    choose,
    selectNow(question, documents, dial) {
      const studied = atOnce(begin(question, documents, 'floor' in dial))
      return typeof studied === 'string' ? unchanged(documents, studied) : choose(studied, dial)
    },
    async select(question, documents, dial) {
      const studied = await study(question, documents, 'floor' in dial)
      return typeof studied === 'string' ? unchanged(documents, studied) : choose(studied, dial)
    },
  }
}

function written({ documents, firsts }: Scored, kept: Uint8Array): Selected {
  for (const [at, document] of documents.entries()) complete(document, firsts[at]!, kept)
  return {
    texts: documents.map((document, at) => render(document, firsts[at]!, kept)),
    kept: undefined,
    units: [kept.reduce((sum, keep) => sum + keep, 0), kept.length],
  }
}

function underRatio(scored: Scored, { ratio, count }: RatioDial): Selected {
  const exact = count ? { ...scored, tokens: unitTokens(scored, count) } : scored
  const whole =
    exact.tokens.reduce((sum, tokens) => sum + tokens, 0) +
    scored.documents.reduce((sum, { title }) => sum + titleCost(title), 0)
  const budget = whole / Math.max(1, ratio)
  const first = written(exact, underBudget(exact, budget))
  if (!count) return first
  // What marks and titles really cost is known only now: a second try uses what the first left over.
  const spare = budget - tokensOf(first, scored.documents, count)
  if (Math.abs(spare) < 2) return first
  const second = written(exact, underBudget(exact, budget + spare))
  return tokensOf(second, scored.documents, count) <= budget || spare < 0 ? second : first
}

function tokensOf(
  { texts }: Selected,
  documents: readonly Prepared[],
  count: (text: string) => number,
): number {
  return texts.reduce((sum, text, at) => {
    const { title } = documents[at]!
    return text === '' ? sum : sum + count(text) + (title === '' ? 0 : count(`${title}\n`))
  }, 0)
}

function unitTokens({ documents }: Scored, count: (text: string) => number): Float64Array {
  return Float64Array.from(
    documents.flatMap(({ units, text }) =>
      units.map(({ start, end }) => count(text.slice(start, end))),
    ),
  )
}

function everything(scored: Scored, why: string): Selected {
  const count = scored.logits.length
  return { texts: scored.documents.map(({ text }) => text), kept: why, units: [count, count] }
}

function unchanged(documents: readonly SourceDocument[], why: string): Selected {
  return { texts: documents.map(({ text }) => text), kept: why, units: [0, 0] }
}
