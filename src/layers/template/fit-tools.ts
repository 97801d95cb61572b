/**
 * Which tools one turn of the user asks for: those that share its words, and those whose vectors lie nearest.
 * @module
 */
import type { Fit } from './choose-tools.ts'
import { indexTools } from './rank-tools.ts'
import { textsOf, type ToolFacts } from './tool-facts.ts'
import { spokenName, wordsOf } from './tool-words.ts'

export interface FitOptions {
  /** A tool stays that scores at least this share of the best; docs/template.md says what each share keeps. */
  readonly share?: number
  /** Sentence vectors of unit length; absent: words alone decide. */
  readonly embed?: ((text: string) => Float32Array) | undefined
}

const usualShare = 0.33
/** By meaning: so many of the nearest, if they are about as near as the nearest. */
const near = { tools: 3, margin: 0.05 }
/** The same where the words hardly speak: the best tool shares one, and not in its name. */
const nearWhereVague = { tools: 12, margin: 0.2 }
/** A turn with fewer words that say something decides nothing: greetings, "yes", "go on". */
const leastWords = 2
/** Of a list of more tools, reading them all would take too long; words decide. */
const mostVectors = 300
/** Characters of a turn that a vector is made of; behind them, documents. */
const mostEmbedded = 1500

/** Reads the tools once; then each turn takes time in its own length and the number of tools. */
export function createFit(
  tools: readonly ToolFacts[],
  { share = usualShare, embed }: FitOptions = {},
): (turn: string) => Fit {
  const index = indexTools(tools)
  let vectors: readonly (readonly Float32Array[])[] | undefined
  return (turn) => {
    const words = wordsOf(turn)
    if (new Set(words).size < leastWords) return undefined
    const scores = index.score(words)
    const best = Math.max(...scores)
    // Meaning alone is too vague to leave tools out by.
    if (best <= 0) return 'nothing'
    const fit = new Set<number>()
    for (const [at, score] of scores.entries()) if (score >= share * best) fit.add(at)
    if (embed && tools.length <= mostVectors) {
      vectors ??= tools.map((tool) => textsOfTool(tool).map(embed))
      const vague = index.evidence(words, scores.indexOf(best)) <= 1
      const reach = vague ? nearWhereVague : near
      for (const at of closest(embed(turn.slice(0, mostEmbedded)), vectors, reach)) fit.add(at)
    }
    return [...fit].sort((a, b) => a - b)
  }
}

/** A tool by its name, by what it says it does, and by all that it takes: the nearest of the three counts. */
function textsOfTool({ name, description, schema }: ToolFacts): readonly string[] {
  const spoken = spokenName(name)
  const { names, descriptions } = textsOf(schema)
  const about = `${spoken}. ${description}`
  return [spoken, about, `${about} ${names.map(spokenName).join(', ')} ${descriptions.join(' ')}`]
}

function closest(
  asked: Float32Array,
  vectors: readonly (readonly Float32Array[])[],
  { tools, margin }: typeof near,
): readonly number[] {
  const likeness = vectors.map((texts) => Math.max(...texts.map((text) => dot(asked, text))))
  const order = [...likeness.keys()].sort((a, b) => likeness[b]! - likeness[a]! || a - b)
  const least = likeness[order[0]!]! - margin
  return order.slice(0, tools).filter((at) => likeness[at]! >= least && likeness[at]! > 0)
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!
  return sum
}
