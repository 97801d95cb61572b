/**
 * The figures of the chart, for reading, hearing and copying.
 * @module
 */
import { useState } from 'preact/hooks'
import { exactMoney } from '../money.ts'
import { timeOf } from './chart.tsx'
import type { Series } from './series.ts'

export function SeriesTable({ series }: { series: Series }) {
  const [open, setOpen] = useState(false)
  const money = (dollars: number): string => exactMoney(BigInt(Math.round(dollars * 1e9)) * 1000n)
  return (
    <details class="as-table" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>As a table</summary>
      {open && (
        <div class="scroll" tabIndex={0} role="region" aria-label="Figures over time">
          <table>
            <thead>
              <tr>
                <th scope="col">{series.step === 3600 ? 'Hour' : 'Day'}</th>
                <th scope="col">Calls</th>
                <th scope="col">Paid</th>
                <th scope="col">Without Farthing</th>
              </tr>
            </thead>
            <tbody>
              {/* What is newest would else lie below the edge. */}
              {series.at
                .map((at, index) => (
                  <tr key={at}>
                    <th scope="row">{timeOf(series, index)}</th>
                    <td>{series.calls[index]!.toLocaleString('en-US')}</td>
                    <td>{money(series.paid[index]!)}</td>
                    <td>{money(series.baseline[index]!)}</td>
                  </tr>
                ))
                .toReversed()}
            </tbody>
          </table>
        </div>
      )}
    </details>
  )
}
