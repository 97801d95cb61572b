/**
 * Two hundred pairs of which the support workload's rule says that one answer serves both, for reading by hand.
 * `node bench/savings/audit/pairs.ts [-- --data DIR]`: the pairs, each with the verdict that was given.
 * @module
 */
import { readFileSync } from 'node:fs'
import { seededRandom, shortHash } from '../../../src/sandbox/hash.ts'
import { benchOptions } from '../../bars.ts'
import { wilson } from '../quality.ts'
import { questionGroups, type Question } from '../workloads/support-questions.ts'

const each = 100
const sources = ['quora', 'banking77'] as const

const verdicts = JSON.parse(
  readFileSync(new URL('verdicts.json', import.meta.url), 'utf8'),
) as Readonly<Record<'seed' | (typeof sources)[number], string>>
const groups = questionGroups(benchOptions().data)
if (groups === undefined) process.stdout.write('The data is not there.\n')
else {
  const random = seededRandom(shortHash(verdicts.seed))
  for (const source of sources) {
    for (const [at, [one, other]] of pairsOf(source, groups, random).entries()) {
      process.stdout.write(`${source} ${at} ${verdicts[source][at]} ${one} ## ${other}\n`)
    }
  }
  for (const source of sources) {
    const { value, low, high } = wilson(verdicts[source].replaceAll('0', '').length, each)
    const [mean, from, to] = [value, low, high].map((share) => (100 * share).toFixed(0))
    process.stdout.write(
      `${source}: one answer serves both in ${mean} % (${from} to ${to}) of ${each}\n`,
    )
  }
}

function pairsOf(
  source: Question['source'],
  all: readonly (readonly Question[])[],
  random: () => number,
): [string, string][] {
  const able = all.filter((group) => group[0]!.source === source && group.length > 1)
  const seen = new Set<string>()
  const pairs: [string, string][] = []
  while (pairs.length < each) {
    const group = able[Math.floor(random() * able.length)]!
    const one = group[Math.floor(random() * group.length)]!.text
    const other = group[Math.floor(random() * group.length)]!.text
    const key = [one, other].sort().join('|')
    if (one === other || seen.has(key)) continue
    seen.add(key)
    pairs.push([one, other])
  }
  return pairs
}
