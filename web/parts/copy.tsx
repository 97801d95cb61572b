/**
 * A line to copy.
 * @module
 */
import { useEffect, useState } from 'preact/hooks'

export function Copy({ text, label }: { text: string; label: string }) {
  const [done, setDone] = useState('')
  useEffect(() => {
    if (done === '') return
    const timer = setTimeout(() => setDone(''), 2000)
    return () => clearTimeout(timer)
  }, [done])
  const copy = (): void => {
    // Outside of HTTPS and localhost the browser has no clipboard for pages: then the text is selected instead.
    if (navigator.clipboard === undefined) setDone('Select and copy')
    else
      navigator.clipboard.writeText(text).then(
        () => setDone('Copied'),
        () => setDone('Select and copy'),
      )
  }
  return (
    <button type="button" class="copy" onClick={copy} aria-label={`Copy ${label}`}>
      <span aria-live="polite">{done === '' ? 'Copy' : done}</span>
    </button>
  )
}
