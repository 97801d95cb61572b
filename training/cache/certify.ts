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
import type { RiskPrior } from '../../src/layers/cache/semantic/risk/prior.ts'
import { heldOut } from './held-out.ts'
import { readLabelled } from './labelled.ts'
import { assumedShare, outOfFold } from './risk.ts'

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { pairs: { type: 'string' } },
  })
  const rows = await readLabelled(values.pairs, '')
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
