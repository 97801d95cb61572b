/**
 * Which members of which families (`tables/families-*.ts`) a text names.
 * @module
 */
import { families, membersOfWord, phrasesOfWord, type Membership } from './lexicon.ts'
import type { Token } from './question.ts'

/** Members that are also everyday words: only with a capital, or beside a figure. */
const ambiguous = new Set([
  'may',
  'march',
  'mar',
  'us',
  'turkey',
  'china',
  'chile',
  'jordan',
  'georgia',
  'jan',
  'jun',
  'sun',
  'sat',
  'try',
  'act',
  'nice',
  'apple',
  'amazon',
  'oracle',
  'word',
  'express',
  'spring',
  'rust',
  'ruby',
  'swift',
  'dart',
  'go',
  'node',
  'flask',
  'discover',
  'wise',
  'venus',
  'mars',
  'mercury',
  'saturn',
  'goa',
  'lima',
  'php',
  'all',
  'top',
  'polish',
  'delta',
  'kind',
  'tin',
  'steam',
  'notion',
  'signal',
  'opera',
  'latin',
  'safari',
  'excel',
  'ford',
  'intel',
  'ram',
  'nile',
  'visa',
  'oman',
  'cop',
])
/** Of these the capital decides only where the text has capitals at all. */
const strictly = new Set(['polish', 'may', 'march', 'us', 'try', 'act', 'all', 'sat', 'cop', 'php'])

export interface Members {
  /** Family → members that are named. */
  readonly members: ReadonlyMap<number, ReadonlySet<number>>
  /** Stem → what it names, alone or in a phrase ("carry-on"). */
  readonly naming: ReadonlyMap<string, readonly Membership[]>
}

export function readMembers(tokens: readonly Token[], cased: boolean): Members {
  const found = new Map<number, Set<number>>()
  const naming = new Map<string, Membership[]>()
  const add = (of: Membership, from: number, to: number): void => {
    const { family, member } = of
    const known = found.get(family)
    if (known) known.add(member)
    else found.set(family, new Set([member]))
    for (const { stem } of tokens.slice(from, to)) {
      const named = naming.get(stem)
      if (named) named.push(of)
      else naming.set(stem, [of])
    }
  }
  for (let at = 0; at < tokens.length; at++) {
    const { kind, stem, lower, raw } = tokens[at]!
    if (kind === 'number') continue
    const phrase = phrasesOfWord(stem)?.filter(({ rest }) =>
      rest.every((word, ahead) => tokens[at + 1 + ahead]?.stem === word),
    )
    if (phrase && phrase.length > 0) {
      const length = phrase[0]!.rest.length
      for (const one of phrase) if (one.rest.length === length) add(one.of, at, at + length + 1)
      at += length
      continue
    }
    const memberships = membersOfWord(stem)
    if (!memberships) continue
    if (ambiguous.has(lower) && (cased || strictly.has(lower))) {
      const written =
        lower === 'us' || lower === 'php' || lower === 'sat'
          ? raw === raw.toUpperCase()
          : raw[0] !== lower[0]
      const dated = tokens[at - 1]?.kind === 'number' || tokens[at + 1]?.kind === 'number'
      const opens = tokens[at]!.opens && lower !== 'may' && lower !== 'march'
      if (!opens && !(written && !tokens[at]!.opens) && !dated) continue
    }
    for (const one of memberships)
      if (families[one.family]!.veto !== 'tier' || isTier(tokens, at)) add(one, at, at + 1)
  }
  return { members: found, naming }
}

/** What tiers are tiers of. "Family" and "basic" are everyday words elsewhere. */
const hosts =
  /^(?:account|plan|card|cardhold|customer|member|membership|subscription|subscrib|tier|edition|version|packag|user|licens|licenc|ticket|fare|seat|class|client|rate|level|tariff|deposit|cours|degre|student|program|learn|bundl|polici|loan|mortgag|check|save|saving|credit|debit|fee|limit|contract|servic|support|reward|lounge|room|cabin|diabet|hous|school)/

function isTier(tokens: readonly Token[], at: number): boolean {
  for (let ahead = at + 1; ahead < Math.min(tokens.length, at + 4); ahead++) {
    if (hosts.test(tokens[ahead]!.stem)) return true
  }
  const before = tokens[at - 1]?.lower
  if (tokens[at + 1] === undefined || tokens[at]!.closes !== '')
    return before !== undefined && /^(?:on|with|for|the|to|in|my|go|fly|and|or|vs)$/.test(before)
  return (
    tokens.slice(Math.max(0, at - 2), at).some(({ stem }) => hosts.test(stem)) || before === 'with'
  )
}
