/**
 * Learns the quality floor's thresholds and writes the folder that ships: the smallest share of the softmax that must
 * be kept so that the gold units are kept with the chance asked for, by split conformal prediction on the tune parts:
 * the floor over all labelled sets together, each counting the same, and one point less on the worst of them.
 *
 * run: node training/select/calibrate.ts --rows DIR --out weights/selector [--data DIR] [--extra DIR] [--weights DIR]
 * @module
 */
import { hash } from 'node:crypto'
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { partOf, type Case } from '../../bench/compress/sets/case.ts'
import { openTransformer } from '../../src/learned/transformer.ts'
import { loadStaticEmbedding } from '../../src/learned/static-embedding.ts'
import { openWeights } from '../../src/learned/weights.ts'
import type { Thresholds } from '../../src/layers/compress/select/floor.ts'
import type { Head } from '../../src/layers/compress/select/head.ts'
import { untilMass, withSurroundings, type Scored } from '../../src/layers/compress/select/pick.ts'
import { readRarity } from '../../src/layers/compress/select/rarity.ts'
import { createSelector, type Studied } from '../../src/layers/compress/select/selector.ts'
import { setsOf } from './sets.ts'

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: 'training/select/rows' },
    out: { type: 'string', default: 'weights/selector' },
    data: { type: 'string', default: '../shared/data' },
    extra: { type: 'string', default: '../extra' },
    weights: { type: 'string', default: 'weights' },
    version: { type: 'string', default: '1' },
  },
})
const folder = values.weights.endsWith('/') ? values.weights : `${values.weights}/`
const labelled = ['nq', 'nq-untitled', 'tatqa']
const floors = [0.9, 0.95, 0.97, 0.99]
const grid = [
  0.3, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.875, 0.9, 0.92, 0.935, 0.95, 0.96, 0.965, 0.97, 0.975,
  0.98, 0.985, 0.986, 0.987, 0.988, 0.989, 0.99, 0.9925, 0.995, 0.997, 0.998, 0.999, 0.9995, 0.9998,
]

const read = (name: string): Head =>
  JSON.parse(readFileSync(join(values.rows, name), 'utf8')) as Head
const none: Thresholds = { temperature: 1, masses: [] }
const parts = {
  table: loadStaticEmbedding(openWeights('selector-static', folder)!),
  rarity: readRarity(readFileSync(join(values.out, 'rarity.bin'))),
  cheap: read('cheap.json'),
  calibration: { cheap: none, full: none },
}
const transformer = await openTransformer(openWeights('sentence-encoder', folder)!)
const kinds = {
  cheap: createSelector({ ...parts, full: undefined, transformer: undefined }),
  full: createSelector({ ...parts, full: read('full.json'), transformer }),
}
const calibration: Record<string, Thresholds> = {}
const sets = setsOf(values.data, values.extra)
for (const [kind, selector] of Object.entries(kinds)) {
  const needs: number[][] = []
  for (const name of labelled) {
    const needed: number[] = []
    for (const row of sets[name]!()) {
      if (partOf(row.group) !== 'tune') continue
      const studied = await selector.study(row.question, row.documents)
      if (typeof studied !== 'string') needed.push(neededMass(row, studied))
    }
    needs.push(needed.sort((left, right) => left - right))
    const at = floors.map((floor) => quantile(needed, floor))
    process.stdout.write(
      `${kind} ${name} n=${needed.length} ${floors.map((floor, place) => `${floor}: ${at[place]}`).join(' ')}\n`,
    )
  }
  const masses = floors.map((floor): [number, number] => [
    floor,
    Math.max(together(needs, floor), ...needs.map((needed) => quantile(needed, floor - 0.01))),
  ])
  // Larger calls in cut passages: the floor and no more is asked of them, and 0.99 of nobody.
  const far: [number, number][] = []
  const needed: number[] = []
  for (const row of sets['articles']!()) {
    const studied = await selector.study(row.question, row.documents)
    if (typeof studied !== 'string') needed.push(neededMass(row, studied))
  }
  needed.sort((left, right) => left - right)
  if (needed.length > 0) for (const floor of floors.slice(0, 3)) far.push([floor, quantile(needed, floor)])
  process.stdout.write(`${kind} ${JSON.stringify(masses)} far ${JSON.stringify(far)}\n`)
  calibration[kind] = { temperature: 1, masses, far }
}
await transformer?.close()

for (const name of ['cheap.json', 'full.json'])
  copyFileSync(join(values.rows, name), join(values.out, name))
const files = Object.fromEntries(
  ['cheap.json', 'full.json', 'rarity.bin'].map((name) => {
    const bytes = readFileSync(join(values.out, name))
    return [name, { sha256: hash('sha256', bytes, 'hex'), bytes: bytes.length }]
  }),
)
writeFileSync(
  join(values.out, 'model.json'),
  `${JSON.stringify({ name: 'selector', kind: 'linear', version: values.version, files, calibration }, undefined, 2)}\n`,
)

/** Split conformal: the ⌈(n + 1) · floor⌉-th smallest of n covers a new row with the chance `floor`. */
function quantile(sorted: readonly number[], floor: number): number {
  return sorted[Math.ceil((sorted.length + 1) * floor) - 1] ?? 1
}

/** The smallest share that covers `floor` of the sets' mean. */
function together(needs: readonly (readonly number[])[], floor: number): number {
  const covered = (mass: number): number =>
    needs.reduce(
      (sum, needed) => sum + needed.filter((need) => need <= mass).length / (needed.length + 1),
      0,
    ) / needs.length
  return grid.find((mass) => covered(mass) >= floor) ?? 1
}

/** The smallest share of the grid that keeps every gold unit. */
function neededMass(row: Case, { scored }: Studied): number {
  const gold = goldUnits(row, scored)
  return (
    grid.find((mass) => {
      const kept = untilMass(scored, mass, 1)
      withSurroundings(scored, kept, 1)
      return gold.every((at) => kept[at] === 1)
    }) ?? 1
  )
}

function goldUnits(row: Case, { documents, firsts }: Scored): number[] {
  return row.gold.flatMap(({ document, start, end }) =>
    documents[document]!.units.flatMap((unit, index) =>
      unit.kind !== 'space' && unit.start < end && unit.end > start
        ? [firsts[document]! + index]
        : [],
    ),
  )
}
