/**
 * The list of calls. Only the rows in sight are in the document, so that a million are as light as fifty.
 * @module
 */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { go, pathTo } from '../address.ts'
import { Empty, Failure, Skeleton } from '../parts/states.tsx'
import { CallCells } from './call-cells.tsx'
import { columns } from './columns.ts'
import type { Filters } from './filters.ts'
import { useCalls } from './use-calls.ts'

const rowHeight = 40
/** Rows above and below what is seen, so that scrolling shows no gaps. */
const spare = 8

interface TableProps {
  readonly filters: Filters
  readonly names: ReadonlyMap<string, string>
  /** Id of the call whose story is open; '' for none. */
  readonly open: string
}

export function CallTable({ filters, names, open }: TableProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const [view, setView] = useState({ top: 0, height: 800 })
  const atTop = useCallback(() => (scroller.current?.scrollTop ?? 0) < rowHeight, [])
  const { calls, error, whole, waiting, fresh, more, again } = useCalls(filters, atTop)
  const [active, setActive] = useState('')
  const first = Math.max(0, Math.floor(view.top / rowHeight) - spare)
  const end = Math.ceil((view.top + view.height) / rowHeight) + spare
  const shown = calls?.slice(first, end) ?? []

  useEffect(() => {
    const element = scroller.current
    if (element === null) return
    const read = (): void => setView({ top: element.scrollTop, height: element.clientHeight })
    const resized = new ResizeObserver(read)
    resized.observe(element)
    element.addEventListener('scroll', read, { passive: true })
    return () => {
      resized.disconnect()
      element.removeEventListener('scroll', read)
    }
  }, [calls === undefined])
  useEffect(() => {
    if (calls !== undefined && end + 50 > calls.length) more()
  }, [end, calls, more])
  useEffect(() => {
    if (open !== '') setActive(open)
  }, [open])

  if (calls === undefined) {
    return error === undefined ? (
      <Skeleton rows={12} label="Calls are being read" />
    ) : (
      <Failure error={error} again={again} />
    )
  }
  if (calls.length === 0) return <NoCalls filtered={Object.keys(filters).length > 0} />

  const show = (id: string): void => go(pathTo(`calls/${encodeURIComponent(id)}`, filters))
  const move = (index: number): void => {
    const to = Math.max(0, Math.min(calls.length - 1, index))
    const { id } = calls[to]!
    setActive(id)
    const element = scroller.current!
    const top = to * rowHeight
    if (top < element.scrollTop) element.scrollTop = top
    else if (top + 2 * rowHeight > element.scrollTop + element.clientHeight)
      element.scrollTop = top + 2 * rowHeight - element.clientHeight
    if (open !== '') go(pathTo(`calls/${encodeURIComponent(id)}`, filters), true)
  }
  const press = (event: KeyboardEvent): void => {
    const at = calls.findIndex(({ id }) => id === active)
    const page = Math.max(1, Math.floor(view.height / rowHeight) - 2)
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      j: at + 1,
      ArrowUp: at - 1,
      k: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: calls.length - 1,
    }
    const to = steps[event.key]
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (to !== undefined) move(to)
    else if (event.key === 'Enter' && at >= 0) show(active)
    else if (event.key === 'Escape' && open !== '') go(pathTo('calls', filters))
    else return
    event.preventDefault()
  }
  return (
    <>
      {waiting > 0 && (
        <button
          type="button"
          class="waiting"
          onClick={() => {
            scroller.current!.scrollTop = 0
            again()
          }}
        >
          {waiting.toLocaleString('en-US')} new {waiting === 1 ? 'call' : 'calls'}
        </button>
      )}
      <div
        class="table"
        role="grid"
        aria-label="Calls: arrow keys move, Enter opens the story"
        aria-rowcount={whole ? calls.length + 1 : -1}
        aria-activedescendant={shown.some(({ id }) => id === active) ? `call-${active}` : undefined}
        tabIndex={0}
        ref={scroller}
        onKeyDown={press}
      >
        <Head filters={filters} />
        <div class="body" role="rowgroup" style={{ height: `${calls.length * rowHeight}px` }}>
          {shown.map((call, index) => (
            <div
              key={call.id}
              id={`call-${call.id}`}
              role="row"
              aria-rowindex={first + index + 2}
              aria-selected={call.id === open}
              class={`row${call.id === active ? ' active' : ''}${fresh.has(call.id) ? ' fresh' : ''}`}
              style={{ transform: `translateY(${(first + index) * rowHeight}px)` }}
              onClick={(event) => {
                setActive(call.id)
                if (!(event.target as Element).closest('a')) show(call.id)
              }}
            >
              <CallCells
                call={call}
                names={names}
                href={pathTo(`calls/${encodeURIComponent(call.id)}`, filters)}
              />
            </div>
          ))}
        </div>
      </div>
    </>
  )
}

function Head({ filters }: { filters: Filters }) {
  const sorted = filters['sort'] ?? 'time'
  const ascending = filters['order'] === 'ascending'
  return (
    <div class="row heading" role="row" aria-rowindex={1}>
      {columns.map(({ id, name, sort }) => {
        const mine = sort === sorted
        const order = mine && !ascending ? 'ascending' : ''
        return (
          <span
            key={id}
            role="columnheader"
            class={`cell ${id}`}
            aria-sort={mine ? (ascending ? 'ascending' : 'descending') : undefined}
          >
            {sort === undefined ? (
              name
            ) : (
              <a href={pathTo('calls', { ...filters, sort: sort === 'time' ? '' : sort, order })}>
                {name}
                {mine && <span aria-hidden="true">{ascending ? ' ↑' : ' ↓'}</span>}
              </a>
            )}
          </span>
        )
      })}
    </div>
  )
}

function NoCalls({ filtered }: { filtered: boolean }) {
  return filtered ? (
    <Empty title="No call passes these filters">
      <p>
        <a href={pathTo('calls')}>Show all calls</a>
      </p>
    </Empty>
  ) : (
    <Empty title="No call has come yet">
      <p>The first one appears here the moment it is answered.</p>
      <p class="actions">
        <a class="button" href={pathTo('connect')}>
          Connect a client
        </a>
      </p>
    </Empty>
  )
}
