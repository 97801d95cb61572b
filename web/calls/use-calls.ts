/**
 * The calls that the list shows: pages as they are scrolled to, new ones as they close.
 * @module
 */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { ask, type ApiError, type CallList, type Listed } from '../api.ts'
import { onCalls } from '../live.ts'
import { listPath, passes, takesNew, type Filters } from './filters.ts'

/** A list that stays open for a day is begun again, rather than grow for ever. */
const mostKept = 2000

export interface CallsState {
  readonly calls: readonly Listed[] | undefined
  readonly error: ApiError | undefined
  readonly whole: boolean
  /** New calls that are not shown, since the reader has scrolled away from the top. */
  readonly waiting: number
  /** Ids of calls that came while one looked. */
  readonly fresh: ReadonlySet<string>
  readonly more: () => void
  readonly again: () => void
}

interface Loaded {
  readonly of: string
  readonly calls: readonly Listed[]
  readonly next: string
}

/** @param atTop whether the reader sees the newest: only then may the rows move. */
export function useCalls(filters: Filters, atTop: () => boolean): CallsState {
  const of = JSON.stringify(filters)
  const [loaded, setLoaded] = useState<Loaded | undefined>(undefined)
  const [error, setError] = useState<ApiError | undefined>(undefined)
  const [turn, setTurn] = useState(0)
  const [waiting, setWaiting] = useState(0)
  const fresh = useRef(new Set<string>())
  const busy = useRef('')
  const again = useCallback(() => setTurn((turn) => turn + 1), [])

  useEffect(() => {
    let current = true
    busy.current = ''
    setWaiting(0)
    const read = async (): Promise<void> => {
      try {
        const { calls, next = '' } = await ask<CallList>(listPath(filters, Date.now()))
        if (!current) return
        setError(undefined)
        setLoaded({ of, calls, next })
      } catch (error) {
        if (current) setError(error as ApiError)
      }
    }
    void read()
    return () => void (current = false)
  }, [of, turn])

  useEffect(() => {
    if (!takesNew(filters)) return
    return onCalls((calls) => {
      const mine = calls.filter((call) => passes(call, filters)).toReversed()
      if (mine.length === 0) return
      if (!atTop()) {
        setWaiting((count) => count + mine.length)
        return
      }
      setLoaded((loaded) => {
        if (loaded === undefined || loaded.of !== of) {
          // The page that is on its way may have been read before them.
          again()
          return loaded
        }
        if (loaded.calls.length > mostKept) {
          again()
          return loaded
        }
        const known = new Set(loaded.calls.slice(0, 500).map(({ id }) => id))
        const added = mine.filter(({ id }) => !known.has(id))
        fresh.current = new Set(added.map(({ id }) => id))
        return { ...loaded, calls: [...added, ...loaded.calls] }
      })
    })
  }, [of])

  const more = useCallback(() => {
    if (loaded === undefined || loaded.next === '' || busy.current === loaded.next) return
    busy.current = loaded.next
    ask<CallList>(listPath(filters, Date.now(), loaded.next)).then(
      ({ calls, next = '' }) =>
        setLoaded((now) =>
          now?.of === loaded.of && now.next === loaded.next
            ? { ...now, calls: [...now.calls, ...calls], next }
            : now,
        ),
      (error: ApiError) => {
        busy.current = ''
        setError(error)
      },
    )
  }, [loaded])

  return {
    calls: loaded?.of === of ? loaded.calls : undefined,
    error,
    whole: loaded?.next === '',
    waiting,
    fresh: fresh.current,
    more,
    again,
  }
}
