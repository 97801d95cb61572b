/**
 * Says anew of the shipped scorers from which logit on they hold (`held-out.ts`), where vetoes have changed and the
 * scorers have not.
 *
 *     node training/cache/certify.ts --pairs work/held-shipped.jsonl
 *
 * @module
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { Evidences } from '../../bench/cache/evidence.ts'
import { openSet } from '../../bench/cache/models.ts'
import type { RiskPrior } from '../../src/layers/cache/semantic/risk/prior.ts'
import { heldOut } from './held-out.ts'
import { assumedShare, outOfFold } from './risk.ts'

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { pairs: { type: 'string' } },
  })
  const models = await openSet('')
  if (!models || !values.pairs) throw new Error('Needs weights/sentence-static and --pairs FILE')
  const evidences = new Evidences(models)
  const pairs = readFileSync(values.pairs, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { a: string; b: string; same: number })
    .map(({ a, b, same }) => ({ asked: a, kept: b, same: same === 1 }))
  await evidences.verify(pairs)
  const rows = pairs.map((pair) => ({ evidence: evidences.of(pair), same: pair.same }))
  const file = new URL('../../weights/question-risk/model.json', import.meta.url)
  const model = JSON.parse(readFileSync(file, 'utf8')) as RiskPrior
  const scorers = model.scorers.map((scorer) => {
    const held = heldOut(outOfFold(scorer.inputs, rows, assumedShare))
    process.stdout.write(`${scorer.inputs.join(' ')}: ${JSON.stringify(held ?? 'none')}\n`)
    return { ...scorer, held }
  })
  writeFileSync(file, `${JSON.stringify({ ...model, scorers }, null, 1)}\n`)
}

if (import.meta.main) await main()
