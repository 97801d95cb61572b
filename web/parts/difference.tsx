/**
 * Two texts by their lines: what went, what came.
 * @module
 */
import type { DiffLine } from '../calls/diff.ts'

const marks = { same: ' ', gone: '−', new: '+' } as const

export function Difference({ lines }: { lines: readonly DiffLine[] }) {
  return (
    <pre class="diff" tabIndex={0}>
      {lines.map(({ kind, text }) => (
        <span class={kind}>
          {marks[kind]} {text}
          {'\n'}
        </span>
      ))}
    </pre>
  )
}
