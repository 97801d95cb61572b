/**
 * The price of one call, layer by layer, with the reason in words. Layers that did nothing say why.
 * @module
 */
import type { Story } from '../api.ts'
import { waterfallRows } from '../home/waterfall-rows.ts'
import { layers } from '../layers.ts'
import { toDollars } from '../money.ts'
import { Amount } from '../parts/amount.tsx'

export function Ladder({ story: { call } }: { story: Story }) {
  const { baseline, cost } = call
  const notesOf = (id: string): readonly string[] =>
    (call.notes as Readonly<Record<string, readonly string[]>>)[id] ?? []
  const saved = Object.fromEntries(
    layers.map((layer) => [layer, call.saved[layer] ?? '0']),
  ) as Record<(typeof layers)[number], string>
  const rows =
    baseline === undefined || cost === undefined
      ? []
      : waterfallRows({ ...call, baseline, cost, saved, extra: '0' })
  const top = Math.max(...rows.map(({ high }) => toDollars(high)), 1e-12)
  const share = (money: bigint): string => `${(100 * toDollars(money)) / top}%`
  const silent = layers.filter((layer) => !rows.some(({ id }) => id === layer))
  const told = silent.filter((layer) => notesOf(layer).length > 0)
  return (
    <>
      {rows.length === 0 && (
        <p class="quiet">
          No ladder: {call.asked} has no price in the list. One under <code>prices</code> in the
          configuration brings it in.
        </p>
      )}
      <ol class="waterfall">
        {rows.map(({ id, label, kind, low, high, amount, words }) => (
          <li key={id} class={kind} data-layer={id}>
            <span class="label" title={words}>
              {label}
            </span>
            <span class="track" aria-hidden="true">
              <span class="bar" style={{ left: share(low), width: share(high - low) }} />
            </span>
            <Amount of={amount} as={kind === 'whole' ? undefined : 'change'} />
            <Reason
              words={kind === 'layer' ? notesOf(id) : []}
              fallback={kind === 'layer' ? words : ''}
            />
          </li>
        ))}
      </ol>
      {told.length > 0 && (
        <dl class="silent">
          {told.map((layer) => (
            <div key={layer} data-layer={layer}>
              <dt>{layer}</dt>
              <dd>{notesOf(layer).join(' · ')}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  )
}

function Reason({ words, fallback }: { words: readonly string[]; fallback: string }) {
  const text = words.length > 0 ? words.join(' · ') : fallback
  return text === '' ? null : <span class="reason">{text}</span>
}
