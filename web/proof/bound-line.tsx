/**
 * The bound as a line over the labels that it rests on, against its target. It begins at 100 %: nothing is known.
 * @module
 */
import { percent } from '../money.ts'

interface LineProps {
  readonly history: readonly (readonly [units: number, bound: number])[]
  readonly target: number
}

const [width, height] = [480, 128]

export function BoundLine({ history, target }: LineProps) {
  const last = history.at(-1)
  if (last === undefined)
    return <p class="quiet small">No label yet: the line begins with the first.</p>
  // Far above the target the line says nothing; five times it is where it begins to.
  const top = Math.max(target * 5, last[1] * 1.2, 1e-6)
  const x = (units: number): number => (width * units) / Math.max(1, last[0])
  const y = (bound: number): number => height - (height * Math.min(bound, top)) / top
  const line = history.map(([units, bound]) => `${x(units).toFixed(1)},${y(bound).toFixed(1)}`)
  const words = `Bound ${percent(last[1], 1)} after ${last[0]} labels, target ${percent(target, 1)}`
  return (
    <figure class="bound">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={words}
      >
        <line class="target" x1="0" x2={width} y1={y(target)} y2={y(target)} />
        <polyline class="line" points={line.join(' ')} />
      </svg>
      <figcaption class="quiet small">
        <span>0 labels</span>
        <span>dashed: target {percent(target, 1)}</span>
        <span>{last[0].toLocaleString('en-US')}</span>
      </figcaption>
    </figure>
  )
}
