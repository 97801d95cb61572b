/**
 * Compress: what would be sent instead of this?
 * @module
 */
import { useState } from 'preact/hooks'
import { ask, type ApiError, type PreviewAnswer } from '../api.ts'
import { diffLines } from '../calls/diff.ts'
import { Amount } from '../parts/amount.tsx'
import { Difference } from '../parts/difference.tsx'
import { Empty, Failure } from '../parts/states.tsx'

type Changed = PreviewAnswer['texts'][number]

/** Floors as the layer's dial has them. */
const floors = [
  ['1', 'nothing is lost'],
  ['0.99', 'at least 99 % kept'],
  ['0.97', 'at least 97 % kept'],
  ['0.95', 'at least 95 % kept'],
  ['0.9', 'at least 90 % kept'],
] as const

/** Longer texts are shown by their beginning. */
const mostShown = 100_000

export function Preview() {
  const [answer, setAnswer] = useState<PreviewAnswer | undefined>(undefined)
  const [error, setError] = useState<ApiError | undefined>(undefined)
  const [waiting, setWaiting] = useState(false)
  const [text, setText] = useState('')
  const [floor, setFloor] = useState('1')
  const [model, setModel] = useState('')
  const show = async (): Promise<void> => {
    setWaiting(true)
    try {
      const query = new URLSearchParams({ floor, ...(model === '' ? {} : { model }) })
      setAnswer(await ask<PreviewAnswer>(`preview?${query}`, { method: 'POST', body: text }))
      setError(undefined)
    } catch (error) {
      setError(error as ApiError)
    }
    setWaiting(false)
  }
  return (
    <>
      <header class="head">
        <h1>What would be sent instead?</h1>
        <p class="quiet small">nothing is sent, nothing is kept</p>
      </header>
      <form
        class="preview"
        onSubmit={(event) => {
          event.preventDefault()
          void show()
        }}
      >
        <label>
          A request body as JSON, or any text as a tool gives it
          <textarea
            required
            rows={10}
            spellcheck={false}
            value={text}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
        </label>
        <p class="choices">
          <label>
            Loss allowed
            <select value={floor} onChange={({ currentTarget }) => setFloor(currentTarget.value)}>
              {floors.map(([value, name]) => (
                <option value={value}>{name}</option>
              ))}
            </select>
          </label>
          <label>
            Price of
            <input
              value={model}
              placeholder="the body's model"
              autocomplete="off"
              maxLength={200}
              onInput={({ currentTarget }) => setModel(currentTarget.value.trim())}
            />
          </label>
          <button type="submit" disabled={waiting}>
            {waiting ? 'Being read …' : 'Show'}
          </button>
        </p>
      </form>
      {error !== undefined ? (
        <Failure error={error} again={() => void show()} />
      ) : (
        <Outcome answer={answer} />
      )}
    </>
  )
}

function Outcome({ answer }: { answer: PreviewAnswer | undefined }) {
  if (answer !== undefined) return <Answer {...answer} />
  return (
    <Empty title="Nothing was asked yet">
      <p>
        Data, logs and search results that tools give back are written in fewer tokens, so that they
        decode back; what was told before is referred to. This screen shows what that makes of a
        request or a text of yours, line by line.
      </p>
    </Empty>
  )
}

function Answer({ texts, looked, tokensBefore, tokensAfter, saved, model }: PreviewAnswer) {
  if (texts.length === 0) {
    return (
      <p role="status">
        {looked === 1 ? 'The text stays as it is' : `All ${looked} texts stay as they are`}: nothing
        in it would have fewer tokens.
      </p>
    )
  }
  const share = (100 * (tokensBefore - tokensAfter)) / Math.max(1, tokensBefore)
  return (
    <>
      <p class="lead" role="status">
        {count(tokensBefore)} → {count(tokensAfter)} tokens, {share.toFixed(1)} % fewer, in{' '}
        {texts.length} of {looked} {looked === 1 ? 'text' : 'texts'}.{' '}
        {saved === undefined ? (
          <>There is no price for {model}.</>
        ) : (
          <>
            <Amount of={saved.fresh} as="saved" /> a call with {model} where they are new,{' '}
            <Amount of={saved.cached} as="saved" /> where the provider has them cached.
          </>
        )}
      </p>
      {texts.map((changed) => (
        <Text {...changed} />
      ))}
    </>
  )
}

function Text({ kind, toolName, resultNumber, before, after, tokensBefore, tokensAfter }: Changed) {
  const name =
    kind !== 'tool-result'
      ? kind
      : resultNumber === undefined
        ? 'the text'
        : `tool result ${resultNumber}${toolName ? ` (${toolName})` : ''}`
  return (
    <details open>
      <summary>
        {name}: {count(tokensBefore)} → {count(tokensAfter)} tokens
      </summary>
      <Difference lines={diffLines(cut(before), cut(after))} />
    </details>
  )
}

function cut(text: string): string {
  return text.length > mostShown ? `${text.slice(0, mostShown)}\n…` : text
}

function count(tokens: number): string {
  return tokens.toLocaleString('en-US')
}
