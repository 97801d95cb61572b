/**
 * What is read from the last text of a call: its facets, each of which may forbid an answer of another text.
 * @module
 */

export type TokenKind = 'word' | 'number' | 'id' | 'code'

/** One word, figure, id or piece of code, as `readTokens` found it. */
export interface Token {
  readonly kind: TokenKind
  /** As written, without the punctuation around it. */
  readonly raw: string
  /** Lower case, apostrophes straightened, contractions already split. */
  readonly lower: string
  /** Under one name with its inflections and known synonyms; equal to `lower` for what is no word. */
  readonly stem: string
  /** First of a sentence, of a quotation, or of the text: a capital says nothing there. */
  readonly opens: boolean
  /** A sentence ends behind it; '?' where it asks. */
  readonly closes: '' | '.' | '?'
}

/** What kind of answer is asked for. */
export type Frame =
  | 'why'
  | 'how-to'
  | 'how'
  | 'how-much'
  | 'how-long'
  /** "How many days": a length of time, or an amount of it. */
  | 'how-many-days'
  | 'when'
  | 'where'
  | 'who'
  | 'which'
  | 'definition'
  | 'what'
  | 'yes-no'
  | 'command'
  | 'statement'

/** Of the main verb's auxiliary. '' where nothing says. */
export type Mood = '' | 'past' | 'present' | 'future' | 'can' | 'should' | 'must'

export interface Quantity {
  /** Canonical decimal, for example `5000` or `0.5`. */
  readonly value: string
  /** Name of the unit or currency; '' where none stands beside it. */
  readonly unit: string
}

/** A word in the place that a preposition gives it ("from" → "usd"). */
export interface Role {
  readonly marker: string
  readonly head: string
}

export interface Question {
  /** The text as received, up to `textBound` characters. */
  readonly text: string
  /** Why it can never match another: too long, empty, no words. undefined for a question. */
  readonly unfit: 'too long' | 'empty' | undefined
  readonly tokens: readonly Token[]
  /** Every word of the text: as written in lower case, and as stem. */
  readonly words: ReadonlySet<string>
  /** Stems of content words, in order, without repeats. */
  readonly content: readonly string[]
  readonly numbers: readonly Quantity[]
  /** The word "one" stands in it: a 1 of the other side may be that. */
  readonly one: boolean
  readonly ids: ReadonlySet<string>
  readonly codes: ReadonlySet<string>
  /** Names by their capitals, lower-cased word by word. */
  readonly entities: ReadonlySet<string>
  /** Whether capitals can be trusted: not where all, or none, of the words have them. */
  readonly cased: boolean
  /** Family → members that it names (`tables/families-*.ts`). */
  readonly members: ReadonlyMap<number, ReadonlySet<number>>
  /** Stem → the members that it names, alone or as part of a phrase. */
  readonly naming: ReadonlyMap<string, readonly { family: number; member: number }[]>
  /** Words that deny, anywhere in the text. */
  readonly negations: number
  /** "not" in the sentence that asks. */
  readonly denials: number
  readonly frame: Frame
  /** Frames of all its sentences that ask; `frame` is that of the last. */
  readonly frames: ReadonlySet<Frame>
  readonly mood: Mood
  /** Two letters, or 'unknown'. */
  readonly language: string
  readonly principals: ReadonlySet<string>
  readonly styles: ReadonlySet<string>
  readonly freshness: ReadonlySet<string>
  readonly quantifiers: ReadonlySet<string>
  readonly roles: readonly Role[]
  /** What checks have read from it so far: `once-per-question.ts`. */
  readonly readings: object[]
}

/** A facet in which two questions differ so that the answer of one may not serve the other. */
export interface Veto {
  readonly kind: VetoKind
  /** What differs, in a few words, for the preview and the log. */
  readonly words: string
}

export type VetoKind =
  | 'unfit'
  | 'number'
  | 'unit'
  | 'date'
  | 'id'
  | 'code'
  | 'entity'
  | 'place'
  | 'currency'
  | 'negation'
  | 'antonym'
  | 'frame'
  | 'tense'
  | 'language'
  | 'principal'
  | 'tier'
  | 'freshness'
  | 'order'
  | 'quantifier'
  | 'style'
  | 'product'
  | 'attribute'
  | 'action'
  | 'substitution'
