/**
 * A light stemmer for English: plural, past, progressive. Only used to compare words with each other.
 * @module
 */

const vowel = /[aeiouy]/

const forms = (lines: string): [form: string, base: string][] =>
  lines.split('|').flatMap((line) => {
    const [base = '', ...others] = line.split(' ')
    return others.map((form): [string, string] => [form, base])
  })

const pasts: ReadonlyMap<string, string> = new Map(
  forms(
    `learn learnt|wear wore worn|lose lost|buy bought|make made|send sent|pay paid|tell told|say said|go gone went|take took taken|give gave given|leave left|keep kept|hold held|find found|build built|spend spent|feel felt|break broke broken|write wrote written|choose chose chosen|forget forgot forgotten|know knew known|begin began begun|drink drank drunk|eat ate eaten|see saw seen|run ran|sell sold|teach taught|think thought|bring brought|catch caught|fall fell fallen|fly flew flown|grow grew grown|draw drew drawn|throw threw thrown|show shown|speak spoke spoken|steal stole stolen|drive drove driven|ride rode ridden|sing sang sung|swim swam swum|win won|meet met|lend lent|become became`,
  ),
)
const irregular: ReadonlyMap<string, string> = new Map([
  ...pasts,
  ...forms(
    `child children|tooth teeth|foot feet|mouse mice|goose geese|knife knives|wife wives|life lives|leaf leaves|wolf wolves|shelf shelves|analysis analyses|crisis crises`,
  ),
])

/** Whether the lower-case word is a verb in the past, or may be: "paid", "opened". */
export const isPastForm = (word: string): boolean =>
  pasts.has(word) || (word.endsWith('ed') && stem(word).length < word.length - 1)

/**
 * Takes inflection from a lower-case word: `cards` → `card`, `deliveries` → `deliveri`, `stopped` → `stop`.
 * A final e goes and a final y becomes i, so that `make`, `making` and `deny`, `denied` meet. Idempotent it is not.
 */
export function stem(word: string): string {
  let base = irregular.get(word) ?? word
  if (base.length > 3 && base.endsWith('s')) base = singular(base)
  if (base.length > 4 && base.endsWith('ing')) base = restore(base, 3)
  else if (base.length > 3 && base.endsWith('ed') && !base.endsWith('eed')) base = restore(base, 2)
  if (base.length > 3 && base.endsWith('e')) base = base.slice(0, -1)
  if (base.length > 2 && base.endsWith('y')) base = `${base.slice(0, -1)}i`
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
  /(?:ational|age|ag|th|ization|isation|ation|ition|ment|ness|ability|ibility|abiliti|ibiliti|able|ible|abl|ibl|ally|alli|ance|ence|anc|enc|anci|enci|ity|iti|ful|ous|ive|iv|ion|ist|ism|ant|ent|ly|li|er|or|al|ic|at|ur)$/

/** The stem without its derivation (`cancellation`, `cancel` → `cancel`): looser than `stem`, to excuse a difference. */
export function root(stemmed: string): string {
  let kept = stemmed
  // "Automatically" is "automatic", and that "automat".
  for (let round = 0; round < 2; round++) {
    const base = kept.replace(derivations, '')
    if (base.length >= 4) kept = base
  }
  return /(.)\1$/.test(kept) ? kept.slice(0, -1) : kept
}
