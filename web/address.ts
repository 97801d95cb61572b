/**
 * The address holds the state: which screen, which call, which filters. A link shows what its sender saw.
 * @module
 */
import { useEffect, useState } from 'preact/hooks'

export interface Address {
  /** Path below `/farthing/`, without slashes at its ends: '' is Home. */
  readonly screen: string
  /** What follows the screen: a call's id. */
  readonly item: string
  readonly query: URLSearchParams
}

const base = '/farthing/'
const listeners = new Set<() => void>()
let current = read()

function read(): Address {
  const path = location.pathname.startsWith(base) ? location.pathname.slice(base.length) : ''
  const [screen = '', item = ''] = path.split('/')
  return { screen, item: decoded(item), query: new URLSearchParams(location.search) }
}

/** A link that was cut or mangled on its way still opens its screen. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function changed(): void {
  current = read()
  for (const listener of listeners) listener()
}

addEventListener('popstate', changed)

/** Where the page is now. */
export function useAddress(): Address {
  const [address, set] = useState(current)
  useEffect(() => {
    const listener = (): void => set(current)
    listeners.add(listener)
    listener()
    return () => void listeners.delete(listener)
  }, [])
  return address
}

/** The path of a screen, with what is to be in its query. Empty values are left out. */
export function pathTo(screen: string, query: Readonly<Record<string, string>> = {}): string {
  const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== ''))
  const text = search.toString()
  return `${base}${screen}${text === '' ? '' : `?${text}`}`
}

/** Goes to a path of this page. `replace`: without a step in the history, for filters being typed. */
export function go(path: string, replace = false): void {
  if (path === location.pathname + location.search) return
  if (replace) history.replaceState(null, '', path)
  else history.pushState(null, '', path)
  changed()
}

/** Links of this page change the address without loading it again; all others are left to the browser. */
export function followLinks(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0) return
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  const link = (event.target as Element | null)?.closest('a')
  if (!link || link.origin !== location.origin || link.target !== '') return
  if (!link.pathname.startsWith(base) || link.hash !== '') return
  event.preventDefault()
  go(link.pathname + link.search)
}
