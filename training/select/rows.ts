/**
 * Writes the features of every unit of the labelled sets for `train.py`, computed by the code that ships.
 *
 * run: node training/select/rows.ts --stage cheap|full --out DIR [--data DIR] [--extra DIR] [--weights DIR] [--only a,b]
 * `full` needs the head of the cheap stage (DIR/cheap.json) for choosing what the transformer sees. Vectors are kept
 * in DIR/vectors-*.bin, so that a second run takes seconds.
 * @module
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { partOf, type Case } from '../../bench/compress/sets/case.ts'
import { loadStaticEmbedding } from '../../src/learned/static-embedding.ts'
import { openTransformer } from '../../src/learned/transformer.ts'
import { openWeights } from '../../src/learned/weights.ts'
import { ask } from '../../src/layers/compress/select/asked.ts'
import { atOnce } from '../../src/layers/compress/in-stretches.ts'
import { fullNames, fullRows } from '../../src/layers/compress/select/deep-features.ts'
import { cheapNames, cheapRows } from '../../src/layers/compress/select/features.ts'
import { score, type Head } from '../../src/layers/compress/select/head.ts'
import { shownTo } from '../../src/layers/compress/select/shown.ts'
import { readRarity } from '../../src/layers/compress/select/rarity.ts'
import { prepare } from '../../src/layers/compress/select/prepared.ts'
import { setsOf } from './sets.ts'

const { values } = parseArgs({
  options: {
    stage: { type: 'string', default: 'cheap' },
    out: { type: 'string', default: 'training/select/rows' },
    data: { type: 'string', default: '../shared/data' },
    extra: { type: 'string', default: '../extra' },
    weights: { type: 'string', default: 'weights' },
    encoder: { type: 'string', default: 'sentence-encoder' },
    only: { type: 'string' },
  },
})
const { stage, out, data, extra, encoder } = values
const weights = values.weights.endsWith('/') ? values.weights : `${values.weights}/`
const table = loadStaticEmbedding(openWeights('selector-static', weights)!)
const rarity = readRarity(readFileSync(join(weights, 'selector', 'rarity.bin')))
const cheapHead =
  stage === 'full' ? (JSON.parse(readFileSync(join(out, 'cheap.json'), 'utf8')) as Head) : undefined
const transformer =
  stage === 'full' ? await openTransformer(openWeights(encoder, weights)!) : undefined

const vectorFile = join(out, `vectors-${encoder}.json`)
const known = new Map<string, Float32Array>()
if (stage === 'full' && existsSync(vectorFile)) {
  const texts = JSON.parse(readFileSync(vectorFile, 'utf8')) as string[]
  const all = readFileSync(`${vectorFile}.bin`)
  const floats = new Float32Array(new Uint8Array(all).buffer)
  for (const [at, text] of texts.entries())
    known.set(text, floats.subarray(at * 384, at * 384 + 384))
}
async function vectors(texts: readonly string[]): Promise<Float32Array[]> {
  const missing = [...new Set(texts.filter((text) => !known.has(text)))]
  const found = await transformer!.embed(missing)
  for (const [at, text] of missing.entries()) known.set(text, found[at]!)
  return texts.map((text) => known.get(text)!)
}

const only = values.only?.split(',')
for (const [name, read] of Object.entries(setsOf(data, extra))) {
  if (only && !only.includes(name)) continue
  const cases = read()
  const chunks: Buffer[] = []
  const about: object[] = []
  for (const row of cases) {
    const found = await rowsOf(row)
    if (found) {
      chunks.push(Buffer.from(found.rows.buffer, found.rows.byteOffset, found.rows.byteLength))
      about.push(found.about)
    }
  }
  writeFileSync(join(out, `${stage}-${name}.bin`), Buffer.concat(chunks))
  writeFileSync(
    join(out, `${stage}-${name}.json`),
    JSON.stringify({ names: stage === 'full' ? fullNames : cheapNames, cases: about }),
  )
  process.stdout.write(`${name} ${about.length}\n`)
}
if (stage === 'full') {
  const texts = [...known.keys()]
  const floats = new Float32Array(texts.length * 384)
  for (const [at, text] of texts.entries()) floats.set(known.get(text)!, at * 384)
  writeFileSync(vectorFile, JSON.stringify(texts))
  writeFileSync(`${vectorFile}.bin`, Buffer.from(floats.buffer))
}
await transformer?.close()

async function rowsOf(row: Case): Promise<{ rows: Float32Array; about: object } | undefined> {
  const documents = row.documents.map(({ title, text }) => prepare(text, title, table))
  const asked = ask(row.question, table)
  const cheap = atOnce(cheapRows(asked, documents, table.dimensions, rarity))
  const gold: number[] = []
  const tokens: number[] = []
  let first = 0
  const firsts: number[] = []
  const texts: string[] = []
  for (const { units, text, title } of documents) {
    firsts.push(first)
    for (const { start, end } of units) {
      tokens.push((end - start) / 4.4)
      texts.push(
        title === '' ? text.slice(start, end).trim() : `${title}: ${text.slice(start, end).trim()}`,
      )
    }
    first += units.length
  }
  for (const { document, start, end } of row.gold) {
    for (const [index, unit] of documents[document]!.units.entries()) {
      if (unit.start < end && unit.end > start && unit.kind !== 'space')
        gold.push(firsts[document]! + index)
    }
  }
  if (gold.length === 0) return undefined
  let rows = cheap.rows
  if (cheapHead) {
    const logits = score(cheapHead, cheap.rows, cheap.scored)
    const cosines = new Float32Array(cheap.scored.length).fill(Number.NaN)
    const shown = shownTo(logits, tokens)
    const [question, ...found] = await vectors([row.question, ...shown.map((at) => texts[at]!)])
    for (const [at, unit] of shown.entries()) {
      let dot = 0
      for (let d = 0; d < 384; d += 1) dot += question![d]! * found[at]![d]!
      cosines[unit] = dot
    }
    rows = fullRows(cheap, logits, cosines, documents.length)
  }
  const kept: number[] = []
  for (let at = 0; at < cheap.scored.length; at += 1) if (cheap.scored[at] === 1) kept.push(at)
  const width = rows.length / cheap.scored.length
  const packed = new Float32Array(kept.length * width)
  for (const [place, at] of kept.entries())
    packed.set(rows.subarray(at * width, at * width + width), place * width)
  const place = new Map(kept.map((at, index) => [at, index]))
  return {
    rows: packed,
    about: {
      id: row.id,
      part: partOf(row.group),
      units: kept.length,
      gold: gold.map((at) => place.get(at)!),
      tokens: kept.map((at) => Math.round(tokens[at]! * 10) / 10),
      documents: kept.map((at) => cheap.documentOf[at]),
    },
  }
}
