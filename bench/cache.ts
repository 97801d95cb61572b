/**
 * How sure a reused answer is, and what looking for one costs. `npm run bench:cache`
 *
 * Two weight sets: the one that ships, and one trained with QQP, for the published benchmark only. Every section says
 * what its weights and thresholds were fitted on; nothing is fitted on what it is tested with. `--quick` takes a part of
 * the rows and of the shuffles. `--only NAME` runs one section.
 * @module
 */
import { parseArgs } from 'node:util'
import { benchOptions, finish, type Bar } from './bars.ts'
import { Evidences } from './cache/evidence.ts'
import { gptcacheSection } from './cache/gptcache-section.ts'
import { isolationSection } from './cache/isolation-section.ts'
import { languagesSection } from './cache/languages-section.ts'
import { metamorphicSection } from './cache/metamorphic-section.ts'
import { openSet } from './cache/models.ts'
import { quoraSection } from './cache/quora-section.ts'
import type { Section, SectionResult } from './cache/section.ts'
import { streamSection } from './cache/stream-section.ts'
import { timeSection } from './cache/time-section.ts'
import { trapsSection } from './cache/traps-section.ts'

const options = benchOptions()
const { values } = parseArgs({ options: { only: { type: 'string' } }, strict: false })

const sections: readonly (readonly [string, (section: Section) => SectionResult, boolean])[] = [
  ['quora', quoraSection, true],
  ['traps', trapsSection, true],
  ['metamorphic', metamorphicSection, true],
  ['gptcache', gptcacheSection, true],
  ['languages', languagesSection, false],
  ['stream', streamSection, false],
  ['time', timeSection, false],
  ['isolation', isolationSection, false],
]

const bars: Bar[] = []
const notes: string[] = []
const say = (line: string): void => {
  notes.push(line)
  if (!options.json) process.stderr.write(`${line}\n`)
}

for (const suffix of ['', '-qqp'] as const) {
  const models = await openSet(suffix)
  if (!models) {
    say('no weights/sentence-static: nothing to measure')
    continue
  }
  if (models.missing.length > 0) say(`${models.name}: without ${models.missing.join(', ')}`)
  const section = { options, models, evidences: new Evidences(models), say }
  for (const [name, run, both] of sections) {
    if (values.only !== undefined && values.only !== name) continue
    if (suffix === '' || both) bars.push(...(await run(section)))
  }
}
if (bars.length === 0) bars.push({ name: 'sections run', value: 0, bar: 1, good: 'at least' })
finish(bars, options, { notes })
