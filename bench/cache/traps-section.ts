/**
 * The banking traps: no weight, word list or threshold was fitted on them; vetoes were mended while their counts, and later their texts, were seen.
 * @module
 */
import { proportion, written } from './curve.ts'
import { readTraps } from './banking-traps.ts'
import { named, passer, type Section, type SectionResult } from './section.ts'

/** Threshold at which the published cosine baseline was taken. */
const cosineThreshold = 0.85

export async function trapsSection(section: Section): SectionResult {
  const { options, evidences, say } = section
  const rows = readTraps(options.data)
  if (!rows) {
    say('banking traps: skipped, no data')
    return []
  }
  await evidences.verify(rows)
  const verdict = passer(section)
  const traps = rows.filter(({ same }) => !same)
  const reuse = rows.filter(({ same }) => same)
  const wrong = traps.filter((row) => verdict(row) === '')
  const right = reuse.filter((row) => verdict(row) === '')
  for (const row of wrong) say(`trap passed (${row.category}): ${row.kept} | ${row.asked}`)
  const reasons = new Map<string, number>()
  for (const row of reuse) {
    const reason = verdict(row).split(':')[0]!
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
  }
  const lost = [...reasons].filter(([reason]) => reason).map(([reason, n]) => `${reason} ${n}`)
  say(`banking reuse lost to: ${lost.join(', ') || 'nothing'}`)
  const fooled = traps.filter(({ cosine }) => cosine >= cosineThreshold).length
  const found = reuse.filter(({ cosine }) => cosine >= cosineThreshold).length
  say(`banking, cosine of text-embedding-3-small at .85: ${fooled} wrong, ${found} reused`)
  return [
    {
      name: named(section, 'banking traps answered wrongly'),
      value: wrong.length,
      bar: 0,
      good: 'at most',
      unit: `of ${traps.length}`,
      note: `95 % ${written(proportion(wrong.length, traps.length))}, no weights fitted on it; vetoes mended with its texts seen`,
    },
    {
      name: named(section, 'banking paraphrases reused'),
      value: right.length,
      bar: 18,
      good: 'at least',
      unit: `of ${reuse.length}`,
      note: `95 % ${written(proportion(right.length, reuse.length))}, no weights fitted on it; vetoes mended with its texts seen`,
    },
  ]
}
