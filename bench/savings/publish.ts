/**
 * Puts what was kept in results.json where people read it: README, docs/savings.md and the picture. Figures stand
 * nowhere else by hand. `node bench/savings/publish.ts`
 * @module
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { barsOfKept, readKept } from './keep.ts'
import { longTables, pageFigures, percent, shortTable } from './markdown.ts'
import { altText, picture } from './picture.ts'
import type { SavingsReport } from './report.ts'

const root = new URL('../../', import.meta.url)

const kept = readKept()
if (kept === undefined) throw new Error('Nothing was kept yet: npm run bench:savings -- --write')

writeFileSync(new URL('docs/images/savings.svg', root), picture(kept))
writeFileSync(new URL('web/recorded/figures.json', root), pageFigures(kept))
put('README.md', 'savings-picture', `![${altText(kept)}](docs/images/savings.svg)`)
put('README.md', 'savings-lead', lead(kept))
put('README.md', 'savings', frontPage(kept))
put('docs/savings.md', 'savings-short', shortTable(kept))
put('docs/savings.md', 'savings-long', longTables(kept))
put('docs/savings.md', 'savings-bars', bars(kept))

/** The whole in two sentences. */
function lead({ rows, mean }: SavingsReport): string {
  const kept = rows.map(({ sellers: [seller] }) => seller?.arms.certified?.quality.kept.value ?? 1)
  const least = Math.min(1, ...kept)
  const quality =
    least > 0.9995
      ? 'no recorded quality lost'
      : `${percent(least, 1)} of the recorded quality kept in the worst`
  return `On ${rows.length} recorded workloads the bill falls by **${percent(mean.safe.bill)}** on average from the first call, the model reading the same content, and by **${percent(mean.certified.bill)}** once the layers that change what it reads are certified, ${quality}. No account, no key of its own, nothing sent to anyone but the providers you call.`
}

function frontPage(report: SavingsReport): string {
  const { mean } = report
  return [
    shortTable(report),
    '',
    `In \`safe\`, from the first call: ${percent(mean.safe.input)} of input and ${percent(mean.safe.bill)} of the bill. ${overhead(report)}`,
  ].join('\n')
}

function overhead({ rows }: SavingsReport): string {
  const span = (name: 'safe' | 'certified'): string => {
    const all = rows.map(({ sellers: [seller] }) => seller?.arms[name]?.cpuMs ?? 0)
    const least = Math.min(...all)
    return `${least < 0.95 ? least.toFixed(1) : least.toFixed(0)} to ${Math.max(...all).toFixed(0)} ms`
  }
  return `CPU a call, in process, by workload: ${span('safe')} in \`safe\`, ${span('certified')} once certified (documents and logs take longest).`
}

function bars(report: SavingsReport): string {
  return [
    '| bar | measured | wanted | |',
    '|---|--:|--:|---|',
    ...barsOfKept(report).map(
      ({ name, value, bar, good, unit, holds, note }) =>
        `| ${name}${note === undefined ? '' : ` (${note})`} | ${Number(value.toPrecision(4))} ${unit ?? ''} | ${good === 'at least' ? '≥' : '≤'} ${bar} | ${holds ? 'holds' : '**falls short**'} |`,
    ),
  ].join('\n')
}

/** Replaces what stands between `<!-- name -->` and `<!-- /name -->`. */
function put(file: string, name: string, text: string): void {
  const path = new URL(file, root)
  const before = readFileSync(path, 'utf8')
  const from = before.indexOf(`<!-- ${name} -->`)
  const to = before.indexOf(`<!-- /${name} -->`)
  if (from < 0 || to < from) throw new Error(`${file} has no place for ${name}`)
  const after = `${before.slice(0, from)}<!-- ${name} -->\n${text}\n${before.slice(to)}`
  if (after !== before) writeFileSync(path, after)
}
