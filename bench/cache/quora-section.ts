/**
 * Quora-1000: how well the pair scorer tells the same question from another. Nothing is fitted on it.
 * @module
 */
import { priorScorer } from '../../src/layers/cache/semantic/risk/prior.ts'
import type { Bar } from '../bars.ts'
import { atRate, auc, withInterval, written, type Scored } from './curve.ts'
import minilm from './minilm.json' with { type: 'json' }
import { readQuora } from './quora.ts'
import { named, type Section, type SectionResult } from './section.ts'

const rates = [0.038, 0.042, 0.062] as const

export async function quoraSection(section: Section): SectionResult {
  const { options, models, evidences, say } = section
  const pairs = readQuora(options.data)
  if (!pairs) {
    say('quora-1000: skipped, no data')
    return []
  }
  await evidences.verify(pairs)
  const score = priorScorer(models.prior)
  const scored = pairs.map((pair) => ({ score: score(evidences.of(pair)), same: pair.same }))
  const guarded = pairs.map((pair, i) => ({
    score: scored[i]!.score - (evidences.vetoed(pair.asked, pair.kept) ? 100 : 0),
    same: pair.same,
  }))
  const rounds = options.quick ? 200 : 1000
  const line = (name: string, list: readonly Scored[]) => {
    const recalls = rates.map((rate) =>
      written(withInterval(list, (some) => atRate(some, rate).recall, rounds)),
    )
    const area = written(withInterval(list, auc, rounds))
    say(
      `quora-1000 ${name}: AUC ${area}, recall at FPR ${rates.join(' / ')} ${recalls.join(' / ')}`,
    )
  }
  line(
    'cosine of text-embedding-3-small',
    pairs.map(({ cosine, same }) => ({ score: cosine, same })),
  )
  say(`quora-1000 cosine of all-MiniLM-L6-v2 (recorded, ${minilm.source}): ${minilm.quora}`)
  line(
    `static cosine`,
    pairs.map((pair) => ({ score: evidences.of(pair).similarity, same: pair.same })),
  )
  if (models.encode) {
    line(
      `cosine of ${models.encoder}, int8`,
      pairs.map((pair) => ({ score: evidences.of(pair).encoder ?? 0, same: pair.same })),
    )
  }
  if (models.verify) {
    line(
      `cross-encoder alone (${models.name})`,
      pairs.map((pair) => ({ score: evidences.of(pair).verifier ?? 0, same: pair.same })),
    )
  }
  line(
    `scorer without the transformer (${models.name})`,
    pairs.map((pair) => ({ score: score(evidences.of(pair, true)), same: pair.same })),
  )
  line(`scorer (${models.name})`, scored)
  line(`scorer behind vetoes (${models.name})`, guarded)
  const area = withInterval(scored, auc, rounds)
  const recall = withInterval(scored, (some) => atRate(some, 0.042).recall, rounds)
  const shipped = models.name === 'shipped'
  const n = `n ${pairs.length}, fixed scorer, not fitted on it`
  const bars: Bar[] = [
    {
      name: named(section, 'quora-1000 AUC'),
      value: area.value,
      bar: shipped ? 0.9 : 0.93,
      good: 'at least',
      note: `95 % ${written(area)}, ${n}`,
    },
    {
      name: named(section, 'quora-1000 recall at FPR ≤ .042'),
      value: recall.value,
      bar: shipped ? 0.45 : 0.58,
      good: 'at least',
      note: `95 % ${written(recall)}, precision ${atRate(scored, 0.042).precision.toFixed(3)}, ${n}`,
    },
  ]
  return bars
}
