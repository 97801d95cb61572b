/**
 * The report as tables for README and documentation.
 * @module
 */
import type { Dollars } from './expectation.ts'
import type { ArmResult, WorkloadResult } from './measure.ts'
import type { SavingsReport } from './report.ts'
import { later } from './workloads/places.ts'

export const percent = (share: number | undefined, digits = 0): string =>
  share === undefined
    ? '–'
    : `${(100 * share).toFixed(digits).replace('-0', '0').replace('-', '−')} %`

const money = (amount: number): string => `$${amount.toFixed(amount < 1 ? 4 : 2)}`
const whole = ({ input, output, proof }: Dollars): number => input + output + proof

const row = (...cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`

/** The front page's table: a line a workload. */
export function shortTable({ rows, mean }: SavingsReport): string {
  return [
    '| workload | client as recorded | `safe` | `balanced`, certified | input saved | bill saved | quality kept |',
    '|---|--:|--:|--:|--:|--:|--:|',
    ...rows.map(({ title, sellers: [seller] }) => {
      const { safe, certified } = seller!.arms
      return row(
        title,
        money(whole(seller!.baseline)),
        safe ? money(whole(safe.dollars)) : '–',
        certified ? money(whole(certified.dollars)) : '–',
        percent(certified?.saved.input),
        percent(certified?.saved.bill),
        keptOf(certified),
      )
    }),
    row(
      '**mean, unweighted**',
      '',
      '',
      '',
      `**${percent(mean.certified.input)}**`,
      `**${percent(mean.certified.bill)}**`,
      '',
    ),
  ].join('\n')
}

function keptOf(arm: ArmResult | undefined): string {
  if (arm === undefined) return '–'
  const { value, low, n } = arm.quality.kept
  return `${percent(value, 1)} (≥ ${percent(low, 1)}, n ${n})`
}

/** The same for the gateway's page, as JSON: shares of the bill that are saved. */
export function pageFigures({ rows, mean }: SavingsReport): string {
  const kept = rows.map((one) => one.sellers[0]?.arms.certified?.quality.kept.value ?? 1)
  const figures = {
    rows: rows.map(({ title, sellers: [seller] }, at) => ({
      title: `${title[0]!.toUpperCase()}${title.slice(1)}`,
      safe: round(seller?.arms.safe?.saved.bill),
      certified: round(seller?.arms.certified?.saved.bill),
      kept: percent(kept[at], 1),
    })),
    mean: { safe: round(mean.safe.bill), certified: round(mean.certified.bill) },
    least: percent(Math.min(...kept), 1),
  }
  return `${JSON.stringify(figures, undefined, 2)}\n`
}

function round(share = 0): number {
  return Number(share.toFixed(4))
}

/** Everything, for docs/savings.md. */
export function longTables(report: SavingsReport): string {
  const { rows, missing } = report
  return [
    ...section('What each is', workloads(rows)),
    ...section('Dollars by mode', modes(rows)),
    ...rows.flatMap(parts),
    ...section('Other prices', prices(rows)),
    ...section('Layers', layers(report)),
    ...section('Quality', quality(rows)),
    ...section('Overhead and losses', losses(rows)),
    ...section('One call of each', stories(rows)),
    ...(missing.length > 0 ? [`Not measured, data not there: ${missing.join(', ')}.`, ''] : []),
  ].join('\n')
}

function section(title: string, lines: readonly string[]): string[] {
  return [`### ${title}`, '', ...lines, '']
}

/** One of each kind: what it is made of, what was tuned on it. */
function workloads(rows: readonly WorkloadResult[]): string[] {
  const firsts = rows.filter(
    (one, at) => rows.findIndex(({ family }) => family === one.family) === at,
  )
  return firsts.map(({ title, what, notes, calls, conversations, build }) => {
    const size = `${calls} calls, ${conversations} conversations`
    const of = build === undefined ? '' : `, measured at ${build}`
    return `- **${title}** (${size}${of}). ${[what, ...notes].join(' ')}`
  })
}

function modes(rows: readonly WorkloadResult[]): string[] {
  return [
    '| workload | calls | as recorded | `safe` | `balanced`, learning | `balanced`, certified | `max` |',
    '|---|--:|--:|--:|--:|--:|--:|',
    ...rows.map(({ title, calls, sellers: [seller] }) => {
      const { arms, baseline } = seller!
      const cell = (arm: ArmResult | undefined): string =>
        arm
          ? `${money(whole(arm.dollars))} (${percent(arm.saved.input)} / ${percent(arm.saved.bill)})`
          : '–'
      return row(
        title,
        calls,
        money(whole(baseline)),
        cell(arms.safe),
        cell(arms.learning),
        cell(arms.certified),
        cell(arms.max),
      )
    }),
    ...later.map(({ title, with: layer }) =>
      row(title, '', `comes with the ${layer}`, '', '', '', ''),
    ),
    '',
    'In brackets: saved on input, on the bill. What proof costs (holdouts, shadows) is in it.',
  ]
}

