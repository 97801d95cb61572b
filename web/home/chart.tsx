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
  const [ink, quiet, line] = [colour('--ink'), colour('--quiet'), colour('--line')]
  const [bar, saved, savedText] = [colour('--bar'), colour('--saved-fill'), colour('--saved')]
  const font = `12px ${style.fontFamily}`
  const bars = uPlot.paths.bars!({ size: [0.72, 56], radius: 0.08 })
  const axis = { stroke: quiet, font, ticks: { show: false } }
  return new uPlot(
    {
      width: element.clientWidth,
      height,
      padding: [16, 40, 0, 0],
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
        { label: 'paid', paths: bars, fill: bar, points: { show: false } },
      ],
      hooks: {
        setCursor: [(chart) => hover(chart.cursor.idx ?? undefined)],
        draw: [(chart) => name(chart, series, { ink, font, savedText })],
      },
    },
    [series.at, series.baseline, series.paid],
    element,
  )
}

/** Says beside the last bar with anything in it what its two parts are. */
function name(
  chart: uPlot,
  { baseline, paid }: Series,
  { ink, font, savedText }: { ink: string; font: string; savedText: string },
): void {
  const last = baseline.findLastIndex((value) => value > 0)
  if (last < 0) return
  const { ctx, bbox } = chart
  const ratio = devicePixelRatio
  const y = (value: number): number => chart.valToPos(value, 'y', true)
  const x = bbox.left + bbox.width + 4 * ratio
  const line = 14 * ratio
  const below = Math.min(y(paid[last]! / 2), bbox.top + bbox.height - line / 2)
  const above = Math.min(y((baseline[last]! + paid[last]!) / 2), below - 2.2 * line)
  ctx.save()
  ctx.font = font.replace('12px', `${12 * ratio}px`)
  ctx.textBaseline = 'middle'
  ctx.textAlign = 'left'
  ctx.fillStyle = savedText
  ctx.fillText('saved', x, above)
  ctx.fillStyle = ink
  ctx.fillText('paid', x, below)
  ctx.restore()
}
