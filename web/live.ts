/**
 * New calls as they close. Read with fetch, since EventSource can send no key.
 * @module
 */
import { request, type Listed } from './api.ts'

/** Watches until stopped; comes back after a break, from where it was. */
export type LiveState = 'connecting' | 'live' | 'away'

type Listener = (calls: readonly Listed[]) => void

const listeners = new Set<Listener>()
const proofListeners = new Set<() => void>()
const stateListeners = new Set<(state: LiveState) => void>()
let state: LiveState = 'connecting'
let lastId = ''

/** Hears that a certificate changed; answers how to stop. */
export function onProof(listener: () => void): () => void {
  proofListeners.add(listener)
  return () => void proofListeners.delete(listener)
}

/** Hears of new calls; answers how to stop. */
export function onCalls(listener: Listener): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export function onState(listener: (state: LiveState) => void): () => void {
  stateListeners.add(listener)
  listener(state)
  return () => void stateListeners.delete(listener)
}

/** Begins to watch; once a page. */
export async function startLive(): Promise<never> {
  for (let wait = 1000; ; wait = Math.min(wait * 2, 30_000)) {
    const began = Date.now()
    try {
      await readOnce()
    } catch {
      // The gateway is away, or wants a key: what it says is shown by the screen that asked.
    }
    tell('away')
    if (Date.now() - began > 30_000) wait = 1000
    await new Promise((resolve) => setTimeout(resolve, wait))
  }
}

async function readOnce(): Promise<void> {
  const headers: Record<string, string> = lastId === '' ? {} : { 'last-event-id': lastId }
  const response = await request('api/live', { headers })
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  tell('live')
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    const events = (rest + value).split('\n\n')
    rest = events.pop()!
    for (const event of events) hear(event)
  }
}

function hear(event: string): void {
  const field = (name: string): string | undefined =>
    event
      .split('\n')
      .find((line) => line.startsWith(`${name}: `))
      ?.slice(name.length + 2)
  const data = field('data')
  if (field('event') === 'proof') for (const listener of proofListeners) listener()
  if (field('event') !== 'calls' || data === undefined) return
  lastId = field('id') ?? lastId
  const calls = JSON.parse(data) as readonly Listed[]
  for (const listener of listeners) listener(calls)
}

function tell(next: LiveState): void {
  state = next
  for (const listener of stateListeners) listener(next)
}
