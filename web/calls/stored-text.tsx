/**
 * Request and reply, where the route keeps them; what was sent is shown as its difference from what came.
 * @module
 */
import type { Story } from '../api.ts'
import { Difference } from '../parts/difference.tsx'
import { diffLines } from './diff.ts'

/** More than this is shown on the disk, not in a browser. */
const mostShown = 200_000

export function StoredText({ text }: { text: NonNullable<Story['text']> }) {
  return (
    <>
      <h2>Text</h2>
      {text.sent === undefined || text.sent === text.request ? (
        <Whole name="Request" text={text.request} />
      ) : (
        <details open>
          <summary>Request, and what of it was sent</summary>
          <Difference lines={diffLines(pretty(text.request), pretty(text.sent))} />
        </details>
      )}
      <Whole name="Reply" text={text.reply} />
    </>
  )
}

function Whole({ name, text }: { name: string; text: string }) {
  return (
    <details>
      <summary>{name}</summary>
      <pre tabIndex={0}>{pretty(text)}</pre>
    </details>
  )
}

function pretty(text: string): string {
  if (text.length > mostShown) return `${text.slice(0, mostShown)}\n…`
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
