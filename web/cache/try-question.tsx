/**
 * Tries a question: what lies near it, what forbids that, how sure the rest is, and on which routes it is served.
 * @module
 */
import { useState } from 'preact/hooks'
import { ask, type QuestionPreview } from '../api.ts'
import { percent } from '../money.ts'
import { likelihood, routeLines, stopLines } from './route-lines.ts'
import { Missing, RouteLines } from './stops.tsx'

export function TryQuestion() {
  const [shown, setShown] = useState<QuestionPreview | undefined>()
  const [failed, setFailed] = useState('')
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const question = String(
      new FormData(event.currentTarget as HTMLFormElement).get('question') ?? '',
    )
    if (question.trim() === '') return setFailed('Write a question.')
    try {
      setShown(
        await ask<QuestionPreview>('api/cache', {
          method: 'POST',
          body: JSON.stringify({ question }),
        }),
      )
      setFailed('')
    } catch (error) {
      setFailed((error as Error).message)
    }
  }
  return (
    <>
      <form class="flush try" onSubmit={submit}>
        <label>
          Question
          <input name="question" autocomplete="off" maxLength={2000} />
        </label>
        <button type="submit">Try</button>
      </form>
      <div class="tried" role="status">
        {failed !== '' && <p class="bad small">{failed}</p>}
        {failed === '' && shown !== undefined && <Shown preview={shown} />}
      </div>
    </>
  )
}

function Shown({ preview }: { preview: QuestionPreview }) {
  const { routes, candidates, missing } = preview
  return (
    <>
      <p class="small">
        {verdict(preview)} {candidates.length === 0 && 'Nothing near was found.'}
      </p>
      {candidates.length === 0 ? (
        <RouteLines lines={stopLines(preview)} />
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">Kept question</th>
              <th scope="col">The same</th>
              <th scope="col">Cosine</th>
            </tr>
          </thead>
          {candidates.map((one, at) => (
            <Candidate key={at} candidate={one} routes={routes} />
          ))}
        </table>
      )}
      <Missing missing={missing} />
    </>
  )
}

function verdict({ never, routes }: QuestionPreview): string {
  if (never !== undefined) return `It is not answered across wordings: ${never}.`
  return routes.every(({ stopped }) => stopped !== undefined)
    ? 'No route answers across wordings now.'
    : 'It may be answered across wordings.'
}

interface CandidateProps {
  readonly candidate: QuestionPreview['candidates'][number]
  readonly routes: QuestionPreview['routes']
}

function Candidate({ candidate, routes }: CandidateProps) {
  const { question, vetoes, similarity, tenant, model, on } = candidate
  const sure = likelihood(on)?.map((share) => percent(share, 1))
  return (
    <tbody>
      <tr>
        <th scope="rowgroup">
          {question}{' '}
          <small class="quiet">
            {model}, {tenant}
          </small>
        </th>
        <td>
          {sure === undefined
            ? `never: ${vetoes.map(({ kind }) => kind).join(', ')}`
            : [...new Set(sure)].join(' to ')}
        </td>
        <td>{similarity.toFixed(2)}</td>
      </tr>
      <tr>
        <td colSpan={3}>
          <RouteLines lines={routeLines(on, routes)} />
        </td>
      </tr>
    </tbody>
  )
}
