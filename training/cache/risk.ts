/**
 * Fits the prior of the risk on held-out pairs: scorers with and without the transformer, and where they stand.
 *
 *     python training/cache/held_pairs.py --set qqp --out work/held-qqp.jsonl
 *     node training/cache/risk.ts --pairs work/held-qqp.jsonl --set qqp
 *     node training/cache/risk.ts --pairs work/held-shipped.jsonl
 *
 * Reads `weights/` for the embedding and the verifiers, writes `weights/question-risk<set>/`.
 * @module
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { atRate, auc } from '../../bench/cache/curve.ts'
import { featureNames } from '../../src/layers/cache/semantic/question/features.ts'
import { createScorer, type ScorerWeights } from '../../src/layers/cache/semantic/risk/evidence.ts'
import { plainPrior } from '../../src/layers/cache/semantic/risk/prior.ts'
import { fitLogistic } from './fit-logistic.ts'
import { heldOut } from './held-out.ts'
import { type Labelled, readLabelled } from './labelled.ts'

const ridge = 4
const folds = 5
/**
 * Of the judged pairs 25 % are the same, but they are titles of sites that close their duplicates: where questions
 * repeat, as in QQP and in what comes to a help desk, more are. Labels of the running traffic move it from there.
 */
export const assumedShare = 0.5
/** Share of the different held-out pairs that may pass vetoes and scorer at the operating point. */
const rate = 0.04
const both = ['verifier*encoder', 'verifier*linear', 'encoder*lexical.idfJaccard']
const lexical = featureNames.map((name) => `lexical.${name}`)

/**
 * Without QQP only 1,179 judged pairs are natural: few inputs. What vetoes and other figures weigh is learned here, where
 * rewordings are of real people: on generated pairs a veto is nearly always right, and its weight blurred the order of
 * natural ones (Quora-1000 AUC .889 to .871). The cross-encoder is no input (training/LOG.md, 20 to 22).
 */
const fewInputs: readonly (readonly string[])[] = [
  ['encoder', 'similarity', 'vetoed', 'lexical.numberXor'],
  ['similarity', 'linear', 'vetoed', 'lexical.numberXor'],
  ['similarity', 'vetoed', 'lexical.numberXor'],
]

/** Inputs of the scorers, the best first; those whose figures are missing are not fitted. */
export const scorerInputs: readonly (readonly string[])[] = [
  ['similarity', 'verifier', 'encoder', 'linear', ...both, 'vetoed', ...lexical],
  [
    'similarity',
    'verifier',
    'linear',
    'similarity*verifier',
    'verifier*linear',
    'vetoed',
    ...lexical,
  ],
  ['similarity', 'verifier', 'similarity*verifier', 'vetoed', ...lexical],
  ['similarity', 'encoder', 'linear', 'encoder*lexical.idfJaccard', 'vetoed', ...lexical],
  ['similarity', 'linear', 'similarity*linear', 'vetoed', ...lexical],
  ['similarity', 'vetoed', 'similarity*lexical.idfJaccard', ...lexical],
]

/**
 * A scorer over these inputs; undefined where an example lacks one.
 * @param assumed - share of pairs that are the same, in the place of the one found
 */
export function fitScorer(
  inputs: readonly string[],
  rows: readonly Labelled[],
  assumed?: number,
): ScorerWeights | undefined {
  const one = inputs.map((name) => ({
    inputs: [name],
    mean: [0],
    scale: [1],
    weights: [1],
    intercept: 0,
  }))
  const read = one.map((model) => createScorer(model, featureNames, Infinity))
  const values = rows.map(({ evidence }) => read.map((score) => score(evidence) ?? Number.NaN))
  if (values.some((row) => row.some(Number.isNaN))) return undefined
  const same = rows.map((row) => row.same)
  const fitted = fitLogistic(values, same, ridge)
  if (assumed === undefined) return { inputs, ...fitted }
  const found = same.filter(Boolean).length / same.length
  const intercept = fitted.intercept + logit(assumed) - logit(found)
  return { inputs, ...fitted, intercept }
}

const logit = (share: number): number => Math.log(share / (1 - share))

/** Out-of-fold logits: each row scored by a fit that has not seen it. */
export function outOfFold(inputs: readonly string[], rows: readonly Labelled[], assumed?: number) {
  return Array.from({ length: folds }, (_, fold) => {
    const model = fitScorer(
      inputs,
      rows.filter((_, i) => i % folds !== fold),
      assumed,
    )!
    const score = createScorer(model, featureNames)
    return rows
      .filter((_, i) => i % folds === fold)
      .map(({ evidence, same }) => ({
        score: score(evidence)!,
        same,
        vetoed: evidence.vetoed ?? false,
      }))
  }).flat()
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { pairs: { type: 'string' }, set: { type: 'string', default: 'shipped' } },
  })
  const set = values.set === 'qqp' ? '-qqp' : ''
  const rows = await readLabelled(values.pairs, set)
  const scorers: ScorerWeights[] = []
  /** More likely the same than not: what may be wrong beyond that is for the vetoes and the budget. */
  const operating = 0.5
  let worth = plainPrior.worth
  let passed: boolean[] = []
  for (const inputs of set === '' ? fewInputs : scorerInputs) {
    const model = fitScorer(inputs, rows, assumedShare)
    if (!model) continue
    const scored = outOfFold(inputs, rows, assumedShare)
    const point = atRate(scored, rate)
    if (scorers.length === 0) {
      // In the cache the vetoes come first: of those that they leave, so many more may pass.
      const guarded = scored.map(({ score, same, vetoed }) => ({
        score: vetoed ? -100 : score,
        same,
      }))
      const { threshold, recall, precision } = atRate(guarded, rate)
      const where = `${threshold.toFixed(2)}: recall ${recall.toFixed(3)}, precision ${precision.toFixed(3)}`
      process.stdout.write(`behind vetoes, FPR ${rate}, at logit ${where}\n`)
      passed = guarded.map(({ score, same }) => same && score >= threshold)
    } else if (
      !inputs.includes('verifier') &&
      !inputs.includes('encoder') &&
      worth === plainPrior.worth
    ) {
      const low = scored.filter((_, i) => passed[i]).map(({ score }) => score)
      worth = low.sort((a, b) => a - b)[Math.floor(0.02 * low.length)] ?? worth
    }
    const held = heldOut(scored)
    scorers.push(held ? { ...model, held } : model)
    const figures = `AUC ${auc(scored).toFixed(3)}, recall ${point.recall.toFixed(3)} at FPR .04`
    process.stdout.write(`${inputs.slice(0, 5).join(' ')} …: ${figures}\n`)
  }
  const folder = new URL(`../../weights/question-risk${set}/`, import.meta.url)
  mkdirSync(folder, { recursive: true })
  const model = {
    name: `question-risk${set}`,
    kind: 'linear',
    version: new Date().toISOString().slice(0, 10),
    files: {},
    pairs: rows.length,
    ...plainPrior,
    scorers: scorers.map(rounded),
    lexical: featureNames,
    operating,
    worth,
  }
  writeFileSync(new URL('model.json', folder), `${JSON.stringify(model, null, 1)}\n`)
}

function rounded(model: ScorerWeights): ScorerWeights {
  const short = (list: readonly number[]) => list.map((value) => Number(value.toPrecision(6)))
  const { inputs, mean, scale, weights, intercept, held } = model
  return {
    inputs,
    mean: short(mean),
    scale: short(scale),
    weights: short(weights),
    intercept: Number(intercept.toPrecision(6)),
    ...(held ? { held } : {}),
  }
}

if (import.meta.main) await main()
