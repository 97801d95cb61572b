/**
 * Generated traps: a question, and one made from it by a change that must change the answer (`traps/generate.ts`).
 *
 * The generator shares nothing with the one that made the training pairs. Half a of its topics was seen while the vetoes
 * were written, half b was not; c was written last and then used to mend; d was written blind after that. The seeds here
 * were used for nothing else.
 * @module
 */
import type { Bar } from '../bars.ts'
import { proportion, written } from './curve.ts'
import { named, passer, type Section, type SectionResult } from './section.ts'
import { generateTraps } from './traps/generate.ts'
import type { Trap } from './traps/trap.ts'

const seed = 350_917
const lastSeed = 4_242_017
const blindSeed = 77_003_141

export async function metamorphicSection(section: Section): SectionResult {
  const { options, evidences, say } = section
  const halves = generateTraps(seed, options.quick ? 1000 : 5000)
  const last = generateTraps(lastSeed, options.quick ? 1000 : 5000, 'c')
  const blind = generateTraps(blindSeed, options.quick ? 1000 : 5000, 'd')
  const pairs = [...halves, ...last, ...blind]
  // Vetoed pairs are never verified, here as in the cache.
  await evidences.verify(pairs.filter(({ asked, kept }) => !evidences.vetoed(asked, kept)))
  const verdict = passer(section)
  const verdicts = new Map(pairs.map((pair) => [pair, verdict(pair)] as const))
  const traps = pairs.filter(({ kind }) => kind !== 'paraphrase')
  const same = pairs.filter(({ kind }) => kind === 'paraphrase')
  const passed = (list: readonly Trap[]) => list.filter((pair) => verdicts.get(pair) === '')
  const wrong = passed(traps)
  for (const { kind, half, kept, asked } of wrong.slice(0, 20)) {
    say(`generated trap passed (${kind}, ${half}): ${kept} | ${asked}`)
  }
  const held = traps.filter((pair) => verdicts.get(pair) === 'verifier').length
  const right = passed(same)
  const parts = (['a', 'b', 'c', 'd'] as const).map((half) => {
    const own = same.filter((pair) => pair.half === half)
    return `${half} ${written(proportion(passed(own).length, own.length))}`
  })
  say(
    `generated: ${traps.length} traps, of which the verifier alone held ${held}; ${right.length} of ${same.length} paraphrases reused (${parts.join(', ')})`,
  )
  const bar = (name: string, list: readonly Trap[], note = ''): Bar => ({
    name: named(section, name),
    value: passed(list).length,
    bar: 0,
    good: 'at most',
    unit: `of ${list.length}`,
    note: `95 % ${written(proportion(passed(list).length, list.length), 4)}${note}`,
  })
  const unseen = traps.filter(({ half }) => half === 'b')
  return [
    bar(
      'generated traps answered wrongly',
      traps.filter(({ half }) => half === 'a' || half === 'b'),
      `; of the half not seen: ${passed(unseen).length} of ${unseen.length}`,
    ),
    bar(
      'generated traps answered wrongly, topics written last',
      traps.filter(({ half }) => half === 'c'),
    ),
    bar(
      'generated traps answered wrongly, topics written blind',
      traps.filter(({ half }) => half === 'd'),
      '; the first run, the only blind one: 13 shipped, 11 with QQP',
    ),
  ]
}
