/**
 * One call as a row.
 * @module
 */
import type { Listed } from '../api.ts'
import { savedOf } from '../home/waterfall-rows.ts'
import { layers } from '../layers.ts'
import { shortNumber } from '../money.ts'
import { Amount, Saved } from '../parts/amount.tsx'
import { LayerChip } from '../parts/layer-chip.tsx'
import { fullTime, shortDuration, shortTime } from '../time.ts'

interface CellsProps {
  readonly call: Listed
  readonly names: ReadonlyMap<string, string>
  readonly href: string
}

export function CallCells({ call, names, href }: CellsProps) {
  const { usage } = call
  const input = usage && usage.input + usage.cacheRead + usage.cacheWrite + usage.cacheWrite1h
  const output = usage === undefined ? 0 : usage.output + usage.reasoning
  const saved = savedOf(call)
  return (
    <>
      <span role="gridcell" class="cell at">
        <a href={href} tabIndex={-1} title={fullTime(call.at)}>
          {shortTime(call.at)}
        </a>
      </span>
      <span role="gridcell" class="cell model" title={modelTitle(call)}>
        {call.served || call.asked}
      </span>
      <span role="gridcell" class="cell route">
        {call.route}
      </span>
      <span role="gridcell" class="cell key" title={call.key}>
        {call.key === undefined ? '' : (names.get(call.key) ?? call.key)}
      </span>
      <span role="gridcell" class="cell tokens">
        {input === undefined || input + output === 0 ? (
          <span class="quiet">{call.from === 'upstream' ? 'unknown' : 'none'}</span>
        ) : (
          <span
            title={`${input.toLocaleString('en-US')} in, ${output.toLocaleString('en-US')} out`}
          >
            {shortNumber(input)}, {shortNumber(output)}
          </span>
        )}
      </span>
      <span role="gridcell" class="cell acted">
        {layers
          .filter((layer) => call.saved[layer] !== undefined)
          .map((layer) => (
            <LayerChip key={layer} layer={layer} />
          ))}
      </span>
      <span role="gridcell" class="cell cost">
        <Amount of={call.cost} />
      </span>
      <span role="gridcell" class="cell saved">
        <Saved of={saved} />
      </span>
      <span role="gridcell" class="cell latency">
        {shortDuration(call.time.total)}
      </span>
      <span role="gridcell" class="cell status">
        <Status call={call} />
      </span>
    </>
  )
}

function modelTitle({ asked, served, provider }: Listed): string {
  return asked === served || served === ''
    ? `${asked} at ${provider}`
    : `${served} at ${provider}, asked for as ${asked}`
}

/** In words where it is no plain success: colour alone says nothing to many. */
export function Status({ call }: { call: Pick<Listed, 'status' | 'ended'> }) {
  const failed = call.status < 200 || call.status >= 400
  if (failed)
    return <span class="bad">{call.status === 0 ? 'failed' : `${call.status} failed`}</span>
  if (call.ended === 'client-left') return <span class="quiet">client left</span>
  if (call.ended !== 'complete') return <span class="bad">cut off</span>
  return <span>{call.status}</span>
}
