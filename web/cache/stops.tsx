/**
 * What stands in the way of answers across wordings, in words, and what to do about it.
 * @module
 */
import type { RouteLine } from './route-lines.ts'

export function RouteLines({ lines }: { lines: readonly RouteLine[] }) {
  return (
    <ul class="outlook small">
      {lines.map(({ served, where, why }) => (
        <li key={where}>
          <b>{served ? 'served' : 'not served'}</b> {where}: {why}
        </li>
      ))}
    </ul>
  )
}

/** Models that are not there, a sentence each as the gateway says it. */
export function Missing({ missing }: { missing: readonly string[] }) {
  if (missing.length === 0) return null
  return (
    <ul class="outlook small">
      {missing.map((sentence) => (
        <li key={sentence}>
          {sentence}. {whatToDo(sentence)}
        </li>
      ))}
    </ul>
  )
}

function whatToDo(sentence: string) {
  if (!sentence.includes('onnxruntime-node'))
    return 'They come with the package: install farthing anew, then start the gateway again.'
  return (
    <>
      <code>npm install onnxruntime-node</code> where the gateway runs, then start it again.
    </>
  )
}
