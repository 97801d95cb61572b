/**
 * The frame of all screens: where one is, where one can go, and whether the gateway is there.
 * @module
 */
import type { ComponentType } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { pathTo, useAddress } from './address.ts'
import { Cache } from './cache/cache.tsx'
import { Calls } from './calls/calls.tsx'
import { Connect } from './connect/connect.tsx'
import { Home } from './home/home.tsx'
import { Keys } from './keys/keys.tsx'
import { Prefix } from './prefix/prefix.tsx'
import { Preview } from './preview/preview.tsx'
import { Proof } from './proof/proof.tsx'
import { onState, type LiveState } from './live.ts'

interface Screen {
  readonly path: string
  readonly name: string
  readonly view: ComponentType
}

const screens: readonly Screen[] = [
  { path: '', name: 'Home', view: Home },
  { path: 'calls', name: 'Calls', view: Calls },
  { path: 'prefix', name: 'Prefix', view: Prefix },
  { path: 'cache', name: 'Cache', view: Cache },
  { path: 'compress', name: 'Compress', view: Preview },
  { path: 'proof', name: 'Proof', view: Proof },
  { path: 'keys', name: 'Keys', view: Keys },
  { path: 'connect', name: 'Connect', view: Connect },
]

export function App() {
  const address = useAddress()
  const screen = screens.find(({ path }) => path === address.screen)
  const main = useRef<HTMLElement>(null)
  const shown = useRef(address.screen)
  useEffect(() => {
    document.title = `${screen?.name ?? 'Not found'} · Farthing`
    // Whoever reads by ear or keyboard begins at the top of a new screen, not at its link.
    if (shown.current !== address.screen) {
      main.current?.focus({ preventScroll: true })
      scrollTo(0, 0)
    }
    shown.current = address.screen
  }, [address.screen, screen])
  const View = screen?.view ?? Lost
  return (
    <>
      <a class="skip" href="#main">
        Skip to content
      </a>
      <header class="top">
        <a class="brand" href={pathTo('')}>
          <Mark />
          Farthing
        </a>
        <nav aria-label="Screens">
          {screens.map(({ path, name }) => (
            <a href={pathTo(path)} aria-current={path === address.screen ? 'page' : undefined}>
              {name}
            </a>
          ))}
        </nav>
        <Presence />
      </header>
      <main id="main" tabIndex={-1} ref={main}>
        <View />
      </main>
    </>
  )
}

function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
      <circle cx="16" cy="16" r="15" fill="#b5762a" />
      <path d="M12.5 23V9.5h8v2.6h-5v3.2h4.4v2.6h-4.4V23z" fill="#fff" />
    </svg>
  )
}

const presence: Readonly<Record<LiveState, string>> = {
  connecting: 'Connecting',
  live: 'Live',
  away: 'Gateway away',
}

function Presence() {
  const [state, setState] = useState<LiveState>('connecting')
  useEffect(() => onState(setState), [])
  return (
    <p class={`presence ${state}`} role="status">
      {presence[state]}
    </p>
  )
}

function Lost() {
  return (
    <section class="empty">
      <h1>There is no such screen</h1>
      <p>
        <a href={pathTo('')}>Home</a> shows what your calls cost.
      </p>
    </section>
  )
}
