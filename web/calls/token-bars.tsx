/**
 * Tokens by class as one stacked bar before and one after the layers.
 * @module
 */
import type { Listed } from '../api.ts'
import { originTitle, originWord } from '../parts/origin.ts'
import { beforeAndAfter, tokenClasses, type TokenClass } from './token-classes.ts'

export function TokenBars({ call }: { call: Listed }) {
  const { usage } = call
  if (usage === undefined) {
    return <p class="quiet">The provider said nothing about tokens, and none were counted.</p>
  }
  if (call.from === 'cache' && tokenClasses(usage).length === 0) {
    return <p class="quiet">None were bought: the answer came from the cache.</p>
  }
  if (tokenClasses(usage).length === 0) return <p class="quiet">None were billed.</p>
  const { before, after } = beforeAndAfter(usage, call.saved, call.from)
  const top = Math.max(sum(before ?? []), sum(after), 1)
  const word = <span title={originTitle[call.usageOrigin]}>{originWord[call.usageOrigin]}</span>
  if (before === after) {
    return <Bar name="As sent" classes={after} top={top} origin={word} />
  }
  return (
    <>
      {before === undefined ? (
        <p class="quiet small">A layer changed the text; how long it was before is not kept.</p>
      ) : (
        <Bar name="Without Farthing" classes={before} top={top} origin="computed" />
      )}
      {after.length === 0 ? (
        <p class="stack-name">
          Billed: none, the answer came from the cache <span class="origin">{word}</span>
        </p>
      ) : (
        <Bar name="Billed" classes={after} top={top} origin={word} />
      )}
    </>
  )
}

interface BarProps {
  readonly name: string
  readonly classes: readonly TokenClass[]
  readonly top: number
  readonly origin: preact.ComponentChildren
}

/** Too narrow a part has no room for its name: those are named below, in the same order. */
const roomy = 0.2

function Bar({ name, classes, top, origin }: BarProps) {
  const small = classes.filter(({ tokens }) => tokens / top < roomy)
  return (
    <>
      <p class="stack-name">
        {name}: {sum(classes).toLocaleString('en-US')} tokens <span class="origin">{origin}</span>
      </p>
      <div class="stack">
        {classes.map(({ id, name, tokens }) => (
          <span
            key={id}
            class={`part ${id}`}
            style={{ width: `${(100 * tokens) / top}%` }}
            title={`${tokens.toLocaleString('en-US')} ${name}`}
          >
            {tokens / top >= roomy && (
              <span>
                {tokens.toLocaleString('en-US')} {name}
              </span>
            )}
          </span>
        ))}
      </div>
      {small.length > 0 && (
        <p class="stack-rest">
          {small.map(({ id, name, tokens }) => (
            <span key={id}>
              <span class={`swatch ${id}`} aria-hidden="true" /> {tokens.toLocaleString('en-US')}{' '}
              {name}
            </span>
          ))}
        </p>
      )}
    </>
  )
}

function sum(classes: readonly TokenClass[]): number {
  return classes.reduce((all, { tokens }) => all + tokens, 0)
}
