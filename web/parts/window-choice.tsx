/**
 * Which span of time the figures are of; the address holds it.
 * @module
 */
import { pathTo, useAddress } from '../address.ts'

export const windows = [
  { id: '1h', name: '1 h', words: 'the last hour' },
  { id: '24h', name: '24 h', words: 'the last 24 hours' },
  { id: '7d', name: '7 d', words: 'the last 7 days' },
  { id: '30d', name: '30 d', words: 'the last 30 days' },
  { id: 'all', name: 'All', words: 'all time' },
] as const

export type WindowId = (typeof windows)[number]['id']

/** The window in the address; a day where there is none. */
export function useWindow(): (typeof windows)[number] {
  const asked = useAddress().query.get('window')
  return windows.find(({ id }) => id === asked) ?? windows[1]
}

export function WindowChoice({ screen }: { screen: string }) {
  const chosen = useWindow()
  return (
    <nav class="choice" aria-label="Time">
      {windows.map(({ id, name, words }) => (
        <a
          href={pathTo(screen, id === '24h' ? {} : { window: id })}
          aria-current={id === chosen.id ? 'true' : undefined}
          title={words}
        >
          {name}
        </a>
      ))}
    </nav>
  )
}
