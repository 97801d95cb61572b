/**
 * The time of a call as one bar: the gateway's own, the wait for the first byte, and the rest of the answer.
 * @module
 */
import type { Listed } from '../api.ts'
import { shortDuration } from '../time.ts'

export function TimeBar({ time }: { time: Listed['time'] }) {
  const parts = timeParts(time)
  const total = Math.max(time.total, 0.001)
  return (
    <>
      <p class="stack-name">
        {shortDuration(time.total)} in all <span class="origin">measured</span>
      </p>
      <div class="stack" aria-hidden="true">
        {parts.map(({ id, ms }) => (
          <span key={id} class={`part ${id}`} style={{ width: `${(100 * ms) / total}%` }} />
        ))}
      </div>
      <p class="stack-rest">
        {parts.map(({ id, name, ms }) => (
          <span key={id}>
            <span class={`swatch ${id}`} aria-hidden="true" /> {shortDuration(ms)} {name}
          </span>
        ))}
      </p>
    </>
  )
}

interface TimePart {
  readonly id: 'own' | 'wait' | 'flow'
  readonly name: string
  readonly ms: number
}

/** Disjoint parts that make up the whole. */
export function timeParts({ total, own, firstByte }: Listed['time']): TimePart[] {
  const mine = Math.min(own, total)
  const wait =
    firstByte === undefined ? total - mine : Math.max(0, Math.min(firstByte, total) - mine)
  const parts: TimePart[] = [
    { id: 'own', name: 'in the gateway', ms: mine },
    { id: 'wait', name: 'until the first byte', ms: wait },
    { id: 'flow', name: 'rest of the answer', ms: Math.max(0, total - mine - wait) },
  ]
  return parts.filter(({ id, ms }) => ms > 0 || id === 'own')
}
