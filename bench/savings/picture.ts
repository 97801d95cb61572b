/**
 * The picture of the table: of each workload's bill, what is still paid. An SVG for light and dark pages.
 * @module
 */
import { armOf, type SavingsReport } from './report.ts'

const width = 760
const left = 250
const right = 84
const rowHeight = 30
const barHeight = 14
const top = 52

export function picture({ rows, mean, demo }: SavingsReport): string {
  const room = width - left - right
  const height = top + (rows.length + 1) * rowHeight + 34
  const lines = rows.map(({ title, sellers: [seller] }, at) => {
    const safe = 1 - (armOf(seller, 'safe')?.saved.bill ?? 0)
    const certified = 1 - (armOf(seller, 'certified')?.saved.bill ?? 0)
    return bar(title, at, safe, certified, room)
  })
  const last = bar(
    'mean, unweighted',
    rows.length,
    1 - mean.safe.bill,
    1 - mean.certified.bill,
    room,
    true,
  )
  const what = demo ? 'Demo, made-up traffic' : 'Recorded workloads, billed by a simulator'
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escape(altText({ rows, mean }))}" font-family="system-ui, -apple-system, 'Segoe UI', sans-serif" font-size="13">
<style>
.text { fill: #1f2328 } .soft { fill: #59636e } .all { fill: #e4e8ec } .safe { fill: #9fc5b2 } .paid { fill: #1a7f5a } .axis { stroke: #d1d9e0 }
@media (prefers-color-scheme: dark) { .text { fill: #e6edf3 } .soft { fill: #9198a1 } .all { fill: #2a313a } .safe { fill: #2f5d4b } .paid { fill: #3fb98a } .axis { stroke: #3d444d } }
</style>
<text class="text" x="0" y="16" font-weight="600">What is left of the bill</text>
<text class="soft" x="0" y="35">${what}; 100 % is the client as recorded</text>
<rect class="paid" x="${left + 140}" y="6" width="12" height="12" rx="2"/><text class="soft" x="${left + 157}" y="16">balanced, certified</text>
<rect class="safe" x="${left + 292}" y="6" width="12" height="12" rx="2"/><text class="soft" x="${left + 309}" y="16">safe</text>
<rect class="all" x="${left + 352}" y="6" width="12" height="12" rx="2"/><text class="soft" x="${left + 369}" y="16">without Farthing</text>
${lines.join('\n')}
<line class="axis" x1="0" x2="${width}" y1="${top + rows.length * rowHeight - 6}" y2="${top + rows.length * rowHeight - 6}"/>
${last}
<text class="soft" x="0" y="${height - 8}" font-size="12">Anthropic's prices; answers at their recorded or stated length; what proof costs is in it.</text>
</svg>
`
}

function bar(
  title: string,
  at: number,
  safe: number,
  certified: number,
  room: number,
  bold = false,
): string {
  const y = top + at * rowHeight
  const weight = bold ? ' font-weight="600"' : ''
  const long = (share: number): string => Math.max(1, Math.min(1, share) * room).toFixed(1)
  return [
    `<text class="text" x="0" y="${y + 12}"${weight}>${escape(short(title))}</text>`,
    `<rect class="all" x="${left}" y="${y}" width="${room}" height="${barHeight}" rx="2"/>`,
    `<rect class="safe" x="${left}" y="${y}" width="${long(safe)}" height="${barHeight}" rx="2"/>`,
    `<rect class="paid" x="${left}" y="${y}" width="${long(certified)}" height="${barHeight}" rx="2"/>`,
    `<text class="text" x="${width}" y="${y + 12}" text-anchor="end"${weight}>${change(1 - certified)}</text>`,
  ].join('\n')
}

function change(saved: number): string {
  const share = Math.round(100 * saved)
  return share > 0 ? `−${share} %` : share < 0 ? `+${-share} %` : '0 %'
}

export function altText({ rows, mean }: Pick<SavingsReport, 'rows' | 'mean'>): string {
  const each = rows.map(
    ({ title, sellers: [seller] }) =>
      `${short(title)} ${change(armOf(seller, 'certified')?.saved.bill ?? 0)}`,
  )
  return `Change of the bill by workload: ${each.join(', ')}; unweighted mean ${change(mean.certified.bill)}`
}

/** Titles are cut at their first comma where they are long: the table beside has them whole. */
function short(title: string): string {
  return title.length > 34 ? title.replace(/,[^,]*$/, '') : title
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
