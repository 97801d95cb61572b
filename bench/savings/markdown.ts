/**
 * The report as a table for README and documentation.
 * @module
 */
import { total, type SavingsReport } from './report.ts'

export function toMarkdown({ rows, missing, mean, node, quick }: SavingsReport): string {
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`
  const dollars = (amount: number): string => `$${amount.toFixed(amount < 1 ? 4 : 2)}`
  const lines = [
    '| workload | calls | client as recorded | safe | saved on input | saved on the bill | quality | worst conversation |',
    '|---|--:|--:|--:|--:|--:|---|--:|',
    ...rows.map(({ title, calls, baseline, modes, saved, quality, worstConversation }) =>
      [
        '',
        title,
        calls,
        dollars(total(baseline)),
        dollars(total(modes.safe)),
        percent(saved.input),
        percent(saved.bill),
        quality === 'unchanged'
          ? 'same bytes read'
          : `${percent(quality.kept)} (${percent(quality.low)} to ${percent(quality.high)}, n ${quality.n})`,
        worstConversation > 0 ? `−${dollars(worstConversation)}` : 'none lost',
        '',
      ]
        .join(' | ')
        .trim(),
    ),
    `| mean, unweighted | | | | ${percent(mean.input)} | ${percent(mean.bill)} | | |`,
    '',
    ...rows.map(({ name, bar, saved, holds, notes }) => {
      const of = bar.against === 'baseline' ? 'the client as recorded' : 'no caching'
      return `- ${name}: ${percent(saved.against)} of input against ${of}, bar ${percent(bar.saved)} ${holds ? 'holds' : 'FALLS SHORT'}. ${notes.join(' ')}`
    }),
    ...missing.map((name) => `- ${name}: its data is not there.`),
    '',
    `Node ${node}${quick ? ', --quick: fewer draws' : ''}.`,
    '',
  ]
  return lines.join('\n')
}
