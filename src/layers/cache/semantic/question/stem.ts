/**
 * A light stemmer for English: plural, past, progressive. Only used to compare words with each other.
 * @module
 */

const vowel = /[aeiouy]/

/**
 * Takes inflection from a lower-case word: `cards` → `card`, `deliveries` → `deliveri`, `stopped` → `stop`.
 * A final e goes and a final y becomes i, so that `make`, `making` and `deny`, `denied` meet. Idempotent it is not.
 */
export function stem(word: string): string {
  let base = word
  if (base.length > 3 && base.endsWith('s')) base = singular(base)
  if (base.length > 4 && base.endsWith('ing')) base = restore(base, 3)
  else if (base.length > 3 && base.endsWith('ed') && !base.endsWith('eed')) base = restore(base, 2)
  if (base.length > 3 && base.endsWith('e')) base = base.slice(0, -1)
  if (base.length > 3 && base.endsWith('y')) base = `${base.slice(0, -1)}i`
  return base
}

function singular(word: string): string {
  if (word.endsWith('ss') || word.endsWith('us') || word.endsWith('is')) return word
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`
  if (/(?:ss|sh|ch|x|z)es$/.test(word)) return word.slice(0, -2)
  return word.slice(0, -1)
}

function restore(word: string, length: number): string {
  const base = word.slice(0, -length)
  if (base.length < 3 || !vowel.test(base)) return word
  const last = base.at(-1)
  const doubled = last === base.at(-2) && last !== 'l' && last !== 's' && last !== 'z'
  return doubled ? base.slice(0, -1) : base
}

const derivations =
  /(?:ational|ization|isation|ation|ition|ment|ness|ability|ibility|able|ible|ally|ance|ence|ity|ful|ous|ive|ion|ist|ism|ant|ent|ly|er|or|al|ic)$/

/** The stem without its derivation (`cancellation`, `cancel` → `cancel`): looser than `stem`, to excuse a difference. */
export function root(stemmed: string): string {
  const base = stemmed.replace(derivations, '')
  const kept = base.length >= 4 ? base : stemmed
  return /(.)\1$/.test(kept) ? kept.slice(0, -1) : kept
}
