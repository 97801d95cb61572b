/**
 * What the vetoes alone refuse: generated traps by kind and half, their paraphrases, and labelled pairs of QQP by half
 * of the groups of questions (rules were mended on half 0 and on topics a, the others are the report).
 * `node bench/cache/traps/veto-rates.ts`
 * @module
 */
import { hash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { readQuestion } from '../../../src/layers/cache/semantic/question/read-question.ts'
import { isVetoed } from '../../../src/layers/cache/semantic/question/vetoes.ts'
import { benchOptions } from '../../bars.ts'
import { proportion, written } from '../curve.ts'
import { generateTraps } from './generate.ts'

const seed = 9001
const { data, quick } = benchOptions()

class Tally {
  readonly counts = new Map<string, [number, number]>()

  add(name: string, vetoed: boolean): void {
    const [hits, all] = this.counts.get(name) ?? [0, 0]
    this.counts.set(name, [hits + Number(vetoed), all + 1])
  }

  print(title: string): void {
    process.stdout.write(`${title}\n`)
    for (const [name, [hits, all]] of [...this.counts].sort()) {
      process.stdout.write(`  ${name.padEnd(16)} ${written(proportion(hits, all))} of ${all}\n`)
    }
  }
}

const vetoed = (a: string, b: string): boolean => isVetoed(readQuestion(a), readQuestion(b))

for (const half of ['a', 'b'] as const) {
  const tally = new Tally()
  for (const { kept, asked, kind, near } of generateTraps(seed, quick ? 1000 : 6000, half)) {
    const refused = vetoed(asked, kept)
    tally.add(kind, refused)
    if (kind === 'paraphrase') continue
    tally.add('all traps', refused)
    tally.add(near ? 'all, near' : 'all, far', refused)
  }
  tally.print(`generated, half ${half}`)
}

interface Pair {
  readonly a: string
  readonly b: string
  readonly same: 0 | 1
}

/** Pairs of one half of the groups that share a question, by a hash of the group's root. */
function halfOf(pairs: readonly Pair[]): (pair: Pair) => number {
  const parents = new Map<string, string>()
  const root = (text: string): string => {
    let at = text
    for (let up = parents.get(at); up !== undefined && up !== at; up = parents.get(at)) at = up
    parents.set(text, at)
    return at
  }
  for (const { a, b } of pairs) {
    const [one, other] = [root(a), root(b)]
    if (one !== other) parents.set(one, other)
  }
  return ({ a }) => hash('sha256', root(a), 'buffer')[0]! % 2
}

const file = join(data, 'qqp/train.jsonl.gz')
if (!existsSync(file)) process.stdout.write(`QQP: skipped, no ${file}\n`)
else {
  const lines = gunzipSync(readFileSync(file)).toString().trim().split('\n')
  const pairs = lines.map((line) => JSON.parse(line) as Pair)
  const side = halfOf(pairs)
  const tallies = [new Tally(), new Tally()] as const
  for (const pair of quick ? pairs.slice(0, 8000) : pairs) {
    tallies[side(pair) as 0 | 1].add(pair.same ? 'duplicates' : 'others', vetoed(pair.a, pair.b))
  }
  for (const [half, tally] of tallies.entries()) tally.print(`QQP, half ${half}`)
}