/** Of a workload of several parts: what is saved on the input of each. */
function parts({ title, sellers }: WorkloadResult): string[] {
  const own = sellers.flatMap(({ title: seller, arms: { safe, certified } }) =>
    safe?.parts && certified?.parts
      ? [{ seller, safe: safe.parts, certified: certified.parts }]
      : [],
  )
  const names = Object.keys(own[0]?.safe ?? {})
  if (names.length === 0) return []
  return section(`Parts of: ${title}`, [
    `| | ${names.join(' | ')} |`,
    `|---|${names.map(() => '--:|').join('')}`,
    ...own.map(({ seller, safe, certified }) =>
      row(seller, ...names.map((name) => `${percent(safe[name])} / ${percent(certified[name])}`)),
    ),
    '',
    'Saved on input, `safe` / certified, without holdouts and shadows.',
  ])
}

function prices(rows: readonly WorkloadResult[]): string[] {
  const sellers = rows[0]?.sellers.map(({ title }) => title) ?? []
  return [
    `| workload | ${sellers.join(' | ')} |`,
    `|---|${sellers.map(() => '--:|').join('')}`,
    ...rows.map(({ title, sellers: own }) =>
      row(
        title,
        ...own.map(
          ({ arms }) =>
            `${percent(arms.safe?.saved.bill)} / ${percent(arms.certified?.saved.bill)}`,
        ),
      ),
    ),
    '',
    'Saved on the bill, `safe` / certified. What a provider caches by itself is in the baseline.',
  ]
}

function layers({ rows, layers: names }: SavingsReport): string[] {
  return [
    `| workload | all | ${names.join(' | ')} |`,
    `|---|--:|${names.map(() => '--:|').join('')}`,
    ...rows.map(({ title, layers: own }) =>
      row(
        title,
        percent(own['all']?.alone),
        ...names.map((name) => {
          const of = own[name]
          return of === undefined ? '–' : `${percent(of.alone)} / ${percent(of.without)}`
        }),
      ),
    ),
    '',
    'Saved on the bill with a layer alone / with all but it, live on every call. A layer whose second figure is higher than "all" costs the others more than it brings.',
  ]
}

function quality(rows: readonly WorkloadResult[]): string[] {
  return [
    '| workload | what counts | kept, certified | kept, `max` |',
    '|---|---|--:|--:|',
    ...rows.map(({ title, rule, sellers: [seller] }) =>
      row(title, rule, keptOf(seller!.arms.certified), keptOf(seller!.arms.max)),
    ),
    '',
    ...rows.flatMap(({ title, sellers: [seller] }) => {
      const also = seller!.arms.certified?.quality.also
      if (also === undefined) return []
      const words = Object.entries(also).map(
        ([name, value]) => `${name} ${Number(value.toFixed(1))}`,
      )
      return [`- ${title}: ${words.join(', ')}.`]
    }),
  ]
}

function losses(rows: readonly WorkloadResult[]): string[] {
  return [
    '| workload | CPU ms a call, `safe` | certified | worst conversation | losers, of the dollars saved |',
    '|---|--:|--:|--:|--:|',
    ...rows.map(({ title, sellers: [seller] }) => {
      const { safe, certified } = seller!.arms
      return row(
        title,
        safe?.cpuMs.toFixed(1) ?? '–',
        certified?.cpuMs.toFixed(1) ?? '–',
        certified && certified.worstConversation > 0
          ? `−${money(certified.worstConversation)}`
          : 'none lost',
        percent(certified?.losers, 2),
      )
    }),
    '',
    'CPU of the gateway in process, ledger in memory, calls one after the other; sockets are measured by `npm run bench:proxy`.',
  ]
}

function stories(rows: readonly WorkloadResult[]): string[] {
  return rows.flatMap(({ title, story }) => {
    if (story === undefined) return []
    const words = Object.entries(story.saved)
      .filter(([, amount]) => Math.abs(amount) > 1e-7)
      .map(([layer, amount]) => {
        const [note] = story.notes[layer] ?? []
        return `${layer} ${amount < 0 ? 'cost' : 'saved'} $${Math.abs(amount).toFixed(5)}${note === undefined ? '' : ` (${note})`}`
      })
    return [
      `- ${title}, call ${story.call + 1}: $${story.paid.toFixed(5)} instead of $${story.asRecorded.toFixed(5)}. ${words.join('; ')}.`,
    ]
  })
}
