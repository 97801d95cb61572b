/**
 * The budget tool for single words: how near the reached share comes to the asked one, on paragraphs and meetings, and
 * that nothing protected goes.
 * @module
 */
import { loadRarity } from '../../src/layers/compress/select/load.ts'
import { keepWords } from '../../src/layers/compress/select/words/keep-words.ts'
import { isProtected } from '../../src/layers/compress/select/words/score-words.ts'
import type { Bar } from '../bars.ts'
import type { Case } from './sets/case.ts'

/** Beyond max(2 %, one word), in points; where the protected words alone are more than was asked, their share is. */
export function wordBars(cases: readonly Case[], most: number): Bar[] {
  const rarity = loadRarity()
  const texts = [
    ...new Set(cases.flatMap(({ documents }) => documents.map(({ text }) => text))),
  ].slice(0, most)
  let worst = 0
  let guarded = 0
  let kept = 0
  for (const text of texts) {
    const words = text.match(/\S+/g) ?? []
    for (const share of [0.9, 0.7, 0.5, 0.3, 0.1]) {
      const made = keepWords(text, share, rarity)
      const asked = Math.max(share, made.protected / Math.max(1, words.length))
      const left = made.text.match(/\S+/g) ?? []
      const off = Math.abs(left.length / Math.max(1, words.length) - asked)
      worst = Math.max(worst, off - Math.max(0.02, 1 / Math.max(1, words.length)))
      const stands = new Set(left)
      for (const word of words) {
        if (!isProtected(word)) continue
        guarded += 1
        if (stands.has(word)) kept += 1
      }
    }
  }
  const note = `${texts.length} texts, shares .9, .7, .5, .3, .1`
  return [
    {
      name: 'words: reached share beyond max(2 %, one word) of the asked',
      value: Math.max(0, worst) * 100,
      bar: 0,
      good: 'at most',
      unit: 'points',
      note,
    },
    {
      name: 'words: numbers, negations, identifiers kept',
      value: (100 * kept) / Math.max(1, guarded),
      bar: 100,
      good: 'at least',
      unit: '%',
      note: `${kept} of ${guarded}`,
    },
  ]
}
