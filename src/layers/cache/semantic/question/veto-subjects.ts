/**
 * Who does it to whom: the same verb with its two sides exchanged, in the active or the passive voice, or the verb that
 * says it from the other side (to beat, to lose).
 * @module
 */
import type { Closeness } from './closeness.ts'
import type { Question, Token, Veto } from './question.ts'
import { sides } from './sets.ts'
import { stem } from './stem.ts'
import { functionWords } from './tables/function-words.ts'

interface Deed {
  readonly verb: string
  readonly doer: ReadonlySet<string>
  readonly done: ReadonlySet<string>
}

/** Each does to the other what the other does to it. */
const mutual = new Set(
  'meet marry border compare match equal resemble differ relate connect combine mix pair fight date'
    .split(' ')
    .map(stem),
)
const converses: readonly (readonly [ReadonlySet<string>, ReadonlySet<string>])[] = [
  'beat defeat | lose',
  'employ hire | work',
  'teach | learn study',
  'own | belong',
  'precede | follow succeed',
].map((line) => {
  const [left = '', right = ''] = line.split(' | ')
  return [new Set(left.split(' ').map(stem)), new Set(right.split(' ').map(stem))] as const
})

export function vetoSubjects(
  a: Question,
  b: Question,
  { shared }: Closeness,
  vetoes: Veto[],
): void {
  if (shared < 0.5) return
  const others = deeds(b)
  for (const one of deeds(a)) {
    for (const other of others) {
      if (isExchanged(one, other) || isConverse(one, other)) {
        vetoes.push({
          kind: 'order',
          words: sides([...one.doer, one.verb], [...other.doer, other.verb]),
        })
        return
      }
    }
  }
}

function isExchanged(one: Deed, other: Deed): boolean {
  return (
    one.verb === other.verb &&
    meet(one.doer, other.done) &&
    meet(one.done, other.doer) &&
    !meet(one.doer, other.doer) &&
    !meet(one.done, other.done)
  )
}

function isConverse(one: Deed, other: Deed): boolean {
  return (
    meet(one.doer, other.doer) &&
    converses.some(
      ([left, right]) =>
        (left.has(one.verb) && right.has(other.verb)) ||
        (right.has(one.verb) && left.has(other.verb)),
    )
  )
}

const meet = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => {
  for (const word of a) if (b.has(word)) return true
  return false
}

/** More words than this on one side of a verb are no name. */
const widest = 4
/** Any word of matter may be a verb; what is none has no exchanged sides elsewhere. */
const mostDeeds = 24

function deeds({ tokens, content }: Question): Deed[] {
  const matter = new Set(content)
  const found: Deed[] = []
  for (let at = 0; at < tokens.length && found.length < mostDeeds; at++) {
    const verb = tokens[at]!.stem
    if (!matter.has(verb) || mutual.has(verb)) continue
    const passive = tokens[at + 1]?.lower === 'by'
    const before = chunk(tokens, at - 1, -1)
    const behind = chunk(tokens, passive ? at + 2 : at + 1, 1)
    if (before.size === 0 && behind.size === 0) continue
    found.push(
      passive ? { verb, doer: behind, done: before } : { verb, doer: before, done: behind },
    )
  }
  return found
}

const article = /^(?:a|an|the|my|your|our|their|his|her|its|any|some|all|each|every|this|that)$/

/** The words of matter next to a verb, articles skipped. */
function chunk(tokens: readonly Token[], from: number, step: 1 | -1): Set<string> {
  const words = new Set<string>()
  let at = from
  while (article.test(tokens[at]?.lower ?? '')) at += step
  for (; words.size < widest; at += step) {
    const token = tokens[at]
    if (!token || functionWords.has(token.lower)) break
    words.add(token.stem)
  }
  return words
}
