/**
 * Data of the gateway in a component: what was known is shown until what is new has come.
 * @module
 */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { ask, type ApiError } from './api.ts'
import { onCalls, onProof } from './live.ts'

export interface Data<T> {
  /** The newest answer, also while the next is awaited. */
  readonly value: T | undefined
  readonly error: ApiError | undefined
  readonly again: () => void
}

/** Answers of other screens, so that going back shows them at once. */
const known = new Map<string, unknown>()
const mostKnown = 50
/** New calls come twice a second; sums over all of them need not. */
const liveMs = 2000

interface Answer<T> {
  readonly path: string
  readonly value?: T
  readonly error?: ApiError
}

/** Asks for `path`, and again when calls have come in where `live`. */
export function useData<T>(path: string, live = false): Data<T> {
  const [answer, setAnswer] = useState<Answer<T>>({ path })
  const [turn, setTurn] = useState(0)
  const newest = useRef(0)
  const again = useCallback(() => setTurn((turn) => turn + 1), [])
  useEffect(() => {
    const mine = ++newest.current
    const told = (answer: Omit<Answer<T>, 'path'>): void => {
      if (mine === newest.current) setAnswer({ path, ...answer })
    }
    const read = async (): Promise<void> => {
      try {
        const value = await ask<T>(path)
        if (known.size >= mostKnown) known.clear()
        known.set(path, value)
        told({ value })
      } catch (error) {
        told({ error: error as ApiError })
      }
    }
    void read()
  }, [path, turn])
  useEffect(() => {
    if (!live) return
    let timer: number | undefined
    // A certificate may change without a call: when a conversation has gone silent, or by what users say.
    const stopProof = onProof(again)
    const stop = onCalls(() => {
      timer ??= window.setTimeout(() => {
        timer = undefined
        again()
      }, liveMs)
    })
    return () => {
      stop()
      stopProof()
      clearTimeout(timer)
    }
  }, [live, again])
  const fresh = answer.path === path
  const value = (fresh ? answer.value : undefined) ?? (known.get(path) as T | undefined)
  return { value, error: fresh ? answer.error : undefined, again }
}
