/**
 * What the compress layer keeps and saves. `npm run bench:compress [-- --quick] [--json] [--only PART,PART] [--data DIR] [--clean DIR]`
 *
 * Parts: selection (documents of a question), encodings, logs, masking (old results), catalogue (tools), clean (articles
 * of a domain that nothing was trained on, from `--clean DIR`). Each reports against the bars that
 * were set before it was built; labelled rows are split by hash into train, tune and test, and only test is reported.
 * @module
 */
import { parseArgs } from 'node:util'
import { benchOptions, finish, type Bar, type BenchOptions } from './bars.ts'

/** What a part gives: its bars, and rows for the record. */
interface Found {
  readonly bars: readonly Bar[]
  readonly rows?: unknown
}
type Part = (options: BenchOptions) => Promise<Found | readonly Bar[]>

/** Files of `compress/`; each exports one function of its kind, `…Bars` or `bench…`. */
const parts = ['selection', 'encodings', 'logs', 'masking', 'catalogue', 'clean']

const options = benchOptions()
const { values } = parseArgs({ options: { only: { type: 'string' } }, strict: false })
const only = typeof values.only === 'string' ? values.only.split(',') : parts
const bars: Bar[] = []
const more: Record<string, unknown> = {}
for (const name of only) {
  if (!parts.includes(name)) {
    process.stderr.write(`--only ${name}: no such part; there are ${parts.join(', ')}\n`)
    process.exit(2)
  }
  const file = new URL(`compress/${name}.ts`, import.meta.url)
  process.stderr.write(`${name} …\n`)
  const loaded = (await import(file.href)) as Record<string, Part>
  const run = Object.entries(loaded).find(([key]) => /^bench|Bars$/.test(key))?.[1]
  if (!run) throw new Error(`bench/compress/${name}.ts exports no benchmark`)
  const found = await run(options)
  if ('bars' in found) {
    bars.push(...found.bars)
    more[name] = found.rows
  } else bars.push(...found)
}
finish(bars, options, more)
