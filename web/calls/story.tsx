/**
 * One call's story: what it cost and why, what it used, how long it took, what was sent for it.
 * @module
 */
import { useEffect, useRef } from 'preact/hooks'
import { pathTo } from '../address.ts'
import type { Story } from '../api.ts'
import { savedOf } from '../home/waterfall-rows.ts'
import { parseMoney, percent } from '../money.ts'
import { Amount } from '../parts/amount.tsx'
import { Copy } from '../parts/copy.tsx'
import { originTitle, originWord } from '../parts/origin.ts'
import { Empty, Failure, Skeleton } from '../parts/states.tsx'
import { fullTime } from '../time.ts'
import { useData } from '../use-data.ts'
import { Attempts } from './attempts.tsx'
import { Status } from './call-cells.tsx'
import { Ladder } from './ladder.tsx'
import { StoredText } from './stored-text.tsx'
import { TimeBar } from './time-bar.tsx'
import { TokenBars } from './token-bars.tsx'

interface PanelProps {
  readonly id: string
  readonly names: ReadonlyMap<string, string>
  /** The list that the story was opened from. */
  readonly back: string
}

export function StoryPanel({ id, names, back }: PanelProps) {
  const { value, error, again } = useData<Story>(`decisions/${encodeURIComponent(id)}`)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    // In the narrow view the list is gone: whoever reads by ear goes on in the story.
    if (matchMedia('(max-width: 1079px)').matches) heading.current?.focus()
  }, [id])
  return (
    <section class="story" aria-label="Story of a call">
      <header class="head">
        <h1 tabIndex={-1} ref={heading}>
          Call <code>{id}</code>
        </h1>
        <Copy text={id} label="the id" />
        <a class="close" href={back}>
          Close
        </a>
      </header>
      {value !== undefined ? (
        <Told story={value} names={names} />
      ) : error === undefined ? (
        <Skeleton rows={10} label="The story is being read" />
      ) : error.status === 404 ? (
        <Empty title="There is no story under this id">
          <p>
            The call is still open, or its row was deleted when its time of keeping was over, or the
            link was cut on its way.
          </p>
        </Empty>
      ) : (
        <Failure error={error} again={again} />
      )}
    </section>
  )
}

function Told({ story, names }: { story: Story; names: ReadonlyMap<string, string> }) {
  const { call, attempts, text } = story
  const saved = call.baseline === undefined || call.cost === undefined ? undefined : savedOf(call)
  return (
    <>
      <section class="figures small" aria-label="Sums">
        <dl>
          <dt>Paid</dt>
          <dd>
            <Amount of={call.cost} />
          </dd>
          <dd class="origin" title={originTitle[call.costOrigin]}>
            {call.cost === undefined ? '' : originWord[call.costOrigin]}
          </dd>
        </dl>
        <dl>
          <dt>Without Farthing</dt>
          <dd>
            <Amount of={call.baseline} />
          </dd>
          <dd class="origin">{call.baseline === undefined ? '' : 'computed'}</dd>
        </dl>
        <dl>
          <dt>Saved</dt>
          <dd>
            <Amount of={saved} as="saved" />
            {saved !== undefined && saved !== 0n && (
              <small>{percent(Number(saved), Number(parseMoney(call.baseline)))}</small>
            )}
          </dd>
          <dd class="origin">{saved === undefined ? '' : 'computed'}</dd>
        </dl>
      </section>
      <Facts call={call} names={names} />
      <h2>Price</h2>
      <Ladder story={story} />
      <h2>Tokens</h2>
      <TokenBars call={call} />
      <h2>Time</h2>
      <TimeBar time={call.time} />
      <h2>Attempts</h2>
      <Attempts attempts={attempts} from={call.from} />
      {text !== undefined && <StoredText text={text} />}
    </>
  )
}

function Facts({ call, names }: { call: Story['call']; names: ReadonlyMap<string, string> }) {
  const filter = (name: string, value: string, shown = value) => (
    <a href={pathTo('calls', { [name]: value })} title={`Calls with this ${name}`}>
      {shown}
    </a>
  )
  return (
    <dl class="facts-list">
      <dt>Status</dt>
      <dd>
        <Status call={call} />
        {call.stop !== undefined && <span class="quiet"> stopped: {call.stop}</span>}
        {call.error !== undefined && <span class="bad"> {call.error}</span>}
        {call.recovered && <span class="quiet"> written after a crash</span>}
      </dd>
      <dt>When</dt>
      <dd>{fullTime(call.at)}</dd>
      <dt>Model</dt>
      <dd>
        {filter('model', call.served || call.asked)} <span class="quiet">at {call.provider}</span>
        {call.asked !== call.served && call.served !== '' && (
          <span class="quiet">, asked for as {call.asked}</span>
        )}
      </dd>
      <dt>Route</dt>
      <dd>
        {filter('route', call.route)}, <span class="quiet">mode {call.mode}</span>
      </dd>
      {call.key !== undefined && (
        <>
          <dt>Key</dt>
          <dd>{filter('key', call.key, names.get(call.key) ?? call.key)}</dd>
        </>
      )}
      <dt>Tenant</dt>
      <dd class="cut">{filter('tenant', call.tenant)}</dd>
      <dt>Conversation</dt>
      <dd class="cut">{filter('conversation', call.conversation)}</dd>
      {call.tags.length > 0 && (
        <>
          <dt>Tags</dt>
          <dd>
            {call.tags.map((tag, index) => (
              <span key={tag}>
                {index > 0 && ', '}
                {filter('tag', tag)}
              </span>
            ))}
          </dd>
        </>
      )}
      <dt>Form</dt>
      <dd>
        {call.dialect}, {call.streamed ? 'streamed' : 'whole'}
        {call.from === 'cache' && ', from the cache'}
        {call.from === 'gateway' && ', answered by the gateway'}
      </dd>
    </dl>
  )
}
