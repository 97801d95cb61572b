/**
 * Paid against baseline over time: the whole bar is what it would have cost, its solid part what was paid.
 * @module
 */
import { useEffect, useRef, useState } from 'preact/hooks'
import uPlot from 'uplot'
import { shortMoney } from '../money.ts'
import type { Series } from './series.ts'

const height = 224

export function Chart({ series }: { series: Series }) {
  const place = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState<number | undefined>(undefined)
  useEffect(() => {
    const element = place.current!
    let chart = draw(element, series, setAt)
    const again = (): void => {
      chart.destroy()
      chart = draw(element, series, setAt)
    }
    const resized = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height }))
    resized.observe(element)
    const dark = matchMedia('(prefers-color-scheme: dark)')
    dark.addEventListener('change', again)
    return () => {
      dark.removeEventListener('change', again)
      resized.disconnect()
      chart.destroy()
    }
  }, [series])
  const index = at ?? series.at.length - 1
  return (
    <figure class="chart">
      <p class="readout" aria-live="off">
        <span>{timeOf(series, index)}</span>
        <span>
          paid <b>{shortMoney(money(series.paid[index]))}</b>
        </span>
        <span>
          without Farthing <b>{shortMoney(money(series.baseline[index]))}</b>
        </span>
        <span>{(series.calls[index] ?? 0).toLocaleString('en-US')} calls</span>
      </p>
      <div ref={place} class="plot" role="img" aria-label={summary(series)} />
    </figure>
  )
}

function money(dollars: number | undefined): bigint {
  return BigInt(Math.round((dollars ?? 0) * 1e12))
}

function summary({ at, paid, baseline }: Series): string {
  const sum = (values: number[]): string => shortMoney(money(values.reduce((a, b) => a + b, 0)))
  return `${at.length} bars over time: ${sum(paid)} paid of ${sum(baseline)} without Farthing. The figures of each are in the table below.`
}

export function timeOf({ at, step }: Series, index: number): string {
  const time = new Date((at[index] ?? 0) * 1000)
  return step === 3600
    ? time.toLocaleString('en-GB', { weekday: 'short', hour: '2-digit', minute: '2-digit' })
    : time.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
}

/** 24-hour times, with the day where it begins; days by day and month. */
function tick(at: number, step: number, first: boolean): string {
  const time = new Date(at * 1000)
  const day = time.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' })
  if (step > 3600) return day
  const hours = time.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
  return first || hours === '00:00' ? `${hours}\n${day}` : hours
}

function draw(
  element: HTMLElement,
  series: Series,
  hover: (index: number | undefined) => void,
): uPlot {
  const style = getComputedStyle(element)
  const colour = (name: string): string => style.getPropertyValue(name).trim()
  const [ink, quiet, line, saved] = ['--ink', '--quiet', '--line', '--saved-fill'].map(colour) as [
    string,
    string,
    string,
    string,
  ]
  const font = `12px ${style.fontFamily}`
  const bars = uPlot.paths.bars!({ size: [0.72, 56], radius: 0.08 })
  const axis = { stroke: quiet, font, ticks: { show: false } }
  return new uPlot(
    {
      width: element.clientWidth,
      height,
      padding: [16, 8, 0, 0],
      legend: { show: false },
      cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
      scales: {
        x: { range: (_, low, high) => [low - series.step * 0.6, high + series.step * 0.6] },
        y: { range: (_, __, high) => [0, high > 0 ? high * 1.08 : 1] },
      },
      axes: [
        {
          ...axis,
          grid: { show: false },
          space: 64,
          values: (_, ticks) => ticks.map((at, index) => tick(at, series.step, index === 0)),
        },
        {
          ...axis,
          size: 64,
          space: 40,
          grid: { stroke: line, width: 1 },
          values: (_, values) =>
            values.map((value) => (value === 0 ? '0' : shortMoney(money(value)))),
        },
      ],
      series: [
        {},
        { label: 'without Farthing', paths: bars, fill: saved, points: { show: false } },
        { label: 'paid', paths: bars, fill: ink, points: { show: false } },
      ],
      hooks: {
        setCursor: [(chart) => hover(chart.cursor.idx ?? undefined)],
        draw: [(chart) => name(chart, series, { ink, quiet, font })],
      },
    },
    [series.at, series.baseline, series.paid],
    element,
  )
}

/** Says beside the highest bar what its two parts are. */
function name(
  chart: uPlot,
  series: Series,
  { ink, font }: { ink: string; quiet: string; font: string },
): void {
  const highest = series.baseline.indexOf(Math.max(...series.baseline))
  if (highest < 0 || series.baseline[highest] === 0) return
  const { ctx } = chart
  const ratio = devicePixelRatio
  const x = chart.valToPos(series.at[highest]!, 'x', true)
  const middle = chart.bbox.left + chart.bbox.width / 2
  const half = Math.min(28 * ratio, (chart.bbox.width / series.at.length) * 0.36)
  const left = x > middle
  const y = (value: number): number => chart.valToPos(value, 'y', true)
  const above = y(series.baseline[highest]!) + 6 * ratio
  const below = Math.max(y(series.paid[highest]!) + 6 * ratio, above + 16 * ratio)
  const ground = getComputedStyle(chart.root).getPropertyValue('--ground').trim()
  ctx.save()
  ctx.font = font.replace('12px', `${12 * ratio}px`)
  ctx.textAlign = left ? 'right' : 'left'
  ctx.textBaseline = 'middle'
  ctx.lineWidth = 4 * ratio
  ctx.strokeStyle = ground
  ctx.fillStyle = ink
  const at = left ? x - half - 8 * ratio : x + half + 8 * ratio
  for (const [text, where] of [
    ['without Farthing', above],
    ['paid', below],
  ] as const) {
    ctx.strokeText(text, at, where)
    ctx.fillText(text, at, where)
  }
  ctx.restore()
}
